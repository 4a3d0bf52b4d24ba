internal import CordonModel

/// The words of the six steps.
enum StepSentences {
  static func title(_ kind: SixStepCheck.Kind) -> LocalizedText {
    switch kind {
    case .scope: .init(en: "Scope", de: "Lage klären")
    case .identify: .init(en: "Identify", de: "Finden")
    case .contain: .init(en: "Contain", de: "Eindämmen")
    case .eradicate: .init(en: "Eradicate", de: "Bereinigen")
    case .recover: .init(en: "Recover", de: "Wiederherstellen")
    case .prove: .init(en: "Prove", de: "Nachweisen")
    }
  }

  static func state(_ state: SixStepCheck.State) -> LocalizedText {
    switch state {
    case .done: .init(en: "done", de: "erledigt")
    case .open: .init(en: "open", de: "offen")
    case .waiting: .init(en: "waiting", de: "wartet")
    case .notNeeded: .init(en: "not needed", de: "nicht nötig")
    }
  }

  /// Why a step is where it is; `nil` says nothing beside the state.
  static func ground(_ ground: SixStepCheck.Ground) -> LocalizedText {
    switch ground {
    case .advisoriesFixed(let n):
      .plural(
        Count(n), one: .init(en: "1 advisory, its revision fixed", de: "1 Warnmeldung, Fassung festgehalten"),
        other: .init(
          en: "\(Count(n).en) advisories, their revisions fixed",
          de: "\(Count(n).de) Warnmeldungen, Fassungen festgehalten"))
    case .excluded(let n):
      .init(en: "\(Count(n).en) excluded with a reason", de: "\(Count(n).de) mit Begründung ausgenommen")
    case .packsUnusable(let n):
      .init(
        en: "advisory files that cannot be used: \(Count(n).en)",
        de: "unbrauchbare Warnmeldungsdateien: \(Count(n).de)")
    case .packsNotKept(let n):
      .init(
        en: "advisories whose text was not kept: \(Count(n).en)", de: "nicht aufbewahrte Warnmeldungen: \(Count(n).de)")
    case .nothingAsked: .init(en: "no advisory was asked", de: "keine Warnmeldung wurde gefragt")
    case .platformUnknown:
      .init(en: "the system was not recognised", de: "das System wurde nicht erkannt")
    case .verdicts(let n):
      .plural(
        Count(n), one: .init(en: "1 verdict", de: "1 Urteil"),
        other: .init(en: "\(Count(n).en) verdicts", de: "\(Count(n).de) Urteile"))
    case .unanswered(let n, let checks): unanswered(Count(n), checks)
    case .interrupted: .init(en: "the run was ended early", de: "der Lauf wurde vorzeitig beendet")
    case .quickOnly:
      .init(en: "not every file was read (--deep)", de: "nicht jede Datei wurde gelesen (--deep)")
    case .after(let kind): after(kind)
    case .contained(let n): .init(en: "findings contained: \(Count(n).en)", de: "eingedämmte Funde: \(Count(n).de)")
    case .uncontained(let n):
      .init(
        en: "findings nothing was done about: \(Count(n).en)", de: "Funde, gegen die nichts getan wurde: \(Count(n).de)"
      )
    case .actsFailed(let n):
      .init(en: "acts that failed: \(Count(n).en)", de: "fehlgeschlagene Maßnahmen: \(Count(n).de)")
    case .blocksInForce(let n): .init(en: "blocks in force: \(Count(n).en)", de: "wirksame Sperren: \(Count(n).de)")
    case .blocksPossible(let n):
      .init(en: "blocks not set: \(Count(n).en)", de: "nicht gesetzte Sperren: \(Count(n).de)")
    case .gone(let n): .init(en: "found before and gone: \(Count(n).en)", de: "vorher gefunden und weg: \(Count(n).de)")
    case .stillThere(let n): .init(en: "still there: \(Count(n).en)", de: "noch da: \(Count(n).de)")
    case .notRechecked:
      .init(en: "not looked at again after the last act", de: "nach der letzten Maßnahme nicht erneut geprüft")
    case .recheckClean: .init(en: "the re-check is clean", de: "die Nachprüfung ist sauber")
    case .isolated: .init(en: "the machine is isolated", de: "der Rechner ist isoliert")
    case .caseKept: .init(en: "evidence kept and signed", de: "Beweise gesichert und signiert")
    case .signerOpen: .init(en: "who signed was not checked (--key)", de: "Unterzeichner nicht geprüft (--key)")
    case .noCase: .init(en: "no evidence kept (--case DIR)", de: "keine Beweise gesichert (--case DIR)")
    }
  }

  private static func unanswered(_ count: Count, _ checks: [CheckKind]) -> LocalizedText {
    let en: String = checks.map(\.word.en).joined(separator: ", ")
    let de: String = checks.map(\.word.de).joined(separator: ", ")
    guard !checks.isEmpty else {
      return .init(en: "without a full answer: \(count.en)", de: "ohne volle Antwort: \(count.de)")
    }
    return .init(en: "without a full answer: \(count.en) (\(en))", de: "ohne volle Antwort: \(count.de) (\(de))")
  }

  private static func after(_ kind: SixStepCheck.Kind) -> LocalizedText {
    let title: LocalizedText = title(kind)
    return .init(en: "after step \(kind.number), \(title.en)", de: "nach Schritt \(kind.number), \(title.de)")
  }
}
