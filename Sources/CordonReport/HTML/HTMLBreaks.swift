/// Where a line may break inside a word: a path after each slash, a long word every few characters, a date, an id or a
/// short name nowhere. What is copied from the page is the text without any of it.
enum HTMLBreaks {
  /// A word up to this length stays on one line.
  private static let wholeWord = 20
  /// A word up to this length is not worth the markup.
  private static let shortWord = 3
  /// A piece of a longer word.
  private static let piece = 16

  /// Text whose words break well; it is inert before it is cut, so that no escape is cut through.
  static func html(_ foreign: String) -> HTML {
    let text: String = InertText(foreign).text
    guard text.utf8.contains(where: { $0 == 0x2D || $0 == 0x2F }) || text.utf8.count > wholeWord else {
      return .text(text)
    }
    var parts: [HTML] = []
    var plain: String = ""
    for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { plain += " " }
      if word.count <= wholeWord {
        guard word.count > shortWord, word.contains("-") else {
          plain += word
          continue
        }
        parts += [.text(plain), .element(.span, .class(.whole), text: String(word))]
      } else {
        parts.append(.text(plain))
        for piece in pieces(of: word) { parts += [.text(piece), .element(.wbr)] }
        parts.removeLast()
      }
      plain = ""
    }
    return .fragment(parts + [.text(plain)])
  }

  private static func pieces(of word: Substring) -> [String] {
    var pieces: [String] = [""]
    var length: Int = 0
    for character in word {
      if length == piece {
        pieces.append("")
        length = 0
      }
      pieces[pieces.count - 1].append(character)
      length = character == "/" ? piece : length + 1
    }
    return pieces
  }
}
