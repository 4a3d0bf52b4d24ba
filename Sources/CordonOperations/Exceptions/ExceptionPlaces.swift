/// The files in which exceptions are found when none is named.
package struct ExceptionPlaces: Sendable, Hashable {
  /// The folder that the command runs in; its `.cordon/exceptions.yaml` is read.
  package var folder: String?
  /// The user's own file.
  package var user: String?
  /// The file of the machine.
  package var system: String?

  package init(folder: String?, user: String?, system: String?) {
    self.folder = folder
    self.user = user
    self.system = system
  }

  /// The places of a process: the current folder, `$XDG_CONFIG_HOME/cordon/exceptions.yaml` (`~/.config` when unset) and
  /// `/etc/cordon/exceptions.yaml`.
  package static func standard(currentFolder: String?, environment: [String: String]) -> ExceptionPlaces {
    var user: String?
    if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") {
      user = base + "/cordon/exceptions.yaml"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      user = home + "/.config/cordon/exceptions.yaml"
    }
    return ExceptionPlaces(folder: currentFolder, user: user, system: "/etc/cordon/exceptions.yaml")
  }
}
