/// A language Cordon speaks. English and German are complete; neither is a fallback of the other in packs.
package enum Language: String, Sendable, Codable, Hashable, CaseIterable {
  case english = "en"
  case german = "de"
}

/// One text in every language Cordon speaks.
package struct LocalizedText: Sendable, Codable, Hashable {
  /// English.
  package var en: String
  /// German.
  package var de: String

  package init(en: String, de: String) {
    self.en = en
    self.de = de
  }

  /// The text in one language.
  package subscript(language: Language) -> String {
    switch language {
    case .english: en
    case .german: de
    }
  }
}
