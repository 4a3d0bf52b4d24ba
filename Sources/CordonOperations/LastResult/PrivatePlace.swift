/// Where a folder of this user alone is, or is to be.
package struct PrivatePlace: Sendable, Hashable {
  /// A folder that exists; nothing above it is made.
  package var base: String
  /// The folders below it, outermost first; the last one is Cordon's own.
  package var folders: [String]
  /// For messages.
  package var path: String

  package init(base: String, folders: [String], path: String) {
    self.base = base
    self.folders = folders
    self.path = path
  }

  /// The folder for what is to stay: `$XDG_DATA_HOME/cordon`, else `/var/lib/cordon` for root, else
  /// `~/.local/share/cordon` (XDG Base Directory Specification 0.8); `nil` without a home folder.
  package static func data(environment: [String: String], isRoot: Bool) -> PrivatePlace? {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      let steps: [String] = data.split(separator: "/").map(String.init)
      guard let last = steps.last else { return PrivatePlace(base: "/", folders: ["cordon"], path: "/cordon") }
      return PrivatePlace(
        base: "/" + steps.dropLast().joined(separator: "/"), folders: [last, "cordon"],
        path: "/" + (steps + ["cordon"]).joined(separator: "/"))
    }
    if isRoot { return PrivatePlace(base: "/var/lib", folders: ["cordon"], path: "/var/lib/cordon") }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return PrivatePlace(
      base: home, folders: [".local", "share", "cordon"], path: home + "/.local/share/cordon")
  }
}
