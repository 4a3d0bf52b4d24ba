package import CordonCollect
internal import CordonDetect
package import CordonModel

/// The main job: is this target affected?
///
/// Collects the inventory once, judges it for every advisory asked for, and returns everything the answer rests on.
/// What could not be looked at is in the report, never thrown.
package struct CheckOperation: Sendable {
  package var library: AdvisoryLibrary
  /// What people set aside. It changes no verdict.
  package var exceptions: LoadedExceptions
  package var observer: CollectionObserver
  /// Told how far the reading of files is.
  package var scanProgress: (@Sendable (FileScanProgress) -> Void)?
  /// The clock, as a parameter: called at the start and at the end.
  package var clock: @Sendable () -> Timestamp

  package init(
    library: AdvisoryLibrary, exceptions: LoadedExceptions = .none,
    observer: CollectionObserver = CollectionObserver(),
    scanProgress: (@Sendable (FileScanProgress) -> Void)? = nil, clock: @escaping @Sendable () -> Timestamp
  ) {
    self.library = library
    self.exceptions = exceptions
    self.observer = observer
    self.scanProgress = scanProgress
    self.clock = clock
  }

  /// Looks and judges.
  ///
  /// - Throws: ``CordonError`` when an advisory asked for does not exist (`notFound`), or cannot be read
  ///   (`badInput`), or when the root or folder to search is not one (`badInput`, `notPermitted`).
  package func run(_ request: CheckRequest) throws(CordonError) -> CheckReport { try look(request).report }

  /// As ``run(_:)``, together with the software that was found: what evidence is made of.
  ///
  /// - Throws: as ``run(_:)``.
  package func look(_ request: CheckRequest) throws(CordonError) -> (report: CheckReport, inventory: Inventory) {
    let startedAt: Timestamp = clock()
    let asked: [AdvisoryLibrary.Entry] = try AdvisorySelection.select(request.selection, from: library)
    try request.target.validate()
    let advisories: [Advisory] = asked.map(\.advisory)
    let checks: Set<CheckKind> = Detector.checks(for: advisories, depth: request.depth)
    var inventory: Inventory = InventoryCollector().collect(
      request.target, checks: checks, now: startedAt, observer: observer)
    let examination: Examination = examine(request, advisories, checks, inventory.target, startedAt)
    inventory.coverage += examination.coverage

    let finishedAt: Timestamp = clock()
    var assessments: [Assessment] = Detector(ruleset: Ruleset(advisories: advisories)).evaluate(
      inventory, others: examination.matches.all, depth: request.depth, reach: examination.reach, now: finishedAt)
    for index in assessments.indices {
      assessments[index].matchesOmitted += examination.matches.omitted[assessments[index].advisory] ?? 0
    }
    var notAsked: [AdvisoryReference] = []
    if case .all = request.selection, inventory.target.kind == .folder {
      let silent: Set<String> = Set(
        advisories.filter { !Detector.canAnswer($0, target: inventory.target, depth: request.depth) }.map(\.id))
      // What matched all the same is an answer.
      assessments.removeAll { assessment in
        guard silent.contains(assessment.advisory.id), assessment.matches.isEmpty else { return false }
        notAsked.append(assessment.advisory)
        return true
      }
    }
    var results: [CheckReport.Result] = CheckOperation.results(assessments, of: asked)
    let aliases: [String: [String]] = Dictionary(
      advisories.map { ($0.id, $0.aliases) }, uniquingKeysWith: { first, _ in first })
    let uses: [ExceptionUse] = ExceptionRules(exceptions.exceptions)
      .apply(to: &results, aliases: aliases, now: finishedAt)
    var report = CheckReport(
      target: inventory.target, startedAt: startedAt, finishedAt: finishedAt, toolVersion: ToolVersion.current,
      results: results, notAsked: notAsked.sorted { $0.id < $1.id },
      coverage: inventory.coverage, packageCount: inventory.packages.count,
      problems: AdvisorySelection.problems(request.selection, asked, in: library) + exceptions.problems
        + examination.problems + exceptionsForNothing(),
      isInterrupted: observer.cancellation?.isCancelled ?? false, exceptions: uses)
    report.notices = examination.notices
    report.runner = RunnerLook.current()
    let plan: ResponsePlan = ResponsePolicy.plan(for: report, advisories: advisories)
    let possible: Int = plan.steps.count { $0.act.kind == .block }
    report.steps = SixSteps(report: report, blocks: (0, possible), keepsCase: request.keepsCase).judged()
    return (report, inventory)
  }

  /// Looks at what is really there, beside what claims to be installed.
  private func examine(
    _ request: CheckRequest, _ advisories: [Advisory], _ checks: Set<CheckKind>, _ target: Target, _ now: Timestamp
  ) -> Examination {
    var examination = Examination()
    let isLive: Bool = request.target.kind == .live
    var processes: ProcessExamination? =
      isLive && checks.contains(.processes) ? ProcessExamination(now: now, observer: observer) : nil
    let wanted: Set<CheckKind> = checks.intersection(request.depth == .deep ? [.knownPaths, .files] : [.knownPaths])
    if !wanted.isEmpty {
      let files = FileExamination(
        advisories: advisories, request: request, target: target, now: now,
        observer: FileScanObserver(cancellation: observer.cancellation, progress: scanProgress))
      files.run(wanted, into: &examination) { processes?.note($0) }
    }
    processes?.finish(advisories, request, platform: target.platform, into: &examination)
    // Logs that someone named are answered for also when nothing is listed that could stand in them.
    let hasRecords: Bool = isLive || (request.target.kind == .root && request.depth == .deep)
    if !request.logs.isEmpty || (hasRecords && checks.contains(.networkHistory)) {
      ContactExamination(advisories: advisories, request: request, now: now, observer: observer)
        .run(sockets: processes?.snapshot.sockets, into: &examination)
    }
    return examination
  }

  /// Exceptions for an advisory that nobody has: most likely a slip of the pen, so that they do nothing unnoticed.
  private func exceptionsForNothing() -> [CheckReport.Problem] {
    exceptions.exceptions.compactMap { exception in
      do throws(CordonError) {
        _ = try AdvisorySelection.find(exception.advisory, in: library)
        return nil
      } catch {
        return CheckReport.Problem(
          location: exception.location, message: "This exception does nothing. \(error.message)",
          subject: .exceptions)
      }
    }
  }

  private static func results(
    _ assessments: [Assessment], of entries: [AdvisoryLibrary.Entry]
  ) -> [CheckReport.Result] {
    var byID: [String: AdvisoryLibrary.Entry] = [:]
    for entry in entries { byID[entry.advisory.id] = entry }
    var results: [CheckReport.Result] = []
    results.reserveCapacity(assessments.count)
    for assessment in assessments {
      guard let entry = byID[assessment.advisory.id] else { continue }
      let file: String = PrintablePath.text(Array(entry.origin.path.utf8))
      var placed: Assessment = assessment
      for index in placed.matches.indices { placed.matches[index].rule.file = file }
      for index in placed.cleared.indices { placed.cleared[index].rule.file = file }
      results.append(
        CheckReport.Result(
          title: entry.advisory.title, assessment: placed, hints: entry.advisory.hints,
          limits: entry.advisory.limits))
    }
    return results
  }
}
