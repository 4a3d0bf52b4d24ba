/// The visible limits of an inventory. What passes a limit is a gap in the coverage, never silence.
package struct InventoryOptions: Sendable, Hashable {
  /// Bytes of `/var/lib/dpkg/status` that are read; what follows is a gap. A desktop has 5 MB.
  package var dpkgStatusBytes: Int = 32 << 20
  /// Bytes at the end of each `/var/log/dpkg.log*` that are searched for install dates.
  package var dpkgLogBytes: Int = 16 << 20
  /// Files of `/var/lib/dpkg/status.d` and of `/var/lib/dpkg/updates` that are read, each.
  package var dpkgDirectoryFiles: Int = 50_000
  /// Bytes of one file in these folders.
  package var dpkgDirectoryFileBytes: Int = 1 << 20
  /// Bytes of a Python `METADATA` or `PKG-INFO` in which name and version must stand.
  package var pythonHeaderBytes: Int = 128 << 10
  /// Bytes of a `package.json`.
  package var packageJSONBytes: Int = 4 << 20
  /// Bytes of a `package-lock.json` or `npm-shrinkwrap.json`.
  package var npmLockBytes: Int = 32 << 20
  /// Levels of brackets in any JSON.
  package var jsonDepth: Int = 256
  /// Bytes of a package name, and of a version.
  package var nameBytes: Int = 1_024
  /// Folder levels below each walked mount. Each level on the way down holds one open descriptor.
  package var depth: Int = 256
  /// Bytes of a path from the target's root on.
  package var pathBytes: Int = 32 << 10
  /// Packages that one inventory keeps. One takes about half a kilobyte of memory.
  package var packages: Int = 400_000
  /// Bytes of the names, versions and places of all packages that one inventory keeps.
  package var packageTextBytes: Int = 64 << 20
  /// Folders that nobody looks into, as the target sees them; with a folder as the target, also relative to it. Each that
  /// is there is a gap with the reason `excluded-by-policy`. Databases of package managers are read all the same.
  package var excludedFolders: [String] = []
  /// Resolves links in user space even where the kernel could do it (`openat2`, Linux 5.6).
  package var resolvesStepwise: Bool = false

  package init() {}
}
