internal import CordonModel
internal import CordonVersions

/// The version scheme of a product that names none: that of its package type, else that of its platform.
enum DefaultScheme {
  /// The scheme of a purl type; `generic` for types whose versions have no rules of their own.
  static func of(purlType: String) -> VersionScheme {
    switch purlType {
    case "vscode-extension": .semver
    default: VersionScheme(name: purlType) ?? .generic
    }
  }

  static func of(_ platform: Platform) -> VersionScheme {
    switch platform {
    case .windows: .windows
    case .macos: .apple
    case .linux, .ci, .web, .any: .generic
    }
  }
}
