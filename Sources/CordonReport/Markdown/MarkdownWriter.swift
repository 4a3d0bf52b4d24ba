internal import CordonModel

/// Writes a ``Document`` as Markdown for tickets and chats: the title, then each block; foreign text is inert.
struct MarkdownWriter {
  private var text: String = ""

  /// Passes the text on section by section, so that a long document is never in memory twice.
  ///
  /// - Parameter title: the heading of the whole; `nil` when the answer is to come first.
  static func write(document: Document, title: StyledText? = nil, to output: inout ResultOutput) throws(CordonError) {
    var writer: MarkdownWriter = MarkdownWriter()
    if let title { writer.paragraph("# " + writer.inline(title)) }
    var isFirst: Bool = title == nil
    for block in document.blocks {
      writer.write(block)
      // No empty line stands before the first block.
      let bytes: Substring = isFirst ? writer.text.drop { $0 == "\n" } : writer.text[...]
      if !bytes.isEmpty { isFirst = false }
      try output.append(String(bytes))
      writer.text = ""
    }
  }

  private mutating func write(_ block: Block) {
    switch block {
    case .answer(let sign, let text): paragraph("**" + sign + " " + inline(text, isStrong: true) + "**")
    case .heading(let text): paragraph("## " + inline(text, isStrong: true))
    case .subheading(let text, _): paragraph("### " + inline(text, isStrong: true))
    case .paragraph(let text, _): if !text.isEmpty { paragraph(MarkdownText.atLineStart(inline(text))) }
    case .fields(let fields, _): list(fields.map { field($0) }, isNumbered: false)
    case .items(let items, let isNumbered, _):
      list(items.map { MarkdownText.atLineStart(inline($0)) }, isNumbered: isNumbered)
    case .table(let table, _): write(table)
    case .tally(let tallies): write(MarkdownWriter.table(of: tallies))
    case .command(let label, let command): paragraph(inline(label) + " " + MarkdownText.code(command, isInTable: false))
    case .fold(let title, let blocks):
      paragraph("**" + inline(title, isStrong: true) + "**")
      for block in blocks { write(block) }
    case .space: break
    }
  }

  private static func table(of tallies: [Block.Tally]) -> Table {
    Table(
      columns: tallies.map { Table.Column(title: $0.verdict.symbol + " " + $0.word, isNumeric: true) },
      rows: [tallies.map { StyledText(String($0.count.value)) }])
  }

  private func field(_ field: Block.Field) -> String {
    let label: String = MarkdownText.inline(field.label, isInTable: false)
    return "**" + label + ":** " + inline(field.value)
  }

  private mutating func list(_ items: [String], isNumbered: Bool) {
    guard !items.isEmpty else { return }
    text += "\n"
    for (index, item) in items.enumerated() {
      text += (isNumbered ? String(index + 1) + ". " : "- ") + item + "\n"
    }
  }

  private mutating func write(_ table: Table) {
    text += "\n"
    row(table.columns.map { MarkdownText.inline($0.title, isInTable: true) })
    row(table.columns.map { $0.isNumeric ? "---:" : "---" })
    for cells in table.rows {
      row(table.columns.indices.map { $0 < cells.count ? inline(cells[$0], isInTable: true) : "" })
    }
  }

  private mutating func row(_ cells: [String]) {
    text += "| " + cells.joined(separator: " | ") + " |\n"
  }

  private mutating func paragraph(_ line: String) {
    text += "\n" + line + "\n"
  }

  /// - Parameter isStrong: whether the whole is strong already.
  private func inline(_ styled: StyledText, isInTable: Bool = false, isStrong: Bool = false) -> String {
    styled.spans.map { span in
      switch span.style {
      case .plain, .faint: return MarkdownText.inline(span.text, isInTable: isInTable)
      case .code: return MarkdownText.code(span.text, isInTable: isInTable)
      case .strong, .verdict:
        let inner: String = MarkdownText.inline(span.text, isInTable: isInTable)
        return isStrong ? inner : MarkdownWriter.strong(inner)
      }
    }
    .joined()
  }

  /// Blanks at the edges stand outside the asterisks, where CommonMark wants them.
  private static func strong(_ text: String) -> String {
    let start: Substring = text.prefix { $0 == " " }
    let end: Substring = text.dropFirst(start.count).reversed().prefix { $0 == " " }.isEmpty ? "" : " "
    var middle: Substring = text.dropFirst(start.count)
    while middle.last == " " { middle.removeLast() }
    return middle.isEmpty ? text : start + "**" + middle + "**" + end
  }
}
