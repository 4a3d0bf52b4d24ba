package import CordonModel

/// The limits of an inventory: what passes one becomes a gap.
package enum InventoryLimitsPage {
  /// A table of names and values.
  package static func text(_ limits: [InventoryLimit], options: TextOptions) -> String {
    let columns: [Table.Column] = [
      Table.Column(title: InventoryLabel.limit.text[options.language]),
      Table.Column(title: InventoryLabel.value.text[options.language], isNumeric: true),
    ]
    let rows: [[StyledText]] = limits.map {
      [StyledText($0.name), StyledText(Count($0.value)[options.language])]
    }
    var document = Document()
    document.append(.table(Table(columns: columns, rows: rows), depth: 0))
    return DocumentTextWriter.text(of: document, width: options.width, usesColour: options.colour)
  }

  /// Schema `cordon.inventory-limits`, version 1.
  package static func json(_ limits: [InventoryLimit]) -> [UInt8] {
    let values: [String: JSONValue] = Dictionary(
      limits.map { ($0.name, JSONValue.integer(Int64($0.value))) }, uniquingKeysWith: { $1 })
    return JSONValue.object([
      "schema": .string("cordon.inventory-limits"), "schemaVersion": .integer(1), "limits": .object(values),
    ]).bytes
  }
}
