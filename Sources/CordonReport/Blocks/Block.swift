internal import CordonModel

/// A piece of text with one look.
struct Span: Sendable, Hashable {
  var text: String
  var style: Style
}

/// Text whose parts may look different.
struct StyledText: Sendable, Hashable {
  var spans: [Span]

  init(_ text: String, _ style: Style = .plain) { spans = [Span(text: text, style: style)] }

  init(spans: [Span]) { self.spans = spans }

  /// The same text, followed by more.
  func followed(by text: String, _ style: Style = .plain) -> StyledText {
    StyledText(spans: spans + [Span(text: text, style: style)])
  }
}

/// What a statement is made of, whatever it becomes: terminal text now, other formats later.
enum Block: Sendable {
  /// The answer: a sign, and a sentence whose further lines hang under its first word.
  case answer(sign: String, StyledText)
  /// The title of a section.
  case heading(StyledText)
  /// The title of a part of a section.
  case subheading(StyledText, depth: Int)
  case paragraph(StyledText, depth: Int)
  /// Labels and values in two columns.
  case fields([Field], depth: Int)
  case table(Table, depth: Int)
  /// Items that each start with a dash, or a number when the order matters.
  case items([StyledText], numbered: Bool, depth: Int)
  /// A line to be copied; never wrapped inside a word.
  case command(label: StyledText, command: String)
  /// How many answers there are of each verdict, the gravest first.
  case tally([Tally])
  /// What is long and seldom read; where a page can be folded, it is.
  case fold(title: StyledText, [Block])
  case space

  /// The number of answers with one verdict.
  struct Tally: Sendable {
    var verdict: Verdict
    /// The word of the verdict in the language of the page.
    var word: String
    var count: Count
  }

  struct Field: Sendable {
    var label: String
    var value: StyledText
  }
}

/// Rows of cells under column titles. Columns too wide for the page are wrapped.
struct Table: Sendable {
  /// What the table shows, for those who cannot see what stands around it; the title of the section when empty.
  var caption: String = ""
  /// Rows after which the rest is folded where a page can fold; `nil` shows every row.
  var foldsAfter: Int?
  var columns: [Column]
  var rows: [[StyledText]]

  struct Column: Sendable {
    var title: String
    /// Numbers stand at the right.
    var isNumeric: Bool = false
    /// Columns it fills even with shorter cells, so that several tables stand in line.
    var minimumWidth: Int = 0
  }
}

/// A whole statement.
struct Document: Sendable {
  var blocks: [Block] = []

  mutating func append(_ block: Block) { blocks.append(block) }

  /// Starts a section, one empty line below what came before.
  mutating func section(_ title: StyledText) {
    blocks.append(.space)
    blocks.append(.heading(title))
  }
}
