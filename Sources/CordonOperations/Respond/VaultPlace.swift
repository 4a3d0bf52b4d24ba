/// Where the vault of a user lies when nobody says otherwise.
package enum VaultPlace {
  /// `/var/lib/cordon/vault` for root; `$XDG_DATA_HOME/cordon/vault` or `~/.local/share/cordon/vault` for others; `nil`
  /// without a home folder.
  package static func standard(environment: [String: String], isRoot: Bool) -> String? {
    if isRoot { return "/var/lib/cordon/vault" }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/cordon/vault" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/share/cordon/vault"
  }
}
