internal import CordonEvidence
internal import CordonModel
internal import CordonOperations
internal import CordonReport
internal import Foundation

/// Writes what is done to the packet filter into the log of acts: before, and what came of it. What cannot be written down
/// is not done.
enum IsolationLog {
  static func writing(
    _ what: IsolationReport.Act, reason: String, _ body: () throws -> IsolationReport
  ) throws -> IsolationReport {
    let log: AuditLogFile = try ResponseOptions.acts()
    let who: String = OperatorName.ofThisProcess
    let machine: String = ProcessInfo.processInfo.hostName
    func act(before: String?, after: String?) -> AuditEntry.Act {
      AuditEntry.Act(
        who: who, what: what.rawValue, place: machine, why: reason, when: .now, before: before, after: after)
    }
    do throws(CordonError) { try log.append(act(before: "begins", after: nil)) } catch {
      // A full disk must not keep a machine cut off.
      guard what == .release else { throw error }
      StandardStreams.writeError(InertText("cordon: it is not written down: \(error.message)").text + "\n")
    }
    let report: IsolationReport
    do { report = try body() } catch {
      do throws(CordonError) { try log.append(act(before: nil, after: "failed: \(error)")) } catch let unwritten {
        StandardStreams.writeError(InertText("cordon: it is not written down: \(unwritten.message)").text + "\n")
      }
      throw error
    }
    var after: String = report.outcome.rawValue
    if let reached = report.reached { after += ", reached " + reached }
    do throws(CordonError) { try log.append(act(before: nil, after: after)) } catch {
      StandardStreams.writeError(
        InertText("cordon: it was done, but not written down: \(error.message)").text + "\n")
    }
    return report
  }
}
