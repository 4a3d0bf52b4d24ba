/// The thing a check looked at.
package struct Target: Sendable, Codable, Hashable {
  /// Live machine, mounted root or folder.
  package var kind: TargetKind
  /// The system it runs or holds; never `any`.
  package var platform: Platform
  /// Host name, or the mounted root or folder as it was given.
  package var name: String
  /// The root that was searched: `/`, the mounted root, or the folder.
  package var path: String
  /// The system's own description ("Debian GNU/Linux 12 (bookworm)"), when it has one.
  package var system: String?

  package init(kind: TargetKind, platform: Platform, name: String, path: String, system: String? = nil) {
    self.kind = kind
    self.platform = platform
    self.name = name
    self.path = path
    self.system = system
  }
}
