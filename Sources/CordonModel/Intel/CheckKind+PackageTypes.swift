extension CheckKind {
  /// The checks that list packages of a type of package URL, as far as this version has them; empty for a type
  /// that no check lists.
  ///
  /// - Parameter type: in lower case, as in `pkg:npm/…` (purl-spec, types).
  package static func listing(packageType type: String) -> Set<CheckKind> {
    switch type {
    case "deb", "rpm", "apk", "alpm": [.systemPackages, .containerLayers]
    case "npm": [.npmPackages]
    case "pypi": [.pythonPackages]
    case "gem": [.rubyGems]
    case "maven": [.javaArchives]
    case "golang", "cargo": [.binaryModules]
    case "composer": [.composerPackages]
    case "nuget": [.nugetPackages]
    case "vscode-extension", "chrome-extension", "firefox-extension": [.extensions]
    case "generic": [.systemPackages, .programs]
    default: []
    }
  }
}
