package import CordonModel

/// How text for people is written.
package struct TextOptions: Sendable, Hashable {
  /// The language of everything that is not a name.
  package var language: Language
  /// Columns of the page; values below 40 count as 40.
  package var width: Int
  /// Whether ANSI colours are written. Only for a terminal.
  package var colour: Bool
  /// Everything is listed, instead of the first few and a count.
  package var verbose: Bool

  package init(language: Language, width: Int = 80, colour: Bool = false, verbose: Bool = false) {
    self.language = language
    self.width = width
    self.colour = colour
    self.verbose = verbose
  }

  /// How many rows of a long list are shown.
  func shown(of few: Int) -> Int { verbose ? .max : few }
}
