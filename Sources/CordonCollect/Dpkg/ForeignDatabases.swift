internal import CordonModel

/// Databases of package managers that this version cannot read. Where one is, the answer about system packages is
/// not whole.
enum ForeignDatabases {
  /// Managers of the system itself, by a file or folder that only a used database has.
  private static let unread: [(manager: String, paths: [String])] = [
    ("portage", ["var/db/pkg"]),
    ("opkg", ["usr/lib/opkg/status", "var/lib/opkg/status"]),
    ("xbps", ["var/db/xbps"]),
    ("slackpkg", ["var/lib/pkgtools/packages", "var/log/packages"]),
    ("nix", ["nix/var/nix/db/db.sqlite"]),
    ("guix", ["var/guix/db/db.sqlite"]),
  ]

  /// A gap for each database found, once a manager.
  static func gaps(in root: RootedDirectory) -> GapLedger {
    var gaps = GapLedger()
    for database in unread {
      guard let path = database.paths.first(where: { isUsed($0, root) }) else { continue }
      gaps.add(
        root.display(path), .capabilityMissing,
        "the packages of \(database.manager) are not read by this version")
    }
    return gaps
  }

  /// A file counts when it is there, a folder when something is in it.
  private static func isUsed(_ path: String, _ root: RootedDirectory) -> Bool {
    do throws(FileFailure) {
      let folder = try root.openDirectory(path)
      return try !DirectoryReader().names(in: folder.number, limit: 1).names.isEmpty
    } catch {
      return root.exists(path)
    }
  }
}
