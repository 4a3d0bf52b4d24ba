internal import CordonModel

/// A piece of a page. Text is made inert and escaped when it is written; there is no way to put markup in as text.
enum HTML: Sendable {
  case text(String)
  case element(HTMLTag, [HTMLAttribute], [HTML])
  case fragment([HTML])

  /// An element with attributes and content.
  static func element(_ tag: HTMLTag, _ attributes: HTMLAttribute..., content: [HTML] = []) -> HTML {
    .element(tag, attributes, content)
  }

  /// An element that holds a text.
  static func element(_ tag: HTMLTag, _ attributes: HTMLAttribute..., text: String) -> HTML {
    .element(tag, attributes, [.text(text)])
  }

  /// Writes it as HTML 5. The depth is that of the code that built it, never of foreign data.
  func write(to output: inout ResultOutput) throws(CordonError) {
    switch self {
    case .text(let text): try HTMLText.write(text, to: &output)
    case .fragment(let parts): for part in parts { try part.write(to: &output) }
    case .element(let tag, let attributes, let content):
      try HTML.writeStart(tag, attributes, to: &output)
      if tag.isVoid { return }
      for part in content { try part.write(to: &output) }
      try HTML.writeEnd(tag, to: &output)
    }
  }

  static func writeStart(
    _ tag: HTMLTag, _ attributes: [HTMLAttribute] = [], to output: inout ResultOutput
  ) throws(CordonError) {
    try output.append("<" + tag.rawValue)
    for attribute in attributes {
      try output.append(" " + attribute.name)
      guard let value = attribute.value else { continue }
      try output.append("=\"")
      try HTMLText.write(value, to: &output)
      try output.append("\"")
    }
    try output.append(tag.isBlock && tag.isVoid ? ">\n" : ">")
  }

  static func writeEnd(_ tag: HTMLTag, to output: inout ResultOutput) throws(CordonError) {
    try output.append("</" + tag.rawValue + (tag.isBlock ? ">\n" : ">"))
  }
}

/// The elements that are used, and no others: none of them loads or runs anything.
enum HTMLTag: String, Sendable {
  case a, body, caption, code, dd, details, div, dl, dt, footer, h1, h2, h3, head, header, html, li, main, meta,
    nav, ol, p, section, span, strong, style, summary, table, tbody, td, th, thead, title, tr, ul, wbr

  /// Has no end tag.
  var isVoid: Bool { self == .meta || self == .wbr }

  /// Stands on a line of its own.
  var isBlock: Bool {
    switch self {
    case .a, .code, .span, .strong, .td, .th, .dt, .wbr: false
    default: true
    }
  }
}

/// An attribute with its value.
struct HTMLAttribute: Sendable {
  let name: String
  /// `nil` for an attribute that is on by standing there.
  let value: String?

  static func name(_ value: String) -> HTMLAttribute { .init(name: "name", value: value) }
  static func content(_ value: String) -> HTMLAttribute { .init(name: "content", value: value) }
  static func httpEquiv(_ value: String) -> HTMLAttribute { .init(name: "http-equiv", value: value) }
  static func charset(_ value: String) -> HTMLAttribute { .init(name: "charset", value: value) }
  static func lang(_ language: Language) -> HTMLAttribute { .init(name: "lang", value: language.rawValue) }
  static func id(_ value: String) -> HTMLAttribute { .init(name: "id", value: value) }
  static func `class`(_ value: HTMLClass...) -> HTMLAttribute {
    .init(name: "class", value: value.map(\.rawValue).joined(separator: " "))
  }
  /// A place on the same page; nothing leads away from it.
  static func href(place: String) -> HTMLAttribute { .init(name: "href", value: "#" + place) }
  static func labelled(by id: String) -> HTMLAttribute { .init(name: "aria-labelledby", value: id) }
  static func label(_ text: String) -> HTMLAttribute { .init(name: "aria-label", value: text) }
  static func role(_ value: Role) -> HTMLAttribute { .init(name: "role", value: value.rawValue) }
  static func column(_ title: String) -> HTMLAttribute { .init(name: "data-label", value: title) }
  static let hidden = HTMLAttribute(name: "aria-hidden", value: "true")
  static let columnScope = HTMLAttribute(name: "scope", value: "col")
  static let rowScope = HTMLAttribute(name: "scope", value: "row")
  static let focusable = HTMLAttribute(name: "tabindex", value: "-1")

  /// Roles that a table loses when a narrow page shows its rows as cards.
  enum Role: String, Sendable {
    case table, rowgroup, row, cell, columnheader, rowheader
  }
}

/// The classes the style sheet knows.
enum HTMLClass: String, Sendable {
  case affected, suspected, unknown, remediated, notAffected = "not-affected"
  case answer, sign, tally, faint, number, next, hidden, skip, contents, fields, word, whole

  init(_ verdict: Verdict) {
    switch verdict {
    case .affected: self = .affected
    case .suspected: self = .suspected
    case .unknown: self = .unknown
    case .remediated: self = .remediated
    case .notAffected: self = .notAffected
    }
  }
}

/// Text inside HTML and XML.
enum HTMLText {
  /// Inert and escaped, for content and for attributes in double quotes.
  static func write(_ text: String, to output: inout ResultOutput) throws(CordonError) {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    try output.append(bytes)
  }

  static func append(_ text: String, to bytes: inout [UInt8]) {
    for byte in InertText(text).text.utf8 {
      switch byte {
      case 0x26: bytes += "&amp;".utf8
      case 0x3C: bytes += "&lt;".utf8
      case 0x3E: bytes += "&gt;".utf8
      case 0x22: bytes += "&quot;".utf8
      case 0x27: bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
  }
}
