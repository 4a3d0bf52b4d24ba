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
    return checks.intersection(CheckKind.available)
  }

  private static func finding(_ product: AffectedProduct) -> [CheckKind] {
    if product.purls.isEmpty { return [.systemPackages, .programs] }
    return product.purls.map { text in
      if text.hasPrefix("pkg:npm/") { return .npmPackages }
      if text.hasPrefix("pkg:generic/") { return .programs }
      if extensionTypes.contains(where: text.hasPrefix) { return .extensions }
      return text.hasPrefix("pkg:pypi/") ? .pythonPackages : .systemPackages
    }
  }

  private static let extensionTypes: [String] = [
    "pkg:chrome-extension/", "pkg:firefox-extension/", "pkg:vscode-extension/",
  ]
}
