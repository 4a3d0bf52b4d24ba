package import CordonModel

/// What kind of document a file holds, and whether this version of Cordon can read it.
package struct SavedDocument: Sendable, Hashable {
  /// The kinds of documents that can be read back.
  package enum Kind: Sendable, Hashable {
    /// `cordon.check`
    case check
    /// `cordon.inventory`
    case inventory
    /// CycloneDX of any program; the version as it is written, such as `1.6`.
    case cycloneDX(version: String)
  }

  /// The kind.
  package let kind: Kind

  /// Looks at the outermost members; everything else is only checked to be JSON.
  ///
  /// - Throws: ``CordonError`` `bad-input` when it is no JSON, deeper than 64 levels, another kind of document, or of a
  ///   newer version than this one knows.
  package init(_ bytes: [UInt8], file: String) throws(CordonError) {
    var reader: JSONReader = try JSONReader(bytes, file: file)
    guard try reader.peek() == 0x7B else { throw SavedDocument.foreign(file) }
    let names: Set<String> = ["schema", "schemaVersion", "bomFormat", "specVersion", "spdxVersion"]
    let head: JSONFields = try reader.object(.document) { (name, reader) throws(CordonError) in
      if names.contains(name) { return false }
      try reader.skip()
      return true
    }
    try reader.finish()
    if head["bomFormat"]?.text == "CycloneDX" {
      kind = .cycloneDX(version: try SavedDocument.cycloneDXVersion(head))
      return
    }
    if head["spdxVersion"] != nil {
      throw CordonError(
        .badInput, "This is SPDX, which cannot be read yet. Let the program write CycloneDX instead.",
        location: .init(file: file))
    }
    switch head["schema"]?.text {
    case CheckJSON.schema:
      kind = .check
      try SavedDocument.expectVersion(CheckJSON.schemaVersion, head)
    case InventoryJSON.schema:
      kind = .inventory
      try SavedDocument.expectVersion(InventoryJSON.schemaVersion, head)
    default: throw SavedDocument.foreign(file)
    }
  }

  /// A file that is none of these.
  private static func foreign(_ file: String) -> CordonError {
    CordonError(
      .badInput,
      "This is no saved result: its member `schema` is neither \(CheckJSON.schema) nor \(InventoryJSON.schema). Write one "
        + "with: cordon check -o json=FILE, or cordon inventory -o json=FILE.",
      location: .init(file: file, field: "schema"))
  }

  private static func expectVersion(_ known: Int64, _ head: JSONFields) throws(CordonError) {
    let version: Int = try head.integer("schemaVersion")
    guard version >= 1 else { throw head.fault("schemaVersion", "The first version is 1.") }
    guard version <= known else {
      throw head.fault(
        "schemaVersion",
        "A newer Cordon wrote this: it has version \(version), and this one reads up to \(known). Update Cordon.")
    }
  }

  private static func cycloneDXVersion(_ head: JSONFields) throws(CordonError) -> String {
    let version: String = try head.text("specVersion")
    guard version.hasPrefix("1."), let minor = Int(version.dropFirst(2)), (2...9).contains(minor) else {
      throw head.fault("specVersion", "CycloneDX JSON from 1.2 on can be read.")
    }
    return version
  }
}
