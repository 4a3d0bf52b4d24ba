/// With what rights a check ran: it decides what helps where a place was refused. The raw value is frozen.
package enum Runner: String, Sendable, Codable, Hashable, CaseIterable {
  /// A user other than root.
  case user
  /// Root of the machine, with all its rights.
  case root
  /// Root without some of its rights: capabilities taken away, or a profile of AppArmor or SELinux.
  case confinedRoot = "confined-root"
  /// Root of a user namespace only, as in a rootless container.
  case namespacedRoot = "namespaced-root"
}
