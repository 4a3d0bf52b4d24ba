/// What a `.nuspec` says of its package: id, version and authors, and nothing else.
package struct Nuspec: Sendable, Hashable {
  package var id: String?
  package var version: String?
  package var authors: String?
  /// Why the file could not be read to its end; what stood before is kept.
  package var fault: String?

  /// - Parameter nameLimit: bytes of an id or version; a longer one counts as absent.
  package init(_ bytes: [UInt8], nameLimit: Int) {
    let leaves = XMLLeaves(
      bytes, wanted: ["package/metadata/id", "package/metadata/version", "package/metadata/authors"],
      valueLimit: nameLimit)
    id = leaves["package/metadata/id"]
    version = leaves["package/metadata/version"]
    authors = leaves["package/metadata/authors"]
    fault = leaves.fault
  }

  /// Whether this is the template of a package still to be built (`$id$`), not a package.
  package var isTemplate: Bool { id?.contains("$") == true || version?.contains("$") == true }

  /// Whether both name the same package: NuGet does not tell letters apart by their case.
  package func isSame(as other: Nuspec) -> Bool {
    id != nil && id?.lowercased() == other.id?.lowercased() && version?.lowercased() == other.version?.lowercased()
  }
}
