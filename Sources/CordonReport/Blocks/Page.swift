internal import CordonModel

/// What every page can do: speak the reader's language and take in foreign text safely.
protocol Page {
  var options: TextOptions { get }
}

extension Page {
  var language: Language { options.language }

  func say(_ text: LocalizedText, _ style: Style = .plain) -> StyledText { StyledText(text[language], style) }

  /// Text of the machine or of an advisory file: inert, and cut when it is longer than anyone reads.
  func foreign(_ text: String, limit: Int = CheckPage.foreignLimit) -> String { InertText(text, limit: limit).text }

  /// Prose out of an advisory: line breaks are where its author's editor put them, and mean a space.
  func prose(_ text: LocalizedText) -> StyledText { prose(text[language]) }

  func prose(_ text: String) -> StyledText {
    let words: [Substring] = text.split { $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" }
    return StyledText(foreign(words.joined(separator: " "), limit: CheckPage.proseLimit))
  }

  func field(_ label: FieldLabel, _ value: StyledText) -> Block.Field {
    Block.Field(label: label.text[language], value: value)
  }

  func field(_ label: FieldLabel, _ value: LocalizedText) -> Block.Field { field(label, say(value)) }
}
