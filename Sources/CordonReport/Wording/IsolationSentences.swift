internal import CordonModel

/// The sentences about the isolation of a machine, each whole in each language. Names come in already inert.
enum IsolationSentences {
  static func answer(_ report: IsolationReport, time: String) -> LocalizedText {
    switch (report.act, report.outcome) {
    case (_, .refused): .init(en: "Refused. Nothing was changed.", de: "Abgelehnt. Nichts wurde geändert.")
    case (_, .failed): .init(en: "That did not work.", de: "Das ist nicht gelungen.")
    case (_, .unreachable):
      .init(
        en: "No kept address can be reached. The isolation is taken back at \(time) unless somebody confirms.",
        de:
          "Keine offene Adresse ist erreichbar. Um \(time) wird die Isolierung zurückgenommen, wenn niemand bestätigt.")
    case (_, .waiting):
      .init(
        en: "This machine is isolated until \(time). Confirm that you still reach it, or it is let go.",
        de:
          "Diese Maschine ist bis \(time) isoliert. Bestätigen Sie, dass Sie sie noch erreichen, sonst wird sie freigegeben."
      )
    case (.plan, .done): .init(en: "This is what would be done.", de: "Das würde getan.")
    case (.isolate, .done): .init(en: "This machine is isolated.", de: "Diese Maschine ist isoliert.")
    case (.confirm, .done): .init(en: "Confirmed. The isolation stays.", de: "Bestätigt. Die Isolierung bleibt.")
    case (.release, .done): .init(en: "The isolation is over.", de: "Die Isolierung ist beendet.")
    case (.status, .done): standing(report)
    }
  }

  private static func standing(_ report: IsolationReport) -> LocalizedText {
    switch report.state?.phase {
    case .confirmed? where report.rulesLoaded == true:
      .init(en: "This machine is isolated.", de: "Diese Maschine ist isoliert.")
    case .applied? where report.rulesLoaded == true:
      .init(
        en: "This machine is isolated, and nobody has confirmed yet.",
        de: "Diese Maschine ist isoliert, und noch hat niemand bestätigt.")
    case .applied?, .confirmed?:
      .init(
        en: "This machine should be isolated, but its rules are not in force.",
        de: "Diese Maschine sollte isoliert sein, aber ihre Regeln sind nicht in Kraft.")
    case .rolledBack?:
      .init(
        en: "Not isolated: nobody confirmed, so it was taken back.",
        de: "Nicht isoliert: Niemand hat bestätigt, deshalb wurde es zurückgenommen.")
    default: .init(en: "This machine is not isolated.", de: "Diese Maschine ist nicht isoliert.")
    }
  }

  /// What ends it.
  static func end(_ end: IsolationEnd, name: String) -> LocalizedText {
    switch end {
    case .date(let date): .init(en: "by itself on \(date.minuteText)", de: "von selbst am \(date.minuteText)")
    case .person: .init(en: "when \(name) says so", de: "wenn \(name) es sagt")
    case .revision(let reference):
      .init(
        en: "after review, when \(name) gets a revision after \(reference.revision)",
        de: "nach Prüfung, wenn \(name) eine Fassung nach \(reference.revision) bekommt")
    }
  }

  static func incoming(_ text: String) -> LocalizedText {
    .init(en: "\(text) (connects to us)", de: "\(text) (verbindet sich zu uns)")
  }

  static func review(_ revision: Int) -> LocalizedText {
    .init(
      en: "Revision \(revision) of the advisory is here: review this isolation, then release it or order it anew.",
      de:
        "Fassung \(revision) der Warnmeldung ist da: Prüfen Sie die Isolierung, dann geben Sie frei oder isolieren neu."
    )
  }

  /// The code, which is shown once.
  static let keepCode = LocalizedText(
    en: "Write this code down. It releases the machine once, without a network and without you; it is shown only now.",
    de:
      "Schreiben Sie diesen Code auf. Er gibt die Maschine einmal frei, ohne Netz und ohne Sie; er erscheint nur jetzt."
  )

