package import CordonModel

/// What changed between two inventories, in every format that can hold it.
package enum InventoryDifferenceRenderer {
  /// The formats a comparison can be written in.
  package static let formats: [OutputFormat] = [.table, .plain, .json, .csv, .md, .html]

  /// Writes the comparison. The same comparison and options give the same bytes.
  ///
  /// - Throws: ``CordonError`` `usage` for a format that is none of ``formats``, and what `output` throws.
  package static func write(
    _ difference: InventoryDifference, as format: OutputFormat, options: TextOptions, to output: inout ResultOutput
  ) throws(CordonError) {
    let page = InventoryDifferencePage(difference: difference, options: options)
    switch format {
    case .table:
      try output.append(
        DocumentTextWriter.text(of: page.document(), width: options.width, usesColour: options.colour))
    case .plain: try writePlain(difference, to: &output)
    case .json: try output.append(json(difference).bytes)
    case .csv: try writeCSV(difference, to: &output)
    case .md: try MarkdownWriter.write(document: page.document(), to: &output)
    case .html:
      try HTMLPage.write(document: page.document(), title: page.title, language: options.language, to: &output)
    default: try refuse(format)
    }
  }

  /// Makes sure that a comparison can be written in a format.
  ///
  /// - Throws: ``CordonError`` `usage` that names those it can be.
  package static func refuse(_ format: OutputFormat) throws(CordonError) {
    guard !formats.contains(format) else { return }
    throw CordonError(
      .usage,
      "What changed cannot be written as \(format.rawValue), but as "
        + formats.map(\.rawValue).joined(separator: ", ") + ".")
  }

  /// One change a line: `+`, `-` or `~`, type, name, version before, version now, place, with a tab between.
  private static func writePlain(_ difference: InventoryDifference, to output: inout ResultOutput) throws(CordonError) {
    for change in difference.changes {
      let fields: [String] = [
        change.kind.symbol, change.type, change.name, change.oldVersion ?? "-", change.newVersion ?? "-",
        change.location ?? "-",
      ]
      try output.append(fields.map { InertText($0).text }.joined(separator: "\t") + "\n")
    }
  }

  private static func writeCSV(_ difference: InventoryDifference, to output: inout ResultOutput) throws(CordonError) {
    try CSVWriter.header(
      ["change", "type", "name", "oldVersion", "newVersion", "direction", "location", "places", "purl"], to: &output)
    var row = CSVWriter()
    for change in difference.changes {
      row.cell(change.kind.rawValue)
      row.cell(change.type)
      row.cell(change.name)
      row.cell(change.oldVersion)
      row.cell(change.newVersion)
      row.cell(change.direction?.rawValue)
      row.cell(change.location)
      row.cell(change.places)
      row.cell(change.coordinates)
      try row.endRow(to: &output)
    }
  }

  /// Schema `cordon.inventory-diff`, version 1 (`Documentation/InventoryJSON.md`).
  private static func json(_ difference: InventoryDifference) -> JSONValue {
    let old: BaselineInventory.Origin = difference.old
    let new: InventoryReport = difference.new
    return .object([
      "schema": .string("cordon.inventory-diff"), "schemaVersion": .integer(1),
      "old": .object([
        "format": .string(old.format), "tool": .optional(old.tool), "createdAt": .optional(old.time?.text),
        "subject": .optional(old.subject), "complete": old.isComplete.map { .boolean($0) } ?? .null,
      ]),
      "new": .object([
        "format": .string(InventoryJSON.schema), "tool": .string("cordon " + new.toolVersion),
        "createdAt": .string(new.finishedAt.text), "subject": .string(new.target.name),
        "complete": .boolean(new.isComplete),
      ]),
      "otherTarget": .boolean(difference.isOtherTarget),
      "counts": .object([
        "added": count(difference.count(.added)), "removed": count(difference.count(.removed)),
        "changed": count(difference.count(.changed)), "unchanged": count(difference.unchanged),
      ]),
      "changes": .array(difference.changes.map(change)),
      "unknownToOld": .array(difference.unknownToOld.map(uncompared)),
      "unknownToNew": .array(difference.unknownToNew.map(uncompared)),
      "passedOver": count(difference.passedOver), "unreadable": count(difference.unreadable),
    ])
  }

  private static func change(_ change: InventoryDifference.Change) -> JSONValue {
    .object([
      "kind": .string(change.kind.rawValue), "type": .string(change.type), "name": .string(change.name),
      "purl": .string(change.coordinates), "oldVersion": .optional(change.oldVersion),
      "newVersion": .optional(change.newVersion), "direction": .optional(change.direction?.rawValue),
      "location": .optional(change.location), "places": count(change.places),
    ])
  }

  private static func uncompared(_ one: InventoryDifference.Uncompared) -> JSONValue {
    .object(["type": .optional(one.type), "count": count(one.count)])
  }

  private static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }
}
