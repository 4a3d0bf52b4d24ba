internal import CordonModel

/// The packet filter of one network namespace, as the isolation needs it.
protocol PacketFilter {
  /// Why the kernel would not take a text; `nil` when it would.
  func complaint(about text: String) -> String?
  /// Loads a text in one transaction.
  ///
  /// - Returns: why that failed; `nil` when it is in force.
  func load(_ text: String) -> String?
  /// What is in our table of a family; `nil` when it is not there.
  func listing(family: String) -> FilterListing?
  /// The same as one text of all families, for comparing; `nil` when the inet table is not there.
  func printed() -> String?
  /// The names of all network devices.
  func devices() -> [String]
  /// Ends connections to everybody who is not kept.
  func cut(keeping plan: IsolationPlan) -> CutConnections
}

/// What became of the connections that were open.
package struct CutConnections: Sendable, Hashable, Codable {
  /// Sockets that were ended under their owners.
  package var sockets: Int = 0
  /// Flows that conntrack was made to forget.
  package var tracked: Int = 0
  /// What could not be ended, in words; the rules cut it off all the same.
  package var gaps: [String] = []
}
