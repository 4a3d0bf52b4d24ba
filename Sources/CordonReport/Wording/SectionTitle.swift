internal import CordonModel

/// The titles of sections. Each case needs both languages to compile.
enum SectionTitle: CaseIterable, Sendable {
  case couldNotBeLookedAt, whatWasChecked, notExaminedYet, notAsked, problemFiles, whatToDo, limits
  case sixSteps, exceptions, whatIsSought, whatWouldChange, foundInOtherVersions
  case summary, products, indicators, checks, references, sources, notCompared

  var text: LocalizedText {
    switch self {
    case .couldNotBeLookedAt: .init(en: "Could not be looked at", de: "Nicht prüfbar")
    case .sixSteps: .init(en: "Six steps", de: "Sechs Schritte")
    case .whatWasChecked: .init(en: "What was checked", de: "Was geprüft wurde")
    case .notExaminedYet: .init(en: "Not examined yet", de: "Noch nicht untersucht")
    case .notAsked: .init(en: "Not asked", de: "Nicht gefragt")
    case .problemFiles: .init(en: "Advisory files with problems", de: "Warnmeldungsdateien mit Fehlern")
    case .whatToDo: .init(en: "What to do", de: "Was zu tun ist")
    case .limits: .init(en: "What cannot be answered", de: "Was nicht beantwortet werden kann")
    case .foundInOtherVersions:
      .init(en: "Found in versions that are not meant", de: "In nicht gemeinten Versionen gefunden")
    case .whatIsSought: .init(en: "What the advisory looks for", de: "Wonach die Warnmeldung sucht")
    case .whatWouldChange:
      .init(en: "What would make the answer different", de: "Was die Antwort ändern würde")
    case .exceptions: .init(en: "Exceptions", de: "Ausnahmen")
    case .summary: .init(en: "Summary", de: "Zusammenfassung")
    case .products: .init(en: "Products", de: "Produkte")
    case .indicators: .init(en: "Indicators", de: "Indikatoren")
    case .checks: .init(en: "Checks", de: "Prüfungen")
    case .references: .init(en: "References", de: "Verweise")
    case .notCompared: .init(en: "To be known", de: "Zu beachten")
    case .sources: .init(en: "Sources", de: "Quellen")
    }
  }
}
