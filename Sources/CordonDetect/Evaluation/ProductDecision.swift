internal import CordonModel
internal import CordonVersions

/// What a product's lists, ranges and window say of one package that has its identity.
struct ProductDecision {
  let verdict: Verdict
  let reason: Match.Reason
  let decidedBy: String

  /// One of the affected, or why not.
  enum Outcome {
    case match(ProductDecision)
    case clear(Clearance.Reason, decidedBy: String)

    fileprivate init(_ decision: ProductDecision?) {
      self = decision.map { .match($0) } ?? .clear(.notListed, decidedBy: "")
    }
  }

  private init(_ verdict: Verdict, _ reason: Match.Reason, by text: String = "") {
    self.verdict = verdict
    self.reason = reason
    decidedBy = text
  }

  private init(range: CompiledRange) {
    verdict = range.verdict
    reason = range.verdict == .affected ? .versionInRange : .versionInUncertainRange
    decidedBy = range.text
  }

  /// The decision. In this order:
  ///
  /// 1. no version recorded: `suspected`, unless the advisory calls every version affected;
  /// 2. the exact lists, first by text, then as the scheme compares; a version named clean or fixed is no match,
  ///    whatever ranges and the window say;
  /// 3. a version the scheme cannot read: `suspected`;
  /// 4. ranges, `affected` before `suspected`; then ranges nobody can read: `suspected`;
  /// 5. no versions published: `suspected`;
  /// 6. installed or updated within the window: `suspected`.
  ///
  /// Software that is only written down in a lock file is never more than `suspected`.
  static func decide(
    _ product: CompiledProduct, _ package: SoftwarePackage, _ reading: inout VersionReading
  ) -> Outcome {
    let outcome: Outcome = decideInstalled(product, package, &reading)
    guard case .match(let decision) = outcome, decision.verdict == .affected, !package.foundBy.provesInstallation
    else { return outcome }
    return .match(ProductDecision(.suspected, .lockedNotInstalled, by: decision.decidedBy))
  }

  private static func decideInstalled(
    _ product: CompiledProduct, _ package: SoftwarePackage, _ reading: inout VersionReading
  ) -> Outcome {
    guard let text = package.version, !text.isEmpty else { return .match(withoutReading(product, .versionMissing)) }
    if product.knownAffected.lists(text: text) { return .match(ProductDecision(.affected, .versionListed, by: text)) }
    if product.knownNotAffected.lists(text: text) { return .clear(.namedClean, decidedBy: text) }
    if product.fixed.lists(text: text) { return .clear(.namedFixed, decidedBy: text) }
    guard let version = reading.version(text, scheme: product.scheme) else {
      return .match(withoutReading(product, .versionUnreadable))
    }
    if let entry = product.knownAffected.entry(equalTo: version) {
      return .match(ProductDecision(.affected, .versionListed, by: entry))
    }
    if let entry = product.knownNotAffected.entry(equalTo: version) { return .clear(.namedClean, decidedBy: entry) }
    if let entry = product.fixed.entry(equalTo: version) { return .clear(.namedFixed, decidedBy: entry) }
    return Outcome(byRange(product, version) ?? byName(product) ?? byWindow(product, package))
  }

  /// A version is missing or cannot be read.
  private static func withoutReading(_ product: CompiledProduct, _ reason: Match.Reason) -> ProductDecision {
    if product.knownNotAffected.isEmpty, product.fixed.isEmpty, let range = product.rangeOfEverything {
      return ProductDecision(range: range)
    }
    if let decision = byName(product) { return decision }
    return ProductDecision(.suspected, reason, by: reason == .versionUnreadable ? product.scheme.rawValue : "")
  }

  private static func byRange(_ product: CompiledProduct, _ version: Version) -> ProductDecision? {
    var uncertain: CompiledRange?
    var unreadable: CompiledRange?
    for candidate in product.ranges {
      guard let range = candidate.range else {
        unreadable = unreadable ?? candidate
        continue
      }
      guard let comparable = VersionReading.version(version, as: range.scheme) else {
        unreadable = unreadable ?? candidate
        continue
      }
      guard range.contains(comparable) else { continue }
      if candidate.verdict == .affected { return ProductDecision(range: candidate) }
      uncertain = uncertain ?? candidate
    }
    if let uncertain { return ProductDecision(range: uncertain) }
    return unreadable.map { ProductDecision(.suspected, .rangeUnreadable, by: $0.text) }
  }

  private static func byName(_ product: CompiledProduct) -> ProductDecision? {
    product.publishesVersions ? nil : ProductDecision(.suspected, .versionsNotPublished)
  }

  private static func byWindow(_ product: CompiledProduct, _ package: SoftwarePackage) -> ProductDecision? {
    guard let window = product.installedWithin else { return nil }
    let isInside: Bool =
      package.installedAt.map(window.contains) == true || package.updatedAt.map(window.contains) == true
    return isInside ? ProductDecision(.suspected, .installedInWindow, by: window.intervalText) : nil
  }
}

/// Reads a package's version at most once in a row for the same scheme, however many products ask.
struct VersionReading {
  private var scheme: VersionScheme?
  private var version: Version?

  /// The version as `scheme` reads it, or `nil` when it cannot. All calls on one value are for the same text.
  mutating func version(_ text: String, scheme: VersionScheme) -> Version? {
    if self.scheme == scheme { return version }
    self.scheme = scheme
    version = try? Version(text, scheme: scheme)
    return version
  }

  /// The version as a range of another scheme reads it, or `nil` when it cannot.
  static func version(_ version: Version, as scheme: VersionScheme) -> Version? {
    version.scheme == scheme ? version : try? Version(version.text, scheme: scheme)
  }
}

extension TimeWindow {
  /// An ISO 8601 interval (`2023-03-03/2023-03-30`); `..` stands for an open end. A window of whole days, which ends
  /// with the last second of its last day, is written in days as its author did.
  fileprivate var intervalText: String {
    let begin: String = from.map { $0.secondsSinceEpoch % 86_400 == 0 ? $0.dateText : $0.text } ?? ".."
    let end: String = until.map { $0.isLastOfDay ? $0.dateText : $0.text } ?? ".."
    return begin + "/" + end
  }
}

extension Timestamp {
  fileprivate var isLastOfDay: Bool { civil.hour == 23 && civil.minute == 59 && civil.second == 59 }
}
