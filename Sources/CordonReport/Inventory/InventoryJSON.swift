package import CordonModel
internal import CordonVersions

/// An inventory as JSON: schema `cordon.inventory`, version 1 (`Documentation/InventoryJSON.md`).
package enum InventoryJSON {
  /// The value of `schema`.
  package static let schema = "cordon.inventory"
  /// The value of `schemaVersion`. It grows when a reader of the old shape would be misled.
  package static let schemaVersion: Int64 = 1

  /// Writes the document: UTF-8 with sorted members and a line feed at the end, package by package.
  ///
  /// - Throws: what `output` throws; nothing else.
  package static func write(_ report: InventoryReport, to output: inout ResultOutput) throws(CordonError) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("complete", .boolean(report.isComplete))
    writer.member("coverage", .array(report.coverage.map(CheckJSON.coverage)))
    writer.member("finishedAt", report.finishedAt.text)
    writer.member("interrupted", .boolean(report.isInterrupted))
    writer.member("packageCount", .integer(Int64(report.packages.count)))
    writer.name("packages")
    writer.beginArray()
    for package in report.packages {
      writer.beginObject()
      writeMembers(of: package, to: &writer)
      writer.endObject()
      try output.append(writer.take())
    }
    writer.endArray()
    writer.member("schema", schema)
    writer.member("schemaVersion", .integer(schemaVersion))
    writer.member("startedAt", report.startedAt.text)
    writer.member("target", CheckJSON.target(report.target))
    writer.member("tool", tool(report))
    writer.endObject()
    writer.endLine()
    try output.append(writer.take())
  }

  private static func tool(_ report: InventoryReport) -> JSONValue {
    .object(["name": .string("cordon"), "version": .string(report.toolVersion)])
  }

  private static func writeMembers(of package: SoftwarePackage, to writer: inout JSONWriter) {
    writer.member("foundBy", package.foundBy.rawValue)
    writer.member("installedAt", optional: package.installedAt?.text)
    writer.member("location", package.location)
    writer.member("name", package.name)
    writer.member("purl", package.purl.canonicalText)
    writer.member("updatedAt", optional: package.updatedAt?.text)
    writer.member("vendor", optional: package.vendor)
    writer.member("version", optional: package.version)
  }

  /// Reads a document that ``write(_:to:)`` wrote.
  ///
  /// - Throws: ``CordonError`` `bad-input` that names the field and what would be right.
  package static func decode(_ bytes: [UInt8], file: String) throws(CordonError) -> InventoryReport {
    guard try SavedDocument(bytes, file: file).kind == .inventory else {
      throw CordonError(
        .badInput, "This is no saved inventory. Write one with: cordon inventory -o json=FILE",
        location: .init(file: file, field: "schema"))
    }
    var reader: JSONReader = try JSONReader(bytes, file: file)
    var packages: [SoftwarePackage]?
    let top: JSONFields = try reader.object(.document) { (name, reader) throws(CordonError) in
      guard name == "packages" else { return false }
      var read: [SoftwarePackage] = []
      try reader.elements(.member(.document, name)) { (reader, place) throws(CordonError) in
        read.append(try reader.object(place).package())
      }
      packages = read
      return true
    }
    return InventoryReport(
      target: try top.object("target").target(), startedAt: try top.moment("startedAt"),
      finishedAt: try top.moment("finishedAt"), toolVersion: try top.object("tool").text("version"),
      packages: try top.required(packages, "packages"), coverage: try top.coverages(),
      isInterrupted: try top.flag("interrupted"))
  }
}
