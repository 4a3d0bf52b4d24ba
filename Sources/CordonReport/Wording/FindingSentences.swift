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

  static func noMatch(checks: LocalizedText) -> LocalizedText {
    .init(en: "Checked, nothing found: \(checks.en)", de: "Geprüft, nichts gefunden: \(checks.de)")
  }
}

/// The columns of findings and exceptions. Each case needs both languages to compile.
enum FindingLabel: CaseIterable, Sendable {
  case advisory, finding, setAside, exceptions, state, until, reason, author, findings, package, place

  var text: LocalizedText {
    switch self {
    case .advisory: .init(en: "Advisory", de: "Warnmeldung")
    case .finding: .init(en: "Finding", de: "Fund")
    case .setAside: .init(en: "Set aside", de: "Ausgenommen")
    case .exceptions: .init(en: "Exceptions", de: "Ausnahmen")
    case .state: .init(en: "State", de: "Stand")
    case .until: .init(en: "Until", de: "Bis")
    case .reason: .init(en: "Reason", de: "Begründung")
    case .author: .init(en: "Decided by", de: "Entschieden von")
    case .findings: .init(en: "Findings", de: "Funde")
    case .package: .init(en: "Package", de: "Paket")
    case .place: .init(en: "Place", de: "Ort")
    }
  }
}
