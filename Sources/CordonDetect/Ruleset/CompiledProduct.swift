internal import CordonModel
internal import CordonVersions

/// A product with everything prepared that can be prepared before a package is seen.
struct CompiledProduct {
  /// Position of its advisory in the ruleset.
  let advisory: Int
  let id: String
  let name: String
  /// The product row, as far as a detector knows it: the file is added by whoever read it.
  let rule: RuleReference
  let scheme: VersionScheme
  let knownAffected: VersionList
  let knownNotAffected: VersionList
  let fixed: VersionList
  let ranges: [CompiledRange]
  let installedWithin: TimeWindow?
  /// `nil` when the product matches by package URL, which names the maker better than any text.
  let vendor: VendorName?

  init(_ product: AffectedProduct, advisory: Int) {
    self.advisory = advisory
    id = product.id
    name = product.name
    rule = RuleReference(line: product.line)
    scheme = product.scheme
    knownAffected = VersionList(product.knownAffected, scheme: product.scheme)
    knownNotAffected = VersionList(product.knownNotAffected, scheme: product.scheme)
    fixed = VersionList(product.fixed, scheme: product.scheme)
    ranges = product.affectedRanges.map { CompiledRange($0, scheme: product.scheme) }
    installedWithin = product.installedWithin
    vendor = product.purls.isEmpty ? product.vendor.map(VendorName.init) : nil
  }

  /// Whether the advisory says anything about versions that are affected.
  var publishesVersions: Bool { !knownAffected.isEmpty || !ranges.isEmpty }

  /// The first range, gravest first, that holds every version there is, read or not.
  var rangeOfEverything: CompiledRange? {
    let whole: [CompiledRange] = ranges.filter(\.isEverything)
    return whole.first { $0.verdict == .affected } ?? whole.first
  }
}

/// A range of affected versions as far as it can be read.
struct CompiledRange {
  /// As the advisory has it.
  let text: String
  /// `affected` or `suspected`, whatever else the advisory's author wrote counts as `suspected`.
  let verdict: Verdict
  /// `nil` when nobody can read the text.
  let range: VersionRange?
  /// Whether it is the `*` of vers: it holds also what the scheme cannot read.
  let isEverything: Bool

  init(_ affected: AffectedProduct.AffectedRange, scheme: VersionScheme) {
    text = affected.range
    verdict = affected.verdict == .affected ? .affected : .suspected
    range = try? VersionRange(affected.range, scheme: scheme)
    isEverything = range != nil && (affected.range == "*" || CompiledRange.isStar(affected.range))
  }

  /// Whether the text is `vers:<scheme>/*`; `vers:none/*` is the opposite.
  private static func isStar(_ text: String) -> Bool {
    guard text.hasPrefix("vers:"), !text.hasPrefix("vers:none/"), let slash = text.utf8.firstIndex(of: 0x2F) else {
      return false
    }
    return text[text.utf8.index(after: slash)...] == "*"
  }
}
