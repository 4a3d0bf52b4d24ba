package import CordonCollect
internal import CordonDetect
package import CordonModel

/// The main job: is this target affected?
///
/// Collects the inventory once, judges it for every advisory asked for, and returns everything the answer rests on.
/// What could not be looked at is in the report, never thrown.
package struct CheckOperation: Sendable {
  package var library: AdvisoryLibrary
  package var observer: CollectionObserver
  /// The clock, as a parameter: called at the start and at the end.
  package var clock: @Sendable () -> Timestamp

  package init(
    library: AdvisoryLibrary, observer: CollectionObserver = CollectionObserver(),
    clock: @escaping @Sendable () -> Timestamp
  ) {
    self.library = library
    self.observer = observer
    self.clock = clock
  }

  /// Looks and judges.
  ///
  /// - Throws: ``CordonError`` when an advisory asked for does not exist (`notFound`), or cannot be read
  ///   (`badInput`), or when the root or folder to search is not one (`badInput`, `notPermitted`).
  package func run(_ request: CheckRequest) throws(CordonError) -> CheckReport {
    let startedAt: Timestamp = clock()
    let asked: [AdvisoryLibrary.Entry] = try AdvisorySelection.select(request.selection, from: library)
    try request.target.validate()
    let inventory: Inventory = InventoryCollector().collect(
      request.target, checks: Detector.checks(for: asked.map(\.advisory)), now: startedAt, observer: observer)

    let finishedAt: Timestamp = clock()
    let advisories: [Advisory] = asked.map(\.advisory)
    var assessments: [Assessment] = Detector(ruleset: Ruleset(advisories: advisories))
      .evaluate(inventory, now: finishedAt)
    var notAsked: [AdvisoryReference] = []
    if case .all = request.selection, inventory.target.kind == .folder {
      let silent: Set<String> = Set(
        advisories.filter { !Detector.canAnswer($0, target: inventory.target) }.map(\.id))
      // What matched all the same is an answer.
      assessments.removeAll { assessment in
        guard silent.contains(assessment.advisory.id), assessment.matches.isEmpty else { return false }
        notAsked.append(assessment.advisory)
        return true
      }
    }
    return CheckReport(
      target: inventory.target, startedAt: startedAt, finishedAt: finishedAt, toolVersion: ToolVersion.current,
      results: CheckOperation.results(assessments, of: advisories), notAsked: notAsked.sorted { $0.id < $1.id },
      coverage: inventory.coverage, packageCount: inventory.packages.count,
      problems: AdvisorySelection.problems(request.selection, asked, in: library),
      isInterrupted: observer.cancellation?.isCancelled ?? false)
  }

  private static func results(_ assessments: [Assessment], of advisories: [Advisory]) -> [CheckReport.Result] {
    var byID: [String: Advisory] = [:]
    for advisory in advisories { byID[advisory.id] = advisory }
    var results: [CheckReport.Result] = []
    results.reserveCapacity(assessments.count)
    for assessment in assessments {
      guard let advisory = byID[assessment.advisory.id] else { continue }
      results.append(
        CheckReport.Result(
          title: advisory.title, assessment: assessment, hints: advisory.hints, limits: advisory.limits))
    }
    return results
  }
}
