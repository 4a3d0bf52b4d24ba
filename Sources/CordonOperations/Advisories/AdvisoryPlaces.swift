internal import Foundation

/// The folders packs are found in.
package struct AdvisoryPlaces: Sendable, Hashable {
  /// `nil` when no installation was found beside the executable.
  package var installation: String?
  package var system: String?
  package var user: String?

  package init(installation: String?, system: String?, user: String?) {
    self.installation = installation
    self.system = system
    self.user = user
  }

  /// The folders of this process: `share/cordon/advisories` beside the executable's `bin` (or, in a checkout, the
  /// `Advisories` folder beside `Package.swift` above it), `/etc/cordon/advisories`, and
  /// `$XDG_CONFIG_HOME/cordon/advisories`.
  ///
  /// - Parameters:
  ///   - executable: The resolved path of the running program.
  ///   - environment: The process's environment; `CORDON_ADVISORIES` names another installation folder.
  package static func standard(executable: String, environment: [String: String]) -> AdvisoryPlaces {
    var user: String?
    if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") {
      user = base + "/cordon/advisories"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      user = home + "/.config/cordon/advisories"
    }
    let named: String? = environment["CORDON_ADVISORIES"].flatMap { $0.isEmpty ? nil : $0 }
    return AdvisoryPlaces(
      installation: named ?? installationFolder(executable: executable), system: "/etc/cordon/advisories", user: user)
  }

  private static func installationFolder(executable: String) -> String? {
    let files: FileManager = .default
    var folder: URL = URL(fileURLWithPath: executable).deletingLastPathComponent()
    let installed: String = folder.deletingLastPathComponent().appendingPathComponent("share/cordon/advisories").path
    if files.fileExists(atPath: installed) { return installed }
    while folder.path != "/" {
      let advisories: String = folder.appendingPathComponent("Advisories").path
      if files.fileExists(atPath: folder.appendingPathComponent("Package.swift").path),
        files.fileExists(atPath: advisories)
      {
        return advisories
      }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }
}
