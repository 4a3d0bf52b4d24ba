package import CordonModel

/// Judges the six steps from what was found and done.
package struct SixSteps: Sendable {
  /// The check that counts now: the last one.
  package var report: CheckReport
  /// The check before anything was done; `nil` when nothing was.
  package var before: CheckReport?
  /// What was done since, in order.
  package var acts: [Act]
  /// Names and addresses of the advisories that are refused from now on, and how many could be.
  package var blocks: (inForce: Int, possible: Int)
  /// Whether the machine is isolated now.
  package var isIsolated: Bool
  /// Whether the evidence of this run is kept, chained and signed.
  package var keepsCase: Bool

  /// What came of one act.
  package struct Act: Sendable, Hashable {
    /// What was to be done.
    package var step: ResponsePlan.Step
    /// Whether it is in force.
    package var isInForce: Bool
    /// When it ended.
    package var time: Timestamp

    package init(step: ResponsePlan.Step, isInForce: Bool, time: Timestamp) {
      self.step = step
      self.isInForce = isInForce
      self.time = time
    }
  }

  package init(
    report: CheckReport, before: CheckReport? = nil, acts: [Act] = [], blocks: (inForce: Int, possible: Int) = (0, 0),
    isIsolated: Bool = false, keepsCase: Bool = false
  ) {
    self.report = report
    self.before = before
    self.acts = acts
    self.blocks = blocks
    self.isIsolated = isIsolated
    self.keepsCase = keepsCase
  }

  /// All six, in order.
  package func judged() -> SixStepCheck {
    let scope: SixStepCheck.Step = scope()
    let identify: SixStepCheck.Step = identify(after: scope)
    let isQuiet: Bool = openFindings.isEmpty && earlierFindings.isEmpty && report.openVerdict < .suspected
    var steps: [SixStepCheck.Step] = [scope, identify]
    if isQuiet {
      steps += quiet(after: identify)
    } else {
      let contain: SixStepCheck.Step = contain()
      let eradicate: SixStepCheck.Step = eradicate(after: identify)
      steps += [contain, eradicate, recover(after: identify)]
    }
    steps.append(prove(after: steps))
    return SixStepCheck(steps: steps)
  }

  private func scope() -> SixStepCheck.Step {
    let unusable: Int = report.problems.count { $0.subject == .advisory }
    var grounds: [SixStepCheck.Ground] = []
    if report.results.isEmpty { grounds.append(.nothingAsked) }
    if unusable > 0 { grounds.append(.packsUnusable(unusable)) }
    if report.target.platform == .any && report.target.kind != .folder { grounds.append(.platformUnknown) }
    let isDone: Bool = grounds.isEmpty
    if !report.results.isEmpty { grounds.append(.advisoriesFixed(report.results.count)) }
    if !report.notAsked.isEmpty { grounds.append(.excluded(report.notAsked.count)) }
    return SixStepCheck.Step(.scope, isDone ? .done : .open, grounds)
  }

  /// Done when every advisory has an answer that misses nothing: also one that is affected may miss a check.
  private func identify(after scope: SixStepCheck.Step) -> SixStepCheck.Step {
    let unanswered: [Assessment] = report.results.filter { $0.exception == nil }.map(\.assessment)
      .filter { !$0.doubts.isEmpty || $0.basis == .notExamined }
    var grounds: [SixStepCheck.Ground] = []
    if report.results.isEmpty { grounds.append(.after(.scope)) }
    if report.isInterrupted { grounds.append(.interrupted) }
    if !unanswered.isEmpty {
      let missing: Set<CheckKind> = Set(unanswered.flatMap { $0.doubts.compactMap(\.check) })
      grounds.append(.unanswered(unanswered.count, CheckKind.allCases.filter(missing.contains)))
    }
    let isDone: Bool = grounds.isEmpty && scope.state == .done
    if report.results.contains(where: { !$0.assessment.whenDeep.isEmpty }) { grounds.append(.quickOnly) }
    grounds.append(.verdicts(report.results.count))
    return SixStepCheck.Step(.identify, isDone ? .done : .open, grounds)
  }

  /// Nothing was found: steps 3 to 5 are blocks that prevent, once step 2 is sure of it.
  private func quiet(after identify: SixStepCheck.Step) -> [SixStepCheck.Step] {
    let kinds: [SixStepCheck.Kind] = [.contain, .eradicate, .recover]
    guard identify.state == .done else { return kinds.map { SixStepCheck.Step($0, .waiting, [.after(.identify)]) } }
    var grounds: [SixStepCheck.Ground] = []
    if blocks.inForce > 0 { grounds.append(.blocksInForce(blocks.inForce)) }
    if blocks.possible > blocks.inForce { grounds.append(.blocksPossible(blocks.possible - blocks.inForce)) }
    return kinds.map { SixStepCheck.Step($0, .notNeeded, $0 == .contain ? grounds : []) }
  }

  private func contain() -> SixStepCheck.Step {
    let inForce: Set<FindingID> = Set(acts.filter(\.isInForce).flatMap { $0.step.grounds.compactMap(\.finding) })
    let failed: Int = acts.count { !$0.isInForce }
    let all: Set<FindingID> = openFindings.union(earlierFindings)
    // What is gone needs no containing any more; a record of the past cannot be contained by an act on itself.
    let uncontained: Int = openFindings.subtracting(inForce).subtracting(records).count
    var grounds: [SixStepCheck.Ground] = []
    if uncontained > 0 { grounds.append(.uncontained(uncontained)) }
    if failed > 0 { grounds.append(.actsFailed(failed)) }
    if !all.intersection(inForce).isEmpty { grounds.append(.contained(all.intersection(inForce).count)) }
    if blocks.inForce > 0 { grounds.append(.blocksInForce(blocks.inForce)) }
    let unblocked: Int = max(0, blocks.possible - blocks.inForce)
    if unblocked > 0 { grounds.append(.blocksPossible(unblocked)) }
    if isIsolated { grounds.append(.isolated) }
    // A contact is a record; what it tells of is contained by blocks or by isolation.
    let isCutOff: Bool = isIsolated || (blocks.inForce > 0 && unblocked == 0)
    let isContacted: Bool = !openFindings.isDisjoint(with: records) && !isCutOff
    if isContacted && unblocked == 0 { grounds.append(.uncontained(openFindings.intersection(records).count)) }
    let isDone: Bool = uncontained == 0 && unblocked == 0 && failed == 0 && !isContacted
    return SixStepCheck.Step(.contain, isDone ? .done : .open, grounds)
  }

  private func eradicate(after identify: SixStepCheck.Step) -> SixStepCheck.Step {
    let there: Int = openFindings.subtracting(records).count
    // What a person set aside meanwhile is not gone.
    let gone: Int = earlierFindings.subtracting(SixSteps.findings(of: report, withSetAside: true)).count
    var grounds: [SixStepCheck.Ground] = []
    if identify.state != .done { grounds.append(.after(.identify)) }
    if there > 0 { grounds.append(.stillThere(there)) }
    if !isRechecked { grounds.append(.notRechecked) }
    // What came after the infection may lie anywhere.
    let isShallow: Bool = report.results.contains { !$0.assessment.whenDeep.isEmpty }
    if isShallow { grounds.append(.quickOnly) }
    let isDone: Bool = grounds.isEmpty
    if gone > 0 { grounds.append(.gone(gone)) }
    return SixStepCheck.Step(.eradicate, isDone ? .done : .open, grounds)
  }

  private func recover(after identify: SixStepCheck.Step) -> SixStepCheck.Step {
    var grounds: [SixStepCheck.Ground] = []
    if !openFindings.subtracting(records).isEmpty { grounds.append(.after(.eradicate)) }
    if identify.state != .done { grounds.append(.after(.identify)) }
    if !isRechecked { grounds.append(.notRechecked) }
    let isWaiting: Bool = !grounds.isEmpty
    if isIsolated { grounds.append(.isolated) }
    if isWaiting { return SixStepCheck.Step(.recover, .waiting, grounds) }
    return SixStepCheck.Step(.recover, isIsolated ? .open : .done, [.recheckClean] + grounds)
  }

  private func prove(after steps: [SixStepCheck.Step]) -> SixStepCheck.Step {
    let ground: SixStepCheck.Ground = keepsCase ? .caseKept : .noCase
    let unfinished: SixStepCheck.Step? = steps.first { $0.state == .open || $0.state == .waiting }
    if let unfinished { return SixStepCheck.Step(.prove, .waiting, [.after(unfinished.kind), ground]) }
    return SixStepCheck.Step(.prove, keepsCase ? .done : .open, [ground])
  }

  // MARK: What the judgement rests on

  /// Whether the report looked after the last act that is in force.
  private var isRechecked: Bool {
    guard before != nil, let last = acts.filter(\.isInForce).map(\.time).max() else { return false }
    return report.startedAt > last
  }

  /// What is found now and no person set aside.
  private var openFindings: Set<FindingID> { SixSteps.findings(of: report) }

  /// What was found before anything was done.
  private var earlierFindings: Set<FindingID> { before.map { SixSteps.findings(of: $0) } ?? [] }

  /// Records of the past stay as they are.
  private var records: Set<FindingID> { SixSteps.findings(of: report) { $0.subject.kind == .contact } }

  private static func findings(
    of report: CheckReport, withSetAside: Bool = false, where isMeant: (Match) -> Bool = { _ in true }
  ) -> Set<FindingID> {
    var all: Set<FindingID> = []
    for result in report.results where withSetAside || result.exception == nil {
      for match in result.assessment.matches where (withSetAside || match.exception == nil) && isMeant(match) {
        all.insert(FindingID(advisory: result.assessment.advisory.id, match: match))
      }
    }
    return all
  }
}
