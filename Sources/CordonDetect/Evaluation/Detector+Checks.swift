package import CordonModel
internal import CordonVersions

extension Detector {
  /// The checks that can say something about these advisories: those they require anywhere, and those that find the
  /// kinds of package their products are.
  package static func checks(for advisories: [Advisory], depth: CheckDepth = .quick) -> Set<CheckKind> {
    var checks: Set<CheckKind> = []
    for advisory in advisories {
      for row in advisory.checks { checks.formUnion(depth == .deep ? row.require + row.deep : row.require) }
      for product in advisory.products { checks.formUnion(finding(product)) }
      if !advisory.paths.isEmpty { checks.insert(.knownPaths) }
      if !advisory.network.isEmpty { checks.insert(.networkHistory) }
      if !advisory.files.isEmpty || !advisory.paths.isEmpty { checks.insert(.processes) }
    }
    // An image on this machine has package databases of its own.
    if checks.contains(.systemPackages) { checks.insert(.containerLayers) }
    return checks.intersection(CheckKind.available)
  }

  private static func finding(_ product: AffectedProduct) -> Set<CheckKind> {
    // By name alone packages of a system and programs match.
    if product.purls.isEmpty { return [.systemPackages, .programs] }
    var checks: Set<CheckKind> = []
    for text in product.purls {
      if let purl = try? PackageURL(parsing: text, strictness: .lenient) {
        checks.formUnion(CheckKind.listing(packageType: purl.type))
      }
    }
    return checks
  }
}
