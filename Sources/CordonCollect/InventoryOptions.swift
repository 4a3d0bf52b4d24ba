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
  /// Bytes of a gemspec in which name and version must stand.
  package var gemspecBytes: Int = 128 << 10
  /// Bytes of Composer's `installed.json` or `composer.lock`.
  package var composerBytes: Int = 32 << 20
  /// Sections of a program, and segments of one, that are looked through.
  package var programSections: Int = 16_384
  /// Bytes of the list of modules in a Go program.
  package var goBuildInfoBytes: Int = 4 << 20
  /// Bytes of the list of crates in a Rust program, packed and unpacked.
  package var rustAuditBytes: Int = 16 << 20
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
  /// Resolves links in user space even where the kernel could do it (`openat2`, Linux 5.6).
  package var resolvesStepwise: Bool = false

  package init() {}
}
