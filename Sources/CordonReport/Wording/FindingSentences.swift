internal import CordonModel

/// Sentences about findings and exceptions, each whole in each language. Names come in already inert.
enum FindingSentences {
  /// One match in one breath, for formats that have a single text a finding.
  static func finding(
    product: String, package: LocalizedText, place: String, why: LocalizedText, decidedBy: String
  ) -> LocalizedText {
    .init(
      en: "\(product): \(package.en) at \(place). \(why.en) Decided by: \(decidedBy)",
      de: "\(product): \(package.de) in \(place). \(why.de) Maßgeblich: \(decidedBy)")
  }

  /// Matches beyond what a page shows.
  static func matchesElsewhere(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 more match; -o csv holds it.", de: "1 weiterer Treffer; -o csv enthält ihn."),
      other: .init(
        en: "\(count.en) more matches; -o csv holds them.", de: "\(count.de) weitere Treffer; -o csv enthält sie."))
  }

  /// What a fold hides.
  static func more(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "1 more", de: "1 weitere Zeile"),
      other: .init(en: "\(count.en) more", de: "\(count.de) weitere Zeilen"))
  }

  static func pageTitle(target: String) -> LocalizedText {
    .init(en: "Cordon: check of \(target)", de: "Cordon: Prüfung von \(target)")
  }
}
