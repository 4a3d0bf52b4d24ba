internal import CordonModel
internal import CordonVersions

/// The version scheme of a product that names none: that of its package type, else that of its platform.
enum DefaultScheme {
  /// The scheme of a purl type; `nil` for types whose versions have no rules of their own.
  static func of(purlType: String) -> VersionScheme? { types[purlType] }

  static func of(_ platform: Platform) -> VersionScheme {
    switch platform {
    case .windows: .windows
    case .macos: .apple
    case .linux, .ci, .web, .any: .generic
    }
  }

  private static let types: [String: VersionScheme] = [
    "deb": .dpkg, "rpm": .rpm, "apk": .apk, "alpm": .pacman, "ebuild": .gentoo,
    "npm": .npm, "pypi": .pep440, "gem": .rubygems, "maven": .maven, "nuget": .nuget, "golang": .go,
    "composer": .composer, "conan": .conan,
    "cargo": .semver, "pub": .semver, "hex": .semver, "swift": .semver, "vscode-extension": .semver,
  ]
}
