/// Foreign text in Markdown (CommonMark 0.31 with GitHub's tables): nothing in it is markup, a link, a mention or HTML.
enum MarkdownText {
  /// Text between other text. What links or mentions by itself (`@name`, `#12`, `https://…`, `www.…`) stands as code.
  static func inline(_ foreign: String, isInTable: Bool) -> String {
    var result: String = ""
    let words: [Substring] = InertText(foreign).text.split(separator: " ", omittingEmptySubsequences: false)
    for (index, word) in words.enumerated() {
      if index > 0 { result += " " }
      result += isReference(word) ? code(String(word), isInTable: isInTable) : escaped(word)
    }
    return result
  }

  /// A code span: as many backticks around it as it needs.
  static func code(_ foreign: String, isInTable: Bool) -> String {
    var text: String = InertText(foreign).text
    // A cell is cut at the next pipe even inside code.
    if isInTable { text = withoutPipes(text) }
    guard text.contains(where: { $0 != " " }) else { return "" }
    var longest: Int = 0
    var run: Int = 0
    for byte in text.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence: String = String(repeating: "`", count: longest + 1)
    let edges: [UInt8?] = [text.utf8.first, text.utf8.last]
    let isPadded: Bool = edges.contains { $0 == 0x60 || $0 == 0x20 }
    return fence + (isPadded ? " " + text + " " : text) + fence
  }

  /// The start of a paragraph may not look like a list, a heading, a quotation or a line of a table.
  static func atLineStart(_ text: String) -> String {
    guard let first = text.utf8.first else { return text }
    if "-+=#>:~".utf8.contains(first) { return "\\" + text }
    let digits: Substring.UTF8View = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.endIndex < text.endIndex else { return text }
    let mark: UInt8 = text.utf8[digits.endIndex]
    guard mark == 0x2E || mark == 0x29 else { return text }
    return String(decoding: digits, as: UTF8.self) + "\\" + text[digits.endIndex...]
  }

  // Marks join what stands before them into one character, so all of this goes by scalars and bytes.

  private static func withoutPipes(_ text: String) -> String {
    var result: String = ""
    for scalar in text.unicodeScalars {
      if scalar == "|" { result += "\\u{7C}" } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  private static func escaped(_ text: Substring) -> String {
    var result: String = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "{", "}", "|", "~", "$", "!", "^": result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a forge or chat would make a link of the word by itself.
  private static func isReference(_ word: Substring) -> Bool {
    let bytes: [UInt8] = Array(word.lowercased().utf8)
    if bytes.contains(0x40) { return true }
    for (index, byte) in bytes.enumerated() {
      if byte == 0x23, index + 1 < bytes.count { return true }
      let rest: ArraySlice<UInt8> = bytes[index...]
      if byte == 0x3A, rest.starts(with: "://".utf8) { return true }
      if byte == 0x77, rest.starts(with: "www.".utf8) { return true }
      if byte == 0x6D, rest.starts(with: "mailto:".utf8) { return true }
      if byte == 0x78, rest.starts(with: "xmpp:".utf8) { return true }
    }
    return false
  }
}
