extension VersionScheme {
  /// The scheme that a name stands for: a raw value, a `vers` scheme, a purl type or a distribution, in any case.
  package init?(name: String) {
    let lowered: String = name.lowercased()
    if let scheme = VersionScheme(rawValue: lowered) ?? Self.aliases[lowered] {
      self = scheme
    } else {
      return nil
    }
  }

  /// Names other than the raw value. An ecosystem is listed only when its own tool orders versions by that scheme's
  /// rules; hence no `pub` (orders build metadata), `cran` and `hackage` (`1.0` before `1.0.0`).
  static let aliases: [String: VersionScheme] = [
    "deb": .dpkg, "debian": .dpkg, "ubuntu": .dpkg,
    "redhat": .rpm, "rhel": .rpm, "fedora": .rpm, "centos": .rpm, "suse": .rpm, "opensuse": .rpm, "sles": .rpm,
    "rocky": .rpm, "almalinux": .rpm, "amazon": .rpm, "rpmvercmp": .rpm,
    "alpine": .apk, "wolfi": .apk, "chainguard": .apk,
    "alpm": .pacman, "arch": .pacman, "archlinux": .pacman,
    "cargo": .semver, "hex": .semver, "swift": .semver, "elixir": .semver, "crates.io": .semver,
    "pypi": .pep440, "python": .pep440,
    "gem": .rubygems, "ruby": .rubygems,
    "golang": .go,
    "packagist": .composer, "php": .composer,
    "ebuild": .gentoo,
    "mvn": .maven,
    "win": .windows, "macos": .apple, "ios": .apple,
    "rfc3339": .datetime,
    "intdot": .generic,
  ]

  /// The name people read in messages.
  package var displayName: String {
    switch self {
    case .dpkg: "Debian"
    case .rpm: "RPM"
    case .apk: "Alpine"
    case .pacman: "Arch Linux"
    case .semver: "SemVer"
    case .npm: "npm"
    case .pep440: "Python"
    case .rubygems: "RubyGems"
    case .maven: "Maven"
    case .nuget: "NuGet"
    case .go: "Go"
    case .composer: "Composer"
    case .conan: "Conan"
    case .gentoo: "Gentoo"
    case .openssl: "OpenSSL"
    case .nginx: "nginx"
    case .windows: "Windows"
    case .apple: "Apple"
    case .datetime: "RFC 3339"
    case .lexicographic: "lexicographic"
    case .generic: "generic"
    }
  }

  /// A version that this scheme reads, for messages.
  package var example: String {
    switch self {
    case .dpkg: "1:2.4.1-3+deb12u1"
    case .rpm: "0:2.4.1-3.el9"
    case .apk, .gentoo: "2.4.1_p2-r3"
    case .pacman: "1:2.4.1-3"
    case .semver, .npm, .nuget, .conan, .generic: "2.4.1-beta.2"
    case .pep440: "2.4.1rc1"
    case .rubygems: "2.4.1.rc1"
    case .maven: "2.4.1-beta-2"
    case .go: "v2.4.1-beta.2"
    case .composer: "2.4.1-beta2"
    case .openssl: "1.1.1w"
    case .nginx: "1.27.4"
    case .windows: "18.12.416.0"
    case .apple: "18.12.416"
    case .datetime: "2024-01-31T12:00:00Z"
    case .lexicographic: "2024-01"
    }
  }
}
