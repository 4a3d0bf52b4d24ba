/// A rule in the language of another engine, carried as text.
package struct DetectionRule: Sendable, Codable, Hashable {
  /// Unique in the advisory.
  package var id: String
  /// The engine that reads ``text``.
  package var language: Language
  /// The rule, word for word.
  package var text: String
  /// 1-based line of the row in the pack, when it came from one.
  package var line: Int? {
    get { packLine.number }
    set { packLine.number = newValue }
  }
  private var packLine = PackLine()

  /// A rule language. The raw value is frozen.
  package enum Language: String, Sendable, Codable, Hashable, CaseIterable {
    case yara, sigma
  }

  package init(id: String, language: Language, text: String, line: Int? = nil) {
    self.id = id
    self.language = language
    self.text = text
    self.line = line
  }
}