  static let notAsked = LocalizedText(
    en: "The kernel was not asked: only root may. The part for network devices is missing in this text.",
    de: "Der Kernel wurde nicht gefragt: Das darf nur root. Der Teil für Netzwerkgeräte fehlt in diesem Text.")

  static let dnsClosed = LocalizedText(en: "closed", de: "geschlossen")

  static let noUnit = LocalizedText(
    en: "not after a restart: the unit is missing (cordon isolate --print-unit)",
    de: "nicht nach einem Neustart: Die Unit fehlt (cordon isolate --print-unit)")

  static let unit = LocalizedText(en: "after a restart too", de: "auch nach einem Neustart")

  static let noKeeper = LocalizedText(
    en: "nobody watches the rules: the keeper does not run", de: "niemand bewacht die Regeln: Der Wächter läuft nicht")

  static func ended(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "1 open connection ended", de: "1 offene Verbindung beendet"),
      other: .init(en: "\(count.en) open connections ended", de: "\(count.de) offene Verbindungen beendet"))
  }

  static func reached(_ text: String) -> LocalizedText {
    .init(en: "\(text), by a new connection", de: "\(text), über eine neue Verbindung")
  }

  static func tampered(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "the rules were put back once", de: "die Regeln wurden einmal wiederhergestellt"),
      other: .init(
        en: "the rules were put back \(count.en) times", de: "die Regeln wurden \(count.de)-mal wiederhergestellt"))
  }

  static func event(_ kind: IsolationState.Event.Kind) -> LocalizedText {
    switch kind {
    case .asked: .init(en: "ordered", de: "angeordnet")
    case .applied: .init(en: "in force", de: "in Kraft")
    case .confirmed: .init(en: "confirmed", de: "bestätigt")
    case .released: .init(en: "released", de: "freigegeben")
    case .failed: .init(en: "failed", de: "gescheitert")
    case .rolledBack: .init(en: "taken back", de: "zurückgenommen")
    case .tampered: .init(en: "tampered with", de: "manipuliert")
    case .reapplied: .init(en: "put back", de: "wiederhergestellt")
    case .refused: .init(en: "release refused", de: "Freigabe abgelehnt")
    case .reviewDue: .init(en: "review due", de: "Prüfung fällig")
    }
  }
}

/// The labels of an isolation. Each case needs both languages to compile.
enum IsolationLabel: CaseIterable, Sendable {
  case kept, lookUps, ends, orderedBy, reason, reached, connections, holds, watched, tampering, release, confirm
  case undo, history, limits, rules, details

  var text: LocalizedText {
    switch self {
    case .kept: .init(en: "Still open", de: "Noch offen")
    case .lookUps: .init(en: "Name look-ups", de: "Namensauflösung")
    case .ends: .init(en: "Ends", de: "Endet")
    case .orderedBy: .init(en: "Ordered by", de: "Angeordnet von")
    case .reason: .init(en: "Reason", de: "Grund")
    case .reached: .init(en: "Reached", de: "Erreicht")
    case .connections: .init(en: "Connections", de: "Verbindungen")
    case .holds: .init(en: "Holds", de: "Hält")
    case .watched: .init(en: "Watched", de: "Bewacht")
    case .tampering: .init(en: "Tampering", de: "Manipulation")
    case .release: .init(en: "Release code", de: "Freigabecode")
    case .confirm: .init(en: "Confirm:", de: "Bestätigen:")
    case .undo: .init(en: "Undo:", de: "Zurück:")
    case .history: .init(en: "What happened", de: "Was geschah")
    case .limits: .init(en: "What does not hold", de: "Was nicht gilt")
    case .rules: .init(en: "The rules", de: "Die Regeln")
    case .details: .init(en: "Why", de: "Warum")
    }
  }
}
