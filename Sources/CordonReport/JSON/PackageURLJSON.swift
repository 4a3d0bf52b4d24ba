package import CordonVersions

/// A package URL and its parts as JSON.
package enum PackageURLJSON {
  /// One line without its end: `canonical`, `type`, `namespace`, `name`, `version`, `qualifiers`, `subpath`; an absent
  /// part is `null`.
  package static func line(_ purl: PackageURL) -> String {
    var qualifiers: [String: JSONValue] = [:]
    for qualifier in purl.qualifiers { qualifiers[qualifier.key] = .string(qualifier.value) }
    return JSONValue.object([
      "canonical": .string(purl.canonicalText), "type": .string(purl.type), "namespace": .optional(purl.namespace),
      "name": .string(purl.name), "version": .optional(purl.version), "qualifiers": .object(qualifiers),
      "subpath": .optional(purl.subpath),
    ]).line
  }
}
