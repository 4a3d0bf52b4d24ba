package import CordonModel

/// What somebody wants of an isolation, before names are resolved.
package struct IsolationRequest: Sendable {
  /// Places that this machine may go on connecting to.
  package var keep: [KeptPlace]
  /// Places that may go on connecting to this machine: their address, and the port here.
  package var keepFrom: [KeptPlace]
  /// The one resolver that may be asked.
  package var resolver: NetworkAddress?
  package var end: IsolationEnd
  package var reason: String
  package var operatorName: String
  package var advisory: AdvisoryReference?
  /// Seconds until the rules go away unless somebody confirms.
  package var confirmWithin: Int
  /// Whether a new connection to a kept address confirms; else a person does.
  package var confirmsByProbe: Bool

  package init(
    keep: [KeptPlace], keepFrom: [KeptPlace], end: IsolationEnd, reason: String, operatorName: String
  ) {
    self.keep = keep
    self.keepFrom = keepFrom
    self.end = end
    self.reason = reason
    self.operatorName = operatorName
    confirmWithin = 30
    confirmsByProbe = true
  }
}
