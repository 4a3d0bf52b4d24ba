internal import CordonModel
internal import CordonVersions

/// The versions of one product, each readable by the product's scheme.
struct ProductVersions {
  private(set) var affected: [String] = []
  private(set) var notAffected: [String] = []
  private(set) var fixed: [String] = []
  private(set) var ranges: [AffectedProduct.AffectedRange] = []

  /// Whether nothing says which versions are affected.
  var isEmpty: Bool { affected.isEmpty && ranges.isEmpty }

  /// `scheme` is `nil` when it could not be determined: then versions are taken as they are.
  init(_ row: FieldReader, scheme: VersionScheme?) {
    let bad: [Listed] = ProductVersions.list("known_affected", row, scheme)
    let good: [Listed] = ProductVersions.list("known_not_affected", row, scheme)
    let repaired: [Listed] = ProductVersions.list("fixed", row, scheme)
    affected = bad.map(\.text)
    notAffected = good.map(\.text)
    fixed = repaired.map(\.text)
    ranges = row.rows("affected_ranges", FieldNames.range).compactMap { ProductVersions.range($0, scheme) }
    ProductVersions.contradict(bad, good, "known_not_affected", row)
    ProductVersions.contradict(bad, repaired, "fixed", row)
  }

  private struct Listed {
    let text: String
    let place: Place
    let version: Version?
  }

  private static func list(_ key: String, _ row: FieldReader, _ scheme: VersionScheme?) -> [Listed] {
    row.versions(key).map { item in
      guard let scheme else { return Listed(text: item.text, place: item.place, version: nil) }
      do throws(VersionError) {
        return Listed(text: item.text, place: item.place, version: try Version(item.text, scheme: scheme))
      } catch {
        row.context.findings.error(
          item.place,
          "\(TextSafety.quoted(item.text)) is no version of the scheme \(scheme.rawValue): \(error.reason)"
            + "; a range belongs to `affected_ranges`",
          example: row.example(key))
        return Listed(text: item.text, place: item.place, version: nil)
      }
    }
  }

  private static func range(_ row: FieldReader, _ scheme: VersionScheme?) -> AffectedProduct.AffectedRange? {
    let text: String? = row.requiredText("range")
    let verdict: Verdict? = row.requiredChoice("verdict", Verdict.self)
    if let verdict, verdict != .affected, verdict != .suspected {
      row.error("verdict", "a range says affected, or suspected when a person has to look")
      return nil
    }
    guard let text, let verdict else { return nil }
    if verdict == .affected, let scheme {
      do throws(VersionError) {
        _ = try VersionRange(text, scheme: scheme)
      } catch {
        row.error(
          "range",
          "\(TextSafety.quoted(text)) is no range of the scheme \(scheme.rawValue): \(error.reason)"
            + "; text that a person has to judge is allowed with the verdict suspected")
        return nil
      }
    }
    return AffectedProduct.AffectedRange(range: text, verdict: verdict)
  }

  /// A version cannot be affected and clean at once. Long lists are compared by text only.
  private static func contradict(_ bad: [Listed], _ good: [Listed], _ key: String, _ row: FieldReader) {
    guard !bad.isEmpty, !good.isEmpty else { return }
    let texts: Set<String> = Set(bad.map(\.text))
    let isShort: Bool = bad.count <= 20_000 / good.count
    for item in good {
      let same: String? = texts.contains(item.text) ? item.text : isShort ? equal(to: item, in: bad)?.text : nil
      guard let same else { continue }
      row.context.findings.error(
        item.place,
        "\(TextSafety.quoted(item.text)) is in `known_affected` too (\(TextSafety.quoted(same))): it cannot be in "
          + "\(key) as well")
    }
  }

  private static func equal(to item: Listed, in list: [Listed]) -> Listed? {
    guard let version = item.version else { return nil }
    return list.first { $0.version.map { $0.compare(to: version) == .equal } == true }
  }
}
