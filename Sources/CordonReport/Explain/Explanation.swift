internal import CordonModel
internal import CordonVersions

/// Everything that is to be said of one answer, before it is put into words.
///
/// A saved result may lie (times in the future, counts below zero): nothing here traps on it, and ages that cannot be
/// are said to be so.
struct Explanation {
  let report: CheckReport
  let result: CheckReport.Result
  let now: Timestamp
  /// The advisory as it is loaded now.
  let pack: ExplainRequest.Pack?
  /// The finding asked about; `nil` is all of them.
  let finding: String?

  init(_ request: ExplainRequest, _ result: CheckReport.Result, finding: String? = nil) {
    report = request.report
    self.result = result
    now = request.now
    pack = request.packs[result.assessment.advisory.id]
    self.finding = finding
  }

  var assessment: Assessment { result.assessment }

  /// The advisory in the revision that the answer was made with; `nil` when another or none is loaded.
  var samePack: Advisory? {
    guard let advisory = pack?.advisory, advisory.revision == assessment.advisory.revision else { return nil }
    return advisory
  }

  /// The revision that is loaded now, when it is another one.
  var otherRevision: Int? {
    guard let advisory = pack?.advisory, advisory.revision != assessment.advisory.revision else { return nil }
    return advisory.revision
  }

  /// The matches asked about.
  var matches: [Match] {
    guard let finding else { return assessment.matches }
    return assessment.matches.filter { id(of: $0) == finding }
  }

  func id(of match: Match) -> String { FindingID(advisory: assessment.advisory.id, match: match).text }

  func product(_ id: String) -> AffectedProduct? { samePack?.products.first { $0.id == id } }

  /// `file:line`, as far as it is known; a line that the result lacks is looked up in the loaded advisory.
  func place(of rule: RuleReference, product id: String) -> String {
    let file: String? = rule.file ?? (samePack == nil ? nil : pack?.file)
    let line: Int? = rule.line ?? product(id)?.line ?? self.line(ofRow: id)
    let name: String = file ?? assessment.advisory.id
    return line.map { name + ":" + String($0) } ?? name
  }

  /// Where a product row of the loaded advisory stands.
  func place(of product: AffectedProduct) -> String { place(of: RuleReference(), product: product.id) }

  // MARK: - What was looked at

  /// A check the answer rests on.
  struct Step {
    var check: CheckKind
    /// `nil` when it was not done.
    var coverage: Coverage?
    /// Why its result does not count.
    var doubts: [UnknownReason]
  }

  /// The required checks; those that were done when the advisory requires none; no one when it is about another
  /// platform.
  var steps: [Step] {
    guard assessment.basis != .platformNotConcerned else { return [] }
    let checks: [CheckKind] = assessment.required.isEmpty ? report.coverage.map(\.check) : assessment.required
    return checks.map { check in
      Step(
        check: check, coverage: report.coverage.first { $0.check == check },
        doubts: assessment.doubts.filter { $0.check == check }.map(\.reason))
    }
  }

  /// Seconds since the data of the answer was collected, by its oldest check; below zero when it lies in the future.
  var age: Int64 {
    let times: [Timestamp] = steps.compactMap(\.coverage?.collectedAt)
    let oldest: Timestamp = times.min() ?? report.finishedAt
    return Explanation.seconds(from: oldest, to: now)
  }

  /// When the data stops to count.
  var expiry: Timestamp {
    let times: [Timestamp] = steps.compactMap(\.coverage?.collectedAt)
    return (times.min() ?? report.finishedAt).before(seconds: -Explanation.freshFor)
  }

  /// Seconds that data counts: DESIGN's 24 hours.
  static let freshFor: Int64 = 86_400
  /// Seconds that two clocks may differ.
  static let clockSkew: Int64 = 300

  var isStale: Bool { age > Explanation.freshFor || age < -Explanation.clockSkew }

  static func seconds(from start: Timestamp, to end: Timestamp) -> Int64 {
    let (difference, overflow): (Int64, Bool) = end.secondsSinceEpoch.subtractingReportingOverflow(
      start.secondsSinceEpoch)
    return overflow ? .max : difference
  }

  // MARK: - Exceptions

  /// What was read of exceptions for this advisory.
  var exceptions: [ExceptionUse] {
    var names: Set<String> = [assessment.advisory.id.lowercased()]
    for alias in pack?.advisory.aliases ?? [] { names.insert(alias.lowercased()) }
    let marks: Set<String> = Set(
      ([result.exception] + assessment.matches.map(\.exception)).compactMap { $0?.id })
    return report.exceptions.filter {
      names.contains($0.exception.advisory.lowercased()) || marks.contains($0.exception.id)
    }
  }

  // MARK: - What the advisory looks for

  /// The product rows that can concern the target, in the order of the pack.
  var sought: [AffectedProduct] {
    let platform: Platform = report.target.platform
    return samePack?.products.filter { platform == .any || $0.platform.covers(platform) } ?? []
  }

  /// The platforms the advisory names, in the order of the model.
  var platforms: [Platform] {
    guard let advisory = samePack else { return [] }
    let named: Set<Platform> = Set(advisory.products.map(\.platform) + advisory.platforms)
    return Platform.allCases.filter(named.contains)
  }
}

extension AffectedProduct {
  /// The versions that are affected, as the advisory writes them, at most `limit` of each kind.
  func affectedVersions(limit: Int) -> String {
    let listed: String = Self.joined(knownAffected, limit: limit)
    let ranges: String = Self.joined(affectedRanges.map(\.range), limit: limit)
    return [listed, ranges].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Versions joined by commas, with the number of those left out.
  static func joined(_ versions: [String], limit: Int) -> String {
    let shown: String = versions.prefix(limit).joined(separator: ", ")
    return versions.count > limit ? shown + ", … (+" + String(versions.count - limit) + ")" : shown
  }
}
