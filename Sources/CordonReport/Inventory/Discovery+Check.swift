internal import CordonModel

extension SoftwarePackage.Discovery {
  /// The check that reads such records. What lies in a container layer is read like what lies outside.
  var check: CheckKind {
    switch self {
    case .dpkgStatus, .dpkgStatusDirectory, .rpmDatabase, .apkInstalled, .pacmanLocal: .systemPackages
    case .pythonDistInfo, .pythonEggInfo: .pythonPackages
    case .npmPackage, .npmLock, .yarnArchive: .npmPackages
    case .snap, .flatpak, .appImage, .programFolder, .uninstallKey, .userProgram, .versionResource, .appBundle,
      .installReceipt:
      .programs
    case .rubyGemspec: .rubyGems
    case .javaArchive: .javaArchives
    case .goBuildInfo, .rustAuditData: .binaryModules
    case .composerInstalled, .composerLock: .composerPackages
    case .nugetPackage, .dotnetDeps: .nugetPackages
    case .browserExtension, .editorExtension: .extensions
    }
  }
}

extension CheckKind {
  /// The check that finds packages of a purl type; `nil` when none does.
  static func finding(purlType: String) -> CheckKind? {
    switch purlType {
    case "deb", "rpm", "apk", "alpm": .systemPackages
    case "pypi": .pythonPackages
    case "npm": .npmPackages
    case "gem": .rubyGems
    case "maven": .javaArchives
    case "golang", "cargo": .binaryModules
    case "composer": .composerPackages
    case "nuget": .nugetPackages
    case "chrome-extension", "vscode-extension": .extensions
    default: nil
    }
  }
}
