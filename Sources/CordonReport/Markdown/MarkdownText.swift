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
    if isInTable { text = text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\u{7C}") }
    guard text.contains(where: { $0 != " " }) else { return "" }
    var longest: Int = 0
    var run: Int = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence: String = String(repeating: "`", count: longest + 1)
    let isPadded: Bool = text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") || text.hasSuffix(" ")
    return fence + (isPadded ? " " + text + " " : text) + fence
  }

  /// The start of a paragraph may not look like a list, a heading, a quotation or a line of a table.
  static func atLineStart(_ text: String) -> String {
    guard let first = text.first else { return text }
    if "-+=#>:~".contains(first) { return "\\" + text }
    let digits: Substring = text.prefix { $0.isASCII && $0.isNumber }
    let rest: Substring = text.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" { return digits + "\\" + rest }
    return text
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
    if word.contains("@") || word.contains("://") { return true }
    let lower: String = word.lowercased()
    if lower.contains("www.") || lower.contains("mailto:") || lower.contains("xmpp:") { return true }
    guard let hash = word.firstIndex(of: "#"), word.index(after: hash) < word.endIndex else { return false }
    return true
  }
}
