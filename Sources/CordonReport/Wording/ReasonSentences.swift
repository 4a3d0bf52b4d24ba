internal import CordonModel

extension UnknownReason {
  /// Why a check gave no answer, as a sentence about that check.
  var sentence: LocalizedText {
    switch self {
    case .neverSeen: .init(en: "Was not run.", de: "Wurde nicht ausgeführt.")
    case .offlineSince: .init(en: "The machine has been offline.", de: "Der Rechner war nicht erreichbar.")
    case .inventoryStale: .init(en: "The last result is too old.", de: "Das letzte Ergebnis ist zu alt.")
    case .scanPartial:
      .init(en: "Not every place could be looked at.", de: "Nicht jeder Ort konnte geprüft werden.")
    case .scanError: .init(en: "Failed while reading.", de: "Lesen fehlgeschlagen.")
    case .unsupportedPlatform:
      .init(
        en: "Nothing is there that this version can read.", de: "Dort ist nichts, was diese Version lesen kann.")
    case .capabilityMissing:
      .init(en: "This version of Cordon cannot do it.", de: "Diese Version von Cordon kann das nicht.")
    case .eventsLost: .init(en: "Events were lost.", de: "Ereignisse gingen verloren.")
    case .agentOutdated: .init(en: "The agent is too old.", de: "Der Agent ist zu alt.")
    case .intelStale: .init(en: "The advisories are too old.", de: "Die Warnmeldungen sind zu alt.")
    case .excludedByPolicy: .init(en: "Is excluded by a setting.", de: "Ist durch eine Einstellung ausgenommen.")
    }
  }

  /// Why nothing can be said of the whole target, as a sentence.
  var targetSentence: LocalizedText {
    switch self {
    case .neverSeen: .init(en: "The target was never looked at.", de: "Das Ziel wurde nie geprüft.")
    case .offlineSince: .init(en: "The machine has been offline.", de: "Der Rechner war nicht erreichbar.")
    case .inventoryStale: .init(en: "The last results are too old.", de: "Die letzten Ergebnisse sind zu alt.")
    case .scanPartial:
      .init(en: "Not every place could be looked at.", de: "Nicht jeder Ort konnte geprüft werden.")
    case .scanError: .init(en: "Reading the target failed.", de: "Das Lesen des Ziels ist fehlgeschlagen.")
    case .unsupportedPlatform:
      .init(en: "This platform is not supported.", de: "Diese Plattform wird nicht unterstützt.")
    case .capabilityMissing:
      .init(
        en: "This version of Cordon cannot answer it.", de: "Diese Version von Cordon kann es nicht beantworten.")
    case .eventsLost: .init(en: "Events were lost.", de: "Ereignisse gingen verloren.")
    case .agentOutdated: .init(en: "The agent is too old.", de: "Der Agent ist zu alt.")
    case .intelStale: .init(en: "The advisories are too old.", de: "Die Warnmeldungen sind zu alt.")
    case .excludedByPolicy: .init(en: "A setting excludes it.", de: "Eine Einstellung nimmt es aus.")
    }
  }

  /// Why one place was not looked at, in few words.
  var word: LocalizedText {
    switch self {
    case .neverSeen: .init(en: "never seen", de: "nie gesehen")
    case .offlineSince: .init(en: "offline", de: "nicht erreichbar")
    case .inventoryStale: .init(en: "too old", de: "zu alt")
    case .scanPartial: .init(en: "not read", de: "nicht gelesen")
    case .scanError: .init(en: "error while reading", de: "Fehler beim Lesen")
    case .unsupportedPlatform: .init(en: "platform not supported", de: "Plattform nicht unterstützt")
    case .capabilityMissing: .init(en: "not possible yet", de: "noch nicht möglich")
    case .eventsLost: .init(en: "events lost", de: "Ereignisse verloren")
    case .agentOutdated: .init(en: "agent too old", de: "Agent zu alt")
    case .intelStale: .init(en: "advisories too old", de: "Warnmeldungen zu alt")
    case .excludedByPolicy: .init(en: "excluded by a setting", de: "durch Einstellung ausgenommen")
    }
  }

