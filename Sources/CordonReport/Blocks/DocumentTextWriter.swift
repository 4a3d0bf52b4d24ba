/// Writes a ``Document`` as text for a terminal or a file: no line is wider than the page, none ends in a space,
/// and every span is made inert on the way, wherever it came from.
struct DocumentTextWriter {
  private let width: Int
  private let usesColour: Bool
  private var output: String = ""

  private typealias Cell = LineWrapper.Cell

  /// The narrowest page that is honoured; below it lines would be cut to pieces.
  static let minimumWidth = 40

  init(width: Int, usesColour: Bool) {
    self.width = max(DocumentTextWriter.minimumWidth, width)
    self.usesColour = usesColour
  }

  /// The text of the whole document, ending in a line feed.
  static func text(of document: Document, width: Int, usesColour: Bool) -> String {
    var writer: DocumentTextWriter = DocumentTextWriter(width: width, usesColour: usesColour)
    for block in document.blocks { writer.write(block) }
    return writer.output
  }

  private mutating func write(_ block: Block) {
    switch block {
    case .answer(let sign, let text):
      writeHanging(sign: StyledText(sign, text.spans.first?.style ?? .plain), text, depth: 0)
    case .heading(let text): writeWrapped(text, depth: 0)
    case .paragraph(let text, let depth), .subheading(let text, let depth): writeWrapped(text, depth: depth)
    case .fields(let fields, let depth): writeFields(fields, depth: depth)
    case .table(let table, let depth): writeTable(table, depth: depth)
    case .items(let items, let isNumbered, let depth):
      for (index, item) in items.enumerated() {
        writeHanging(sign: StyledText(isNumbered ? String(index + 1) + "." : "-"), item, depth: depth)
      }
    case .command(let label, let command): writeHanging(sign: label, StyledText(command, .strong), depth: 0)
    case .tally(let tallies):
      for tally in tallies {
        let line: String = tally.word + ": " + String(tally.count.value)
        writeHanging(sign: StyledText(tally.verdict.symbol, .verdict(tally.verdict)), StyledText(line), depth: 2)
      }
    case .fold(let title, let blocks):
      writeWrapped(title, depth: 0)
      for block in blocks { write(block) }
    case .space: output += "\n"
    }
  }

  private mutating func writeWrapped(_ text: StyledText, depth: Int) {
    for line in LineWrapper(width: width - depth).lines(of: text) { writeLine([(depth, line)]) }
  }

  /// A sign, then text that hangs one column to the right of it.
  private mutating func writeHanging(sign: StyledText, _ text: StyledText, depth: Int) {
    let signLine: [Cell] = LineWrapper(width: width).lines(of: sign).first ?? []
    let start: Int = depth + DocumentTextWriter.width(of: signLine) + 1
    for (index, line) in LineWrapper(width: width - start).lines(of: text).enumerated() {
      writeLine(index == 0 ? [(depth, signLine), (start, line)] : [(start, line)])
    }
  }

  private mutating func writeFields(_ fields: [Block.Field], depth: Int) {
    let labelWidth: Int = fields.map { DisplayWidth.of($0.label) }.max() ?? 0
    let start: Int = depth + labelWidth + 2
    for field in fields {
      let label: [Cell] = LineWrapper(width: width).lines(of: StyledText(field.label, .faint)).first ?? []
      for (index, line) in LineWrapper(width: width - start).lines(of: field.value).enumerated() {
        writeLine(index == 0 ? [(depth, label), (start, line)] : [(start, line)])
      }
    }
  }

  private mutating func writeTable(_ table: Table, depth: Int) {
    let titles: [StyledText] = table.columns.map { StyledText($0.title, .faint) }
    let rows: [[StyledText]] = (titles.contains { !$0.isEmpty } ? [titles] : []) + table.rows
    let widths: [Int] = columnWidths(of: rows, columns: table.columns, depth: depth)
    for row in rows {
      let cells: [[[Cell]]] = zip(row, widths).map { LineWrapper(width: $1).lines(of: $0) }
      for lineIndex in 0..<(cells.map(\.count).max() ?? 0) {
        var parts: [(Int, [Cell])] = []
        var start: Int = depth
        for (index, lines) in cells.enumerated() {
          if lineIndex < lines.count {
            let line: [Cell] = lines[lineIndex]
            let shift: Int = table.columns[index].isNumeric ? widths[index] - DocumentTextWriter.width(of: line) : 0
            parts.append((start + max(0, shift), line))
          }
          start += widths[index] + DocumentTextWriter.columnGap
        }
        writeLine(parts)
      }
    }
  }

  private static let columnGap = 2

  /// Natural widths; the widest column gives way until the table fits the page.
  private func columnWidths(of rows: [[StyledText]], columns: [Table.Column], depth: Int) -> [Int] {
    var widths: [Int] = columns.indices.map { column in
      let cells: [Int] = rows.map { column < $0.count ? DisplayWidth.of($0[column].inertText) : 0 }
      return max(cells.max() ?? 0, columns[column].minimumWidth)
    }
    let room: Int = width - depth - DocumentTextWriter.columnGap * max(0, columns.count - 1)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 4,
      let index = widths.lastIndex(of: widest)
    {
      let second: Int = widths.filter { $0 < widest }.max() ?? 4
      let excess: Int = widths.reduce(0, +) - room
      // Columns as wide as each other give way alike; none is left with four letters beside two wide ones.
      let equals: Int = widths.count { $0 == widest }
      widths[index] = max(widest - (excess + equals - 1) / equals, min(second, widest - 1), 4)
    }
    return widths
  }

  /// Puts cells at their columns and ends the line.
  private mutating func writeLine(_ parts: [(start: Int, cells: [Cell])]) {
    var column: Int = 0
    for part in parts where !part.cells.isEmpty {
      output += String(repeating: " ", count: max(0, part.start - column))
      column = part.start + DocumentTextWriter.width(of: part.cells)
      writeCells(part.cells)
    }
    output += "\n"
  }

  private mutating func writeCells(_ cells: [Cell]) {
    var open: Style = .plain
    for cell in cells {
      if usesColour, cell.style != open {
        if open.graphicRendition != nil { output += "\u{1B}[0m" }
        if let parameters = cell.style.graphicRendition { output += "\u{1B}[" + parameters + "m" }
        open = cell.style
      }
      output.append(cell.character)
    }
    if usesColour, open.graphicRendition != nil { output += "\u{1B}[0m" }
  }

  private static func width(of cells: [Cell]) -> Int { cells.reduce(0) { $0 + $1.width } }
}

extension StyledText {
  /// All spans together, as they are printed.
  var inertText: String { spans.map { InertText($0.text).text }.joined() }

  var isEmpty: Bool { spans.allSatisfy { $0.text.isEmpty } }
}
