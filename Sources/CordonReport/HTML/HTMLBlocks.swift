internal import CordonModel

/// What each ``Block`` becomes on a page.
struct HTMLBlocks {
  let language: Language
  /// The title of the section, for tables without a caption of their own.
  let caption: String

  func html(_ blocks: [Block]) -> [HTML] { blocks.compactMap(html) }

  private func html(_ block: Block) -> HTML? {
    switch block {
    case .answer(let sign, let text): answer(sign: sign, text)
    case .heading(let text): .element(.h2, content: [HTMLBlocks.inline(text)])
    case .subheading(let text, _): .element(.h3, content: [HTMLBlocks.inline(text)])
    case .paragraph(let text, _): text.isEmpty ? nil : .element(.p, content: [HTMLBlocks.inline(text)])
    case .fields(let fields, _): self.fields(fields)
    case .table(let table, _): self.table(table)
    case .items(let items, let isNumbered, _): list(items, isNumbered: isNumbered)
    case .tally(let tallies): tally(tallies)
    case .command(let label, let command):
      .element(
        .p, .class(.next), content: [HTMLBlocks.inline(label), .text(" "), .element(.code, text: command)])
    case .fold(let title, let blocks):
      .element(.details, content: [.element(.summary, content: [HTMLBlocks.inline(title)])] + html(blocks))
    case .space: nil
    }
  }

  private func answer(sign: String, _ text: StyledText) -> HTML {
    var classes: HTMLAttribute = .class(.answer)
    if case .verdict(let verdict) = text.spans.first?.style { classes = .class(.answer, HTMLClass(verdict)) }
    return .element(
      .p, classes,
      content: [
        .element(.span, .class(.sign), .hidden, text: sign), .text(" "),
        .element(.span, .class(.word), text: text.inertText),
      ])
  }

  private func tally(_ tallies: [Block.Tally]) -> HTML {
    .element(
      .ul, .class(.tally),
      content: tallies.map { tally in
        .element(
          .li, .class(HTMLClass(tally.verdict)),
          content: [
            .element(.strong, text: tally.count[language]), .text(" "),
            .element(.span, .class(.sign), .hidden, text: tally.verdict.symbol), .text(" "), .text(tally.word),
          ])
      })
  }

  private func fields(_ fields: [Block.Field]) -> HTML {
    .element(
      .dl, .class(.fields),
      content: fields.map { field in
        .element(
          .div,
          content: [.element(.dt, text: field.label), .element(.dd, content: [HTMLBlocks.inline(field.value)])])
      })
  }

  /// A long list of places shows the first few; one whose order matters is never cut.
  private func list(_ items: [StyledText], isNumbered: Bool) -> HTML {
    let entries: [HTML] = items.map { .element(.li, content: [HTMLBlocks.inline($0)]) }
    if isNumbered { return .element(.ol, content: entries) }
    guard entries.count > HTMLBlocks.itemsOpen + HTMLBlocks.worthFolding else { return .element(.ul, content: entries) }
    let rest: [HTML] = Array(entries[HTMLBlocks.itemsOpen...])
    return .fragment([
      .element(.ul, content: Array(entries[..<HTMLBlocks.itemsOpen])),
      fold(rest.count, .element(.ul, content: rest)),
    ])
  }

  private static let itemsOpen = 8
  /// Fewer lines than this are not worth a fold.
  private static let worthFolding = 3

  private func fold(_ count: Int, _ content: HTML) -> HTML {
    let title: String = FindingSentences.more(Count(count))[language]
    return .element(.details, content: [.element(.summary, text: title), content])
  }

  private func table(_ table: Table) -> HTML {
    let caption: String = table.caption.isEmpty ? self.caption : table.caption
    guard let open = table.foldsAfter, table.rows.count > open + HTMLBlocks.worthFolding else {
      return self.table(table, rows: table.rows[...], caption: caption)
    }
    let rest: ArraySlice<[StyledText]> = table.rows[open...]
    let more: String = caption + ": " + FindingSentences.more(Count(rest.count))[language]
    return .fragment([
      self.table(table, rows: table.rows[..<open], caption: caption),
      fold(rest.count, self.table(table, rows: rest, caption: more)),
    ])
  }

  private func table(_ table: Table, rows: ArraySlice<[StyledText]>, caption: String) -> HTML {
    let titles: [HTML] = table.columns.map { column in
      var attributes: [HTMLAttribute] = [.columnScope, .role(.columnheader)]
      if column.isNumeric { attributes.append(.class(.number)) }
      return .element(.th, attributes, [.text(column.title)])
    }
    return .element(
      .table, .role(.table),
      content: [
        .element(.caption, .class(.hidden), text: caption),
        .element(.thead, .role(.rowgroup), content: [.element(.tr, .role(.row), content: titles)]),
        .element(.tbody, .role(.rowgroup), content: rows.map { row($0, of: table) }),
      ])
  }

  private func row(_ cells: [StyledText], of table: Table) -> HTML {
    let columns: Int = min(cells.count, table.columns.count)
    return .element(
      .tr, .role(.row),
      content: (0..<columns).map { index in
        let column: Table.Column = table.columns[index]
        var attributes: [HTMLAttribute] = [.column(column.title)]
        if column.isNumeric { attributes.append(.class(.number)) }
        let content: [HTML] = [HTMLBlocks.inline(cells[index])]
        return index == 0
          ? .element(.th, [.rowScope, .role(.rowheader)] + attributes, content)
          : .element(.td, [.role(.cell)] + attributes, content)
      })
  }

  /// Styled text in a line.
  static func inline(_ text: StyledText) -> HTML {
    .fragment(
      text.spans.map { span in
        let content: HTML = HTMLBreaks.html(span.text)
        switch span.style {
        case .plain: return content
        case .strong: return .element(.strong, content: [content])
        case .faint: return .element(.span, .class(.faint), content: [content])
        case .code: return .element(.code, content: [content])
        case .verdict(let verdict): return .element(.span, .class(HTMLClass(verdict)), content: [content])
        }
      })
  }
}
