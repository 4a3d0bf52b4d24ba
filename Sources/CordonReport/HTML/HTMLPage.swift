internal import CordonModel

/// Writes a ``Document`` as one HTML file: no scripts, nothing from elsewhere, readable in light and dark, on a phone and
/// in print. Sections come from the headings; the blocks before the first one are the answer.
struct HTMLPage {
  /// - Parameters:
  ///   - title: the heading of the page and the name of its tab.
  ///   - language: of the document; sets `lang` and the words of the page itself.
  static func write(
    document: Document, title: String, language: Language, to output: inout ResultOutput
  ) throws(CordonError) {
    let page: HTMLPage = HTMLPage(language: language)
    let sections: [Section] = Section.split(document.blocks)
    try output.append("<!DOCTYPE html>\n")
    try HTML.writeStart(.html, [.lang(language)], to: &output)
    try page.writeHead(title: title, to: &output)
    try HTML.writeStart(.body, to: &output)
    try HTML.element(.a, .href(place: "main"), .class(.skip), text: PageWord.skip.text[language]).write(to: &output)
    try HTML.writeStart(.main, [.id("main"), .focusable], to: &output)
    try HTML.element(.h1, text: title).write(to: &output)
    for section in sections { try page.write(section, contents: sections, to: &output) }
    try HTML.writeEnd(.main, to: &output)
    try HTML.writeEnd(.body, to: &output)
    try HTML.writeEnd(.html, to: &output)
  }

  private let language: Language

  /// Sections from which on a list of them stands below the answer.
  private static let sectionsForContents = 3

  private func writeHead(title: String, to output: inout ResultOutput) throws(CordonError) {
    try HTML.element(
      .head,
      content: [
        .element(.meta, .charset("utf-8")),
        .element(.meta, .httpEquiv("Content-Security-Policy"), .content(HTMLStyle.policy)),
        .element(.meta, .name("viewport"), .content("width=device-width, initial-scale=1")),
        .element(.meta, .name("color-scheme"), .content("light dark")),
        .element(.meta, .name("referrer"), .content("no-referrer")),
        .element(.meta, .name("robots"), .content("noindex")),
        .element(.title, text: title),
      ]
    ).write(to: &output)
    // The one text that is not escaped: a constant, and the policy names its hash.
    try output.append("<style>" + HTMLStyle.sheet + "</style>\n")
  }

  private func write(
    _ section: Section, contents: [Section], to output: inout ResultOutput
  ) throws(CordonError) {
    guard let heading = section.heading else {
      try HTML.writeStart(.header, to: &output)
      for part in HTMLBlocks(language: language, caption: "").html(section.blocks) { try part.write(to: &output) }
      try HTML.writeEnd(.header, to: &output)
      let named: [Section] = contents.filter { $0.heading != nil }
      if named.count >= HTMLPage.sectionsForContents { try list(of: named).write(to: &output) }
      return
    }
    try HTML.writeStart(.section, [.labelled(by: section.id)], to: &output)
    try HTML.element(.h2, .id(section.id), content: [HTMLBlocks.inline(heading)]).write(to: &output)
    let blocks = HTMLBlocks(language: language, caption: heading.inertText)
    for part in blocks.html(section.blocks) { try part.write(to: &output) }
    try HTML.writeEnd(.section, to: &output)
  }

  private func list(of sections: [Section]) -> HTML {
    .element(
      .nav, .label(PageWord.contents.text[language]), .class(.contents),
      content: [
        .element(
          .ul,
          content: sections.map { section in
            let name: String = section.heading?.inertText ?? ""
            return .element(.li, content: [.element(.a, .href(place: section.id), text: name)])
          })
      ])
  }
}

/// The blocks below one heading.
private struct Section {
  let number: Int
  var heading: StyledText?
  var blocks: [Block] = []

  /// Its place on the page.
  var id: String { "s" + String(number) }

  static func split(_ blocks: [Block]) -> [Section] {
    var sections: [Section] = [Section(number: 0)]
    for block in blocks {
      if case .heading(let text) = block {
        sections.append(Section(number: sections.count, heading: text))
      } else {
        sections[sections.count - 1].blocks.append(block)
      }
    }
    return sections
  }
}

/// The words of a page itself. Each case needs both languages to compile.
enum PageWord: CaseIterable, Sendable {
  case skip, contents, showAll

  var text: LocalizedText {
    switch self {
    case .skip: .init(en: "Skip to the result", de: "Zum Ergebnis springen")
    case .contents: .init(en: "Contents", de: "Inhalt")
    case .showAll: .init(en: "Show", de: "Anzeigen")
    }
  }
}
