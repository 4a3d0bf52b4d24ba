/// Where the last result of a check is kept: a folder of the user that nobody else may look into.
package struct LastResultPlace: Sendable, Hashable {
  /// A folder that exists; nothing above it is made.
  package var base: String
  /// The folders below it, outermost first; the last one is Cordon's own.
  package var folders: [String]

  /// The name of the file.
  package static let fileName = "last-check.json"

  package init(base: String, folders: [String]) {
    self.base = base
    self.folders = folders
  }

  /// `$XDG_STATE_HOME/cordon`, or `~/.local/state/cordon` when that is unset (XDG Base Directory Specification 0.8);
  /// `nil` without a home folder.
  package static func standard(environment: [String: String]) -> LastResultPlace? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      let steps: [String] = state.split(separator: "/").map(String.init)
      guard let last = steps.last else { return LastResultPlace(base: "/", folders: ["cordon"]) }
      return LastResultPlace(base: "/" + steps.dropLast().joined(separator: "/"), folders: [last, "cordon"])
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return LastResultPlace(base: home, folders: [".local", "state", "cordon"])
  }

  /// The path of the file, for people.
  package var path: String {
    let start: String = base == "/" ? "" : base
    return start + "/" + (folders + [LastResultPlace.fileName]).joined(separator: "/")
  }
}
