package import CordonModel
internal import CordonVersions

extension Detector {
  /// The checks that can say something about these advisories: those they require anywhere, and those that find the
  /// kinds of package their products are.
  package static func checks(for advisories: [Advisory]) -> Set<CheckKind> {
    var checks: Set<CheckKind> = []
    for advisory in advisories {
      for row in advisory.checks { checks.formUnion(row.require) }
      for product in advisory.products { checks.formUnion(finding(product)) }
    }
    // An image on this machine has package databases of its own.
    if checks.contains(.systemPackages) { checks.insert(.containerLayers) }
    return checks.intersection(CheckKind.available)
  }

  private static func finding(_ product: AffectedProduct) -> [CheckKind] {
    // By name alone packages of a system and programs match.
    if product.purls.isEmpty { return [.systemPackages, .programs] }
    return product.purls.flatMap { text in
      (try? PackageURL(parsing: text, strictness: .lenient)).map { finding($0.type) } ?? []
    }
  }

  /// The checks that find packages of this type.
  private static func finding(_ type: String) -> [CheckKind] {
    switch type {
    case "deb", "rpm", "apk", "alpm": [.systemPackages, .containerLayers]
    case "npm": [.npmPackages]
    case "pypi": [.pythonPackages]
    case "gem": [.rubyGems]
    case "maven": [.javaArchives]
    case "golang", "cargo": [.binaryModules]
    case "composer": [.composerPackages]
    case "nuget": [.nugetPackages]
    case "vscode-extension", "chrome", "chrome-extension": [.extensions]
    case "generic": [.systemPackages, .programs]
    default: []
    }
  }
}
