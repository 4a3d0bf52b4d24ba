package import CordonVersions

/// A piece of installed software, as an inventory found it.
package struct SoftwarePackage: Sendable, Hashable {
  /// Canonical package URL, with the version when it has one.
  package var purl: PackageURL
  /// The name as its own database spells it.
  package var name: String
  /// The version as found, not normalised; `nil` when none was recorded.
  package var version: String?
  /// The maker, when recorded.
  package var vendor: String?
  /// Where the software lies or is recorded, printable (bytes that are no UTF-8 stand as `\xNN`).
  package var location: String
  /// When it was first installed, where that is recorded.
  package var installedAt: Timestamp?
  /// When it was last changed, where that is recorded.
  package var updatedAt: Timestamp?
  /// The record that names it.
  package var foundBy: Discovery

  /// How it was found. The raw value is frozen.
  package enum Discovery: String, Sendable, Codable, Hashable, CaseIterable {
    case dpkgStatus = "dpkg-status"
    case dpkgStatusDirectory = "dpkg-status.d"
    case pythonDistInfo = "python-dist-info"
    case pythonEggInfo = "python-egg-info"
    case npmPackage = "npm-package"
    case npmLock = "npm-lock"
    case rpmDatabase = "rpm-database"
    case apkInstalled = "apk-installed"
    case pacmanLocal = "pacman-local"
    case snap
    case flatpak
    case appImage = "appimage"
    /// A folder of its own, as below `/opt`.
    case programFolder = "program-folder"
    /// An archive that Yarn installs as it is (Plug'n'Play).
    case yarnArchive = "yarn-archive"
    case rubyGemspec = "ruby-gemspec"
    case javaArchive = "java-archive"
    case goBuildInfo = "go-build-info"
    /// Written into a Rust program by cargo-auditable.
    case rustAuditData = "rust-audit-data"
    case composerInstalled = "composer-installed"
    case composerLock = "composer-lock"
    case nugetPackage = "nuget-package"
    /// The `*.deps.json` of a .NET program.
    case dotnetDeps = "dotnet-deps"
    case browserExtension = "browser-extension"
    case editorExtension = "editor-extension"
    /// A Windows uninstall key.
    case uninstallKey = "uninstall-key"
    /// A folder below a Windows user's AppData.
    case userProgram = "user-program"
    /// The version resource of a Windows program.
    case versionResource = "version-resource"
    /// The Info.plist of a macOS bundle.
    case appBundle = "app-bundle"
    /// A receipt of the macOS installer.
    case installReceipt = "install-receipt"
  }

  package init(
    purl: PackageURL, name: String, version: String?, vendor: String? = nil, location: String,
    installedAt: Timestamp? = nil, updatedAt: Timestamp? = nil, foundBy: Discovery
  ) {
    self.purl = purl
    self.name = name
    self.version = version
    self.vendor = vendor
    self.location = location
    self.installedAt = installedAt
    self.updatedAt = updatedAt
    self.foundBy = foundBy
  }
}

extension SoftwarePackage.Discovery {
  /// Whether the software is there, or only written down as wanted (a lock file).
  package var provesInstallation: Bool { self != .npmLock && self != .composerLock }
}
