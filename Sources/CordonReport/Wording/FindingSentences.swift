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

  /// Why a finding is set aside, beside the finding.
  static func setAside(_ exception: FindingException, reason: String) -> LocalizedText {
    let date: String = exception.until.dateText
    let kind: LocalizedText = exception.kind.word
    return .init(
      en: "set aside until \(date) (\(kind.en)): \(reason)", de: "ausgenommen bis \(date) (\(kind.de)): \(reason)")
  }

  static func setAsideCount(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 finding is set aside by an exception. That changes no verdict; only the exit code leaves it out.",
        de:
          "1 Fund ist durch eine Ausnahme zurückgestellt. Das ändert kein Ergebnis; nur der Rückgabewert lässt ihn aus."
      ),
      other: .init(
        en: """
          \(count.en) findings are set aside by exceptions. That changes no verdict; only the exit code leaves them out.
          """,
        de: """
          \(count.de) Funde sind durch Ausnahmen zurückgestellt. Das ändert kein Ergebnis; nur der Rückgabewert lässt \
          sie aus.
          """))
  }

  static func expiredCount(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 exception has expired and sets nothing aside any more.",
        de: "1 Ausnahme ist abgelaufen und stellt nichts mehr zurück."),
      other: .init(
        en: "\(count.en) exceptions have expired and set nothing aside any more.",
        de: "\(count.de) Ausnahmen sind abgelaufen und stellen nichts mehr zurück."))
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

extension FindingException.Kind {
  var word: LocalizedText {
    switch self {
    case .falsePositive: .init(en: "false positive", de: "Fehlalarm")
    case .accepted: .init(en: "risk accepted", de: "Risiko akzeptiert")
    case .wontFix: .init(en: "will not be fixed", de: "wird nicht behoben")
    }
  }
}

extension ExceptionUse.State {
  var word: LocalizedText {
    switch self {
    case .applied: .init(en: "in force", de: "wirksam")
    case .unused: .init(en: "in force, nothing found", de: "in Kraft, ohne Fund")
    case .expired: .init(en: "expired", de: "abgelaufen")
    }
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
