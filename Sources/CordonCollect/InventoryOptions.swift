package import CordonInspect

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
  /// Bytes of one of rpm's databases; a larger one is not read. A desktop has 300 MB.
  package var rpmDatabaseBytes: Int = 2 << 30
  /// Bytes of one package's header in it. A kernel's sources have 10 MB.
  package var rpmHeaderBytes: Int = 64 << 20
  /// Bytes of apk's `installed` that are read.
  package var apkInstalledBytes: Int = 64 << 20
  /// Folders of `/var/lib/pacman/local` that are read.
  package var pacmanPackages: Int = 50_000
  /// Bytes of a `desc` in one of these.
  package var pacmanDescBytes: Int = 1 << 20
  /// Layers of containers, over all stores.
  package var containerLayers: Int = 5_000
  /// Users whose own container stores are looked for.
  package var containerUsers: Int = 1_000
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
  /// Bytes of the manifest of an extension, and of its texts in one language.
  package var extensionManifestBytes: Int = 4 << 20
  /// Bytes of the preferences of a Chromium profile.
  package var chromiumPreferencesBytes: Int = 32 << 20
  /// Bytes of the `extensions.json` of a Firefox profile.
  package var firefoxExtensionsBytes: Int = 32 << 20
  /// Bytes of the list of files at the start of an Electron archive (`app.asar`).
  package var asarHeaderBytes: Int = 16 << 20
  /// Bytes of the AppStream description (metainfo) of a program.
  package var metainfoBytes: Int = 1 << 20
  /// Bytes of a small file in which a program says its version: `snap.yaml`, `application.ini`, `release`, `VERSION`.
  package var programRecordBytes: Int = 256 << 10
  /// Entries of a folder below `/opt` or `/usr/local` that are looked at to tell whether a program lies in it.
  package var programFolderEntries: Int = 2_000
  /// What the archives in one file may cost: jars, and the packages of Yarn, NuGet and Python.
  package var archives = ZipLimits()
  /// Bytes of a manifest, a `pom.properties` or a `pom.xml` in an archive of Java; what follows is not looked at.
  package var javaMetadataBytes: Int = 256 << 10
  /// Bytes of a `.nuspec`.
  package var nuspecBytes: Int = 1 << 20
  /// Bytes of a `*.deps.json`. A large program has 200 KB.
  package var dotnetDepsBytes: Int = 16 << 20
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
  /// Bytes of a Windows registry hive. Only what is asked for is read of it; Windows itself ends at 2 GiB.
  package var registryHiveBytes: Int = 2 << 30
  /// Cells read of one hive. The largest uninstall lists take a few ten thousand.
  package var registryCells: Int = 2_000_000
  /// Bytes of one value in the registry.
  package var registryValueBytes: Int = 8_192
  /// Users of a Windows system.
  package var windowsProfiles: Int = 10_000
  /// Entries of a folder in which a name is looked for in any spelling, or programs.
  package var windowsFolderEntries: Int = 100_000
  /// Folder levels below `Program Files` and `AppData` in which programs are looked for.
  package var windowsFolderLevels: Int = 2
  /// Windows programs whose version is read.
  package var versionResources: Int = 50_000
  /// Bytes of an Info.plist, a receipt or the macOS installer's history.
  package var propertyListBytes: Int = 8 << 20
  /// Levels, and values, of a property list.
  package var propertyListDepth: Int = 64
  package var propertyListValues: Int = 200_000
  /// Resolves links in user space even where the kernel could do it (`openat2`, Linux 5.6).
  package var resolvesStepwise: Bool = false

  package init() {}

  /// Levels of archives inside each other; the file itself is the first.
  package var archiveDepth: Int {
    get { archives.depth }
    set { archives.depth = newValue }
  }
}
