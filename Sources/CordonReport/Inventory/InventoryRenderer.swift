package import CordonModel

/// An inventory in every format that can hold one.
package enum InventoryRenderer {
  /// The formats an inventory can be written in. SARIF and JUnit hold findings, and an inventory has none.
  package static let formats: [OutputFormat] = [
    .table, .plain, .json, .ndjson, .csv, .md, .html, .cyclonedx,
  ]

  /// Writes the inventory; only Markdown and HTML are put together in memory. The same report and options give the same
  /// bytes.
  ///
  /// - Throws: ``CordonError`` `usage` for a format that is none of ``formats``, and what `output` throws.
  package static func write(
    _ report: InventoryReport, as format: OutputFormat, options: TextOptions, to output: inout ResultOutput
  ) throws(CordonError) {
    switch format {
    case .table: try writeTable(report, options: options, to: &output)
    case .plain: try InventoryLines.writePlain(report, to: &output)
    case .json: try InventoryJSON.write(report, to: &output)
    case .ndjson: try InventoryLines.writeNDJSON(report, to: &output)
    case .csv: try InventoryLines.writeCSV(report, to: &output)
    case .md:
      try MarkdownWriter.write(document: InventoryPage(report: report, options: options).document(), to: &output)
    case .html:
      let page = InventoryPage(report: report, options: options)
      try HTMLPage.write(document: page.document(), title: page.title, language: options.language, to: &output)
    case .cyclonedx: try CycloneDXWriter.write(report, to: &output)
    default: try refuse(format)
    }
  }

  /// Makes sure that an inventory can be written in a format.
  ///
  /// - Throws: ``CordonError`` `usage` that says why not.
  package static func refuse(_ format: OutputFormat) throws(CordonError) {
    guard !formats.contains(format) else { return }
    let why: String =
      format == .sarif || format == .junit
      ? "\(format.rawValue) holds findings, and an inventory has none; cordon check can write it."
      : "An inventory cannot be written as \(format.rawValue)."
    throw CordonError(
      .usage, why + " An inventory can be written as " + formats.map(\.rawValue).joined(separator: ", ") + ".")
  }

  /// What to say on standard error when the inventory is not complete and its output is for programs; `nil` when it is.
  package static func note(_ report: InventoryReport, language: Language) -> String? {
    guard !report.isComplete else { return nil }
    guard !report.isInterrupted else { return Remark.interrupted.text[language] }
    guard !report.coverage.isEmpty else { return Remark.noChecks.text[language] }
    let gaps: Int = report.coverage.reduce(0) { $0 + $1.gaps.count + max(0, $1.gapsOmitted) }
    return InventorySentences.note(gaps: Count(gaps))[language]
  }

  private static func writeTable(
    _ report: InventoryReport, options: TextOptions, to output: inout ResultOutput
  ) throws(CordonError) {
    try InventoryPage(report: report, options: options).forEachPiece(rows: 2_000) { (piece) throws(CordonError) in
      try output.append(
        DocumentTextWriter.text(of: piece, width: options.width, usesColour: options.colour))
    }
  }
}
