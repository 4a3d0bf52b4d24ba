package import CordonModel
package import CordonNetfilter
internal import Foundation

/// Cuts this machine off, lets it go again, and says how it stands.
package struct IsolationOperation: Sendable {
  /// The folder of the state.
  package static let standardFolder = NetfilterMain.standardFolder

  private let process: NetfilterProcess
  private let folder: String
  private let clock: @Sendable () -> Timestamp

  /// - Parameter folder: where the state is kept; another one is for tests.
  package init(
    program: NetfilterProgram, folder: String = IsolationOperation.standardFolder,
    clock: @escaping @Sendable () -> Timestamp
  ) {
    process = NetfilterProcess(program)
    self.folder = folder
    self.clock = clock
  }

  /// - Throws: ``CordonError`` `not-permitted` for everybody but root, with the line that works.
  package static func requireRoot(_ command: String) throws(CordonError) {
    guard geteuid() != 0 else { return }
    throw CordonError(.notPermitted, "Only root changes the packet filter. Run: sudo cordon \(command)")
  }

  // MARK: Orders

  /// What would be done; asks the kernel when it may.
  package func plan(_ request: IsolationRequest) throws(CordonError) -> IsolationReport {
    let plan: IsolationPlan = try resolved(request)
    var report: IsolationReport = report(.plan, .done)
    report.plan = plan
    guard geteuid() == 0 else {
      report.ruleset = IsolationRuleset(plan: plan, features: .all, devices: [], armedSeconds: nil).text
      report.kernelAsked = false
      return report
    }
    let answer: NetfilterAnswer = try process.ask(NetfilterOrder(.check, folder: folder, plan: plan))
    take(answer, into: &report)
    report.ruleset = answer.ruleset
    return report
  }

  /// Cuts the machine off, and confirms when a new connection to a kept address comes about.
  package func isolate(_ request: IsolationRequest) throws(CordonError) -> IsolationReport {
    let plan: IsolationPlan = try resolved(request)
    let code: ReleaseCode? = ReleaseCode(random: IsolationOperation.random(ReleaseCode.byteCount))
    var order = NetfilterOrder(.isolate, folder: folder, plan: plan)
    order.confirmWithin = request.confirmWithin
    let salt: String = IsolationOperation.random(16).map { String($0, radix: 16) }.joined()
    order.codeHash = code?.hash(salt: salt)
    let answer: NetfilterAnswer = try process.ask(order)
    var report: IsolationReport = report(.isolate, .done)
    take(answer, into: &report)
    guard answer.outcome == .done else { return report }
    report.code = code?.text
    report.connectionsEnded = answer.cut?.sockets
    report.microseconds = answer.microseconds
    report.messages += answer.cut?.gaps ?? []
    report.unitInstalled = IsolationUnit.isInstalled
    guard request.confirmsByProbe, !ConnectionProbe.tried(plan.kept).isEmpty else {
      report.outcome = .waiting
      return report
    }
    guard let reached = reach(plan.kept, seconds: request.confirmWithin) else {
      report.outcome = .unreachable
      return report
    }
    report.reached = reached.text
    var confirmation = NetfilterOrder(.confirm, folder: folder)
    confirmation.operatorName = request.operatorName
    confirmation.reason = "a new connection reached \(reached.text)"
    let messages: [String] = report.messages
    do throws(CordonError) {
      take(try process.ask(confirmation), into: &report)
    } catch {
      // The release code is shown once: it must not be lost with the answer.
      report.outcome = .failed
      report.messages.append(error.message)
    }
    report.messages = messages + report.messages.filter { !messages.contains($0) }
    return report
  }

  /// A person says that the machine can be reached.
  package func confirm(by name: String, reason: String) throws(CordonError) -> IsolationReport {
    var order = NetfilterOrder(.confirm, folder: folder)
    order.operatorName = name
    order.reason = reason
    return try carryOut(order, .confirm)
  }

  /// Ends the isolation.
  ///
  /// - Parameter code: the one-time code; whoever ordered the isolation needs none.
  package func release(by name: String, reason: String, code: String?) throws(CordonError) -> IsolationReport {
    var order = NetfilterOrder(.release, folder: folder)
    order.operatorName = name
    order.reason = reason
    order.code = code
    return try carryOut(order, .release)
  }

  /// How it stands.
  ///
  /// - Parameter revisions: the highest known revision by advisory, for an isolation that the next one ends.
  package func status(revisions: [String: Int]) throws(CordonError) -> IsolationReport {
    let answer: NetfilterAnswer = try process.ask(NetfilterOrder(.status, folder: folder))
    var report: IsolationReport = report(.status, .done)
    take(answer, into: &report)
    report.rulesLoaded = answer.rulesLoaded
    report.keeperRuns = answer.keeperRuns
    report.unitInstalled = IsolationUnit.isInstalled
    if let state = answer.state, state.isInForce, case .revision(let reference) = state.plan.end,
      let newest = revisions[reference.id], newest > reference.revision
    {
      report.reviewRevision = newest
    }
    return report
  }

  // MARK: Steps

  private func carryOut(_ order: NetfilterOrder, _ act: IsolationReport.Act) throws(CordonError) -> IsolationReport {
    var report: IsolationReport = report(act, .done)
    take(try process.ask(order), into: &report)
    return report
  }

  private func report(_ act: IsolationReport.Act, _ outcome: IsolationReport.Outcome) -> IsolationReport {
    IsolationReport(act: act, outcome: outcome, toolVersion: ToolVersion.current, at: clock())
  }

  private func take(_ answer: NetfilterAnswer, into report: inout IsolationReport) {
    report.messages = answer.messages
    if let state = answer.state { report.state = state }
    switch answer.outcome {
    case .done: report.outcome = .done
    case .refused: report.outcome = .refused
    case .failed: report.outcome = .failed
    }
  }

  /// Every name becomes addresses now: once the rules are in force nobody can ask for them.
  private func resolved(_ request: IsolationRequest) throws(CordonError) -> IsolationPlan {
    var kept: [KeptAddress] = []
    for place in request.keep { kept += try NameResolution.kept(place, .outgoing) }
    for place in request.keepFrom { kept += try NameResolution.kept(place, .incoming) }
    let now: Timestamp = clock()
    let mark: String = IsolationOperation.random(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let plan = IsolationPlan(
      id: "iso-" + now.dateText.filter { $0 != "-" } + "-" + mark, kept: kept, resolver: request.resolver,
      end: request.end, reason: request.reason, operatorName: request.operatorName, advisory: request.advisory,
      orderedAt: now)
    if let problem = plan.problem { throw CordonError(.usage, "This isolation cannot be ordered: \(problem).") }
    return plan
  }

  /// Tries for half of the time that there is, so that a person still has the other half.
  private func reach(_ kept: [KeptAddress], seconds: Int) -> KeptAddress? {
    let attempts: Int = max(1, seconds / 2)
    for attempt in 0..<attempts {
      if let reached = ConnectionProbe.reach(kept, milliseconds: 1_000) { return reached }
      if attempt + 1 < attempts { usleep(200_000) }
    }
    return nil
  }

  private static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}
