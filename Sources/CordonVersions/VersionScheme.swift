/// The rules by which two version strings of one ecosystem are ordered.
///
/// The raw value is the name used on the command line, in advisory packs and in saved results;
/// it is frozen once released. What each scheme accepts beyond its source is in Documentation/VersionSchemes.md.
package enum VersionScheme: String, CaseIterable, Sendable, Codable, Hashable {
  /// Debian Policy 5.6.12, as `dpkg --compare-versions` applies it.
  case dpkg
  /// rpm: epoch, then `rpmvercmp` of version and release, with `~` and `^`.
  case rpm
  /// Alpine: apk-package(5), as apk-tools 3 compares.
  case apk
  /// Arch Linux: vercmp(8). A version without release equals every release of it.
  case pacman
  /// Semantic Versioning 2.0.0 §11, also read with fewer or more than three numbers.
  case semver
  /// npm: Semantic Versioning as node-semver reads it (leading `v` or `=`, `1.2.3beta`).
  case npm
  /// Python: the version specifiers specification (PEP 440); other texts as setuptools ordered them, below all of these.
  case pep440
  /// Ruby: Gem::Version.
  case rubygems
  /// Maven: ComparableVersion (the POM reference's version order specification).
  case maven
  /// NuGet: NuGetVersion, four numbers and a case-insensitive pre-release.
  case nuget
  /// Go module versions, pseudo-versions and `+incompatible`, and toolchain versions such as `go1.22rc1`.
  case go
  /// PHP: Composer's normalisation, then PHP's `version_compare`.
  case composer
  /// Conan 2: `conan.internal.model.version`.
  case conan
  /// Gentoo: Package Manager Specification, chapter 3.3.
  case gentoo
  /// OpenSSL: patch letters up to 1.1.1 (`1.0.2zh`), three numbers since 3.0.
  case openssl
  /// nginx: three numbers, read as Semantic Versioning.
  case nginx
  /// Windows file and product versions: the leading run of numbers, missing ones count as 0.
  case windows
  /// Apple bundle versions: CFBundleVersion and CFBundleShortVersionString, with stages `d`, `a`, `b`, `fc`.
  case apple
  /// RFC 3339 date and time, ordered as instants.
  case datetime
  /// The bytes of the UTF-8 text, nothing else.
  case lexicographic
  /// Natural order for versions of unknown making: numbers as numbers, missing numbers as 0, pre-release words first.
  case generic

  /// Compares two texts without keeping what was read. To compare one text often, make it a ``Version`` first.
  ///
  /// - Throws: ``VersionError`` when the scheme cannot read one of the texts.
  package func compare(_ left: String, _ right: String) throws(VersionError) -> VersionOrder {
    let leftKey: VersionKey = try key(of: left)
    return order(leftKey, try key(of: right))
  }
}
