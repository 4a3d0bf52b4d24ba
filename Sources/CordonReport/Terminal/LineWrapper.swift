/// Breaks styled text into lines of at most ``width`` columns: between words, and inside a word only when it is longer
/// than a whole line (then after a separator such as `/`, if there is one in its second half).
struct LineWrapper {
  /// Columns of a line; at least 2, so that a wide character fits.
  let width: Int

  /// One character with its look.
  struct Cell {
    var character: Character
    var width: Int
    var style: Style
  }

  init(width: Int) { self.width = max(2, width) }

  /// The lines of `text`; always at least one, none with spaces at its ends.
  func lines(of text: StyledText) -> [[Cell]] {
    var lines: [[Cell]] = []
    var line: [Cell] = []
    var lineWidth: Int = 0
    var spaces: [Cell] = []
    for word in LineWrapper.words(of: text) {
      guard let first = word.first, first.character != " " else {
        spaces = word
        continue
      }
      let wordWidth: Int = word.reduce(0) { $0 + $1.width }
      if !line.isEmpty, lineWidth + spaces.count + wordWidth <= width {
        line += spaces + word
        lineWidth += spaces.count + wordWidth
      } else {
        if !line.isEmpty { lines.append(line) }
        var rest: ArraySlice<Cell> = word[...]
        while rest.reduce(0, { $0 + $1.width }) > width {
          let cut: Int = breakIndex(of: rest)
          lines.append(Array(rest[rest.startIndex..<cut]))
          rest = rest[cut...]
        }
        line = Array(rest)
        lineWidth = line.reduce(0) { $0 + $1.width }
      }
      spaces = []
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Where a word that is too long is cut: never at its start, so that cutting ends.
  private func breakIndex(of word: ArraySlice<Cell>) -> Int {
    var end: Int = word.startIndex
    var used: Int = 0
    while end < word.endIndex, used + word[end].width <= width || end == word.startIndex {
      used += word[end].width
      end += 1
    }
    let half: Int = word.startIndex + (end - word.startIndex) / 2
    if let separator = word[half..<end].lastIndex(where: { "/\\@,;=&|".contains($0.character) }) {
      return separator + 1
    }
    return end
  }

  /// Runs of spaces and runs of other characters, in turn.
  private static func words(of text: StyledText) -> [[Cell]] {
    var words: [[Cell]] = []
    for span in text.spans {
      for character in InertText(span.text).text {
        let cell: Cell = Cell(character: character, width: DisplayWidth.of(character), style: span.style)
        if let last = words.last?.last, (last.character == " ") == (character == " ") {
          words[words.count - 1].append(cell)
        } else {
          words.append([cell])
        }
      }
    }
    return words
  }
}
