/// A rule in the language of another engine, carried as text.
package struct DetectionRule: Sendable, Codable, Hashable {
  /// Unique in the advisory.
  package var id: String
  /// The engine that reads ``text``.
  package var language: Language
  /// The rule, word for word.
  package var text: String

  /// A rule language. The raw value is frozen.
  package enum Language: String, Sendable, Codable, Hashable, CaseIterable {
    case yara, sigma
  }

  package init(id: String, language: Language, text: String) {
    self.id = id
    self.language = language
    self.text = text
  }
}
