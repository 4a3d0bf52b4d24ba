/// What kind of thing is being looked at. Packs name required checks per platform and kind of target,
/// because a folder cannot answer what a live machine can.
package enum TargetKind: String, Sendable, Codable, Hashable, CaseIterable {
  /// The running system.
  case live
  /// The root file system of another system, mounted somewhere (`--root DIR`).
  case root
  /// A part of a file system (`--path DIR`): no system databases, no processes.
  case folder
}
