internal import CordonModel

/// Rows of comma-separated values (RFC 4180): UTF-8, rows ended by CR LF, a header row first.
///
/// Every text stands in quotation marks, so that no separator a spreadsheet is set to (`,` `;` TAB) starts a cell inside
/// it. Text is made inert, hence no row spans lines; a text that a spreadsheet would take for a formula gets a leading
/// apostrophe.
struct CSVWriter {
  private var row: [UInt8] = []

  /// The first row: the names of the columns.
  static func header(_ names: [StaticString], to output: inout ResultOutput) throws(CordonError) {
    var writer: CSVWriter = CSVWriter()
    for name in names { writer.cell(name.description) }
    try writer.endRow(to: &output)
  }

  /// A text; `nil` is an empty cell.
  mutating func cell(_ text: String?) {
    separate()
    guard let text, !text.isEmpty else { return }
    let inert: String = InertText(text).text
    row.append(0x22)
    if CSVWriter.startsFormula(inert) { row.append(0x27) }
    for byte in inert.utf8 {
      if byte == 0x22 { row.append(0x22) }
      row.append(byte)
    }
    row.append(0x22)
  }

  /// Empty cells.
  mutating func skip(_ count: Int) { for _ in 0..<count { separate() } }

  mutating func cell(_ number: Int) {
    separate()
    row.append(contentsOf: String(number).utf8)
  }

  mutating func cell(_ time: Timestamp?) { cell(time?.text) }

  /// Ends the row and passes it on.
  mutating func endRow(to output: inout ResultOutput) throws(CordonError) {
    row.append(0x0D)
    row.append(0x0A)
    try output.append(row)
    row.removeAll(keepingCapacity: true)
    isFirst = true
  }

  private var isFirst = true

  private mutating func separate() {
    if !isFirst { row.append(0x2C) }
    isFirst = false
  }

  /// What spreadsheets evaluate, in ASCII and in the full width that East Asian ones fold to it (OWASP, "CSV Injection").
  /// Blanks before it count as nothing.
  private static func startsFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return false }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    default: return false
    }
  }
}
