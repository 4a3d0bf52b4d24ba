package import CordonModel

/// Writes what is done to files into the log of acts: before it is done, and what came of it.
///
/// What cannot be written down is not done.
package struct AuditedActs: ActLog {
  private let log: AuditLogFile
  private let machine: String

  /// - Parameter machine: the name of this machine.
  package init(_ log: AuditLogFile, machine: String) {
    self.log = log
    self.machine = machine
  }

  package func begins(_ actions: [ResponseAction]) throws(CordonError) {
    try log.append(actions.map { act($0, after: nil) })
  }

  package func ended(_ acts: [(action: ResponseAction, disposition: Disposition)]) throws(CordonError) {
    try log.append(
      acts.map { done in
        var after: String = done.disposition.outcome.rawValue
        if let obstacle = done.disposition.obstacle { after += ": " + obstacle.rawValue }
        if let item = done.disposition.item { after += ", item " + item.text }
        if let sum = done.disposition.record?.sha256 { after += ", sha256 " + sum.hex }
        return act(done.action, after: after)
      })
  }

  private func act(_ action: ResponseAction, after: String?) -> AuditEntry.Act {
    var why: String = action.cause.reason
    if let advisory = action.cause.advisory { why = why.isEmpty ? advisory : advisory + ": " + why }
    return AuditEntry.Act(
      who: action.cause.operatorName, what: action.kind.rawValue,
      place: machine + ":" + PrintablePath.text(action.path), why: why, when: action.time,
      before: after == nil ? "begins" : nil, after: after)
  }
}
