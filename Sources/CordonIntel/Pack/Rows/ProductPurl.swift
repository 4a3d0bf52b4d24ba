internal import CordonVersions

/// The package URL of a product: an identity, so without version, qualifiers and subpath.
enum ProductPurl {
  static func read(_ text: String, _ place: Place, _ findings: FindingList) -> PackageURL? {
    let purl: PackageURL
    do {
      purl = try PackageURL(parsing: text, strictness: .lenient)
    } catch {
      findings.error(place, "this is no package URL: \(error.reason)", example: "pkg:npm/event-stream")
      return nil
    }
    if purl.version != nil || !purl.qualifiers.isEmpty || purl.subpath != nil {
      findings.error(
        place, "a product's package URL has no version, qualifiers or subpath: versions belong to `known_affected`",
        example: purl.coordinates)
      return nil
    }
    guard purl.name.contains("*") || purl.namespace?.contains("*") == true else { return purl }
    guard purl.name == "*", let namespace = purl.namespace, !namespace.isEmpty, !namespace.contains("*") else {
      findings.error(
        place, "* stands for all packages of a namespace and only as the whole name", example: "pkg:npm/%40tanstack/*")
      return nil
    }
    return purl
  }
}