  /// What the reader can do about it.
  var remedy: LocalizedText {
    switch self {
    case .neverSeen, .inventoryStale: .init(en: "Run the check again.", de: "Führen Sie die Prüfung erneut aus.")
    case .offlineSince:
      .init(
        en: "Run the check when the machine is online.",
        de: "Führen Sie die Prüfung aus, sobald der Rechner erreichbar ist.")
    case .scanPartial, .scanError:
      .init(
        en: "Repair or examine what could not be read, then run the check again.",
        de: "Reparieren oder untersuchen Sie, was nicht lesbar war, und prüfen Sie dann erneut.")
    case .unsupportedPlatform:
      .init(en: "Examine this machine by other means.", de: "Untersuchen Sie diesen Rechner auf anderem Weg.")
    case .capabilityMissing:
      .init(
        en: "Examine this by other means, or update Cordon.",
        de: "Untersuchen Sie dies auf anderem Weg oder aktualisieren Sie Cordon.")
    case .eventsLost:
      .init(
        en: "Run a full check; what was lost cannot be made good otherwise.",
        de: "Führen Sie eine vollständige Prüfung aus; anders ist der Verlust nicht zu beheben.")
    case .agentOutdated: .init(en: "Update the agent.", de: "Aktualisieren Sie den Agenten.")
    case .intelStale: .init(en: "Update the advisories.", de: "Aktualisieren Sie die Warnmeldungen.")
    case .excludedByPolicy:
      .init(
        en: "Lift the exclusion, or examine these places by other means.",
        de: "Heben Sie die Ausnahme auf oder untersuchen Sie diese Orte auf anderem Weg.")
    }
  }
}

extension Match.Reason {
  /// Why a package matched, as a sentence.
  var sentence: LocalizedText {
    switch self {
    case .versionListed:
      .init(
        en: "The version is on the advisory's list of affected versions.",
        de: "Die Version steht auf der Liste der betroffenen Versionen.")
    case .versionInRange:
      .init(
        en: "The version lies in an affected range.", de: "Die Version liegt in einem betroffenen Bereich.")
    case .versionInUncertainRange:
      .init(
        en: "The version lies in a range that the advisory marks for review.",
        de: "Die Version liegt in einem Bereich, den die Warnmeldung zur Nachprüfung nennt.")
    case .versionMissing:
      .init(
        en: "The product is named, but no version is recorded on this machine.",
        de: "Das Produkt ist genannt, doch hier ist keine Version verzeichnet.")
    case .versionUnreadable:
      .init(
        en: "The product is named, but its version cannot be read.",
        de: "Das Produkt ist genannt, doch seine Version ist nicht lesbar.")
    case .rangeUnreadable:
      .init(
        en: "The product is named, but the advisory's range cannot be evaluated.",
        de: "Das Produkt ist genannt, doch der Bereich der Warnmeldung ist nicht auswertbar.")
    case .versionsNotPublished:
      .init(
        en: "The product is named; which versions are affected was not published.",
        de: "Das Produkt ist genannt; welche Versionen betroffen sind, wurde nicht veröffentlicht.")
    case .installedInWindow:
      .init(
        en: "Installed or updated while the compromised version was in circulation.",
        de: "Installiert oder aktualisiert, während die kompromittierte Version im Umlauf war.")
    case .lockedNotInstalled:
      .init(
        en: "An affected version is written in a lock file, but not installed there.",
        de: "Eine betroffene Version steht in einer Lock-Datei, ist dort aber nicht installiert.")
    case .fileHash:
      .init(en: "The file's hash is listed in the advisory.", de: "Der Hash der Datei steht in der Warnmeldung.")
    case .fileRule:
      .init(en: "A rule matched the content of the file.", de: "Eine Regel hat im Inhalt der Datei angeschlagen.")
    case .pathPresent:
      .init(
        en: "Something lies at a place that only the compromise uses.",
        de: "An einem Ort, den nur die Kompromittierung nutzt, liegt etwas.")
    case .processHash:
      .init(
        en: "A running program or code it has loaded is listed by its hash.",
        de: "Ein laufendes Programm oder von ihm geladener Code ist mit seinem Hash gelistet.")
    case .processRule:
      .init(
        en: "A rule matched a running program or code it has loaded.",
        de: "Eine Regel hat in einem laufenden Programm oder von ihm geladenem Code angeschlagen.")
    case .processPath:
      .init(
        en: "A process runs from a place that only the compromise uses.",
        de: "Ein Prozess läuft von einem Ort, den nur die Kompromittierung nutzt.")
    case .shellBelowProduct:
      .init(
        en: "A command shell or interpreter runs below a program of the product.",
        de: "Unterhalb eines Programms des Produkts läuft eine Kommandozeile oder ein Interpreter.")
    case .nameLookedUp:
      .init(en: "A listed name was looked up.", de: "Ein gelisteter Name wurde abgefragt.")
    case .addressContacted:
      .init(en: "There is or was a connection to a listed address.", de: "Eine gelistete Adresse wurde kontaktiert.")
    case .urlFetched: .init(en: "A listed URL was fetched.", de: "Eine gelistete URL wurde abgerufen.")
    case .userAgentSeen:
      .init(
        en: "A client introduced itself by a listed user agent.",
        de: "Ein Client hat sich mit einer gelisteten Kennung (User-Agent) gemeldet.")
    }
  }
}
