internal import CordonModel

/// Sentences below the answer, each whole in each language. Names come in already inert.
enum DetailSentences {
  static func advisoryTitle(id: String, revision: Int, title: LocalizedText) -> LocalizedText {
    .init(en: "\(id), revision \(revision): \(title.en)", de: "\(id), Revision \(revision): \(title.de)")
  }

  static func dates(installed: String?, updated: String?) -> LocalizedText {
    switch (installed, updated) {
    case (let installed?, let updated?) where installed != updated:
      .init(
        en: "installed \(installed), last updated \(updated)",
        de: "installiert \(installed), zuletzt aktualisiert \(updated)")
    case (let installed?, _): .init(en: "installed \(installed)", de: "installiert \(installed)")
    case (nil, let updated?): .init(en: "last updated \(updated)", de: "zuletzt aktualisiert \(updated)")
    case (nil, nil): .init(en: "not recorded", de: "nicht verzeichnet")
    }
  }

  static func axes(_ axes: Assessment.Axes) -> LocalizedText {
    let exposed: LocalizedText = axes.exposed.word
    let infected: LocalizedText = axes.infected.word
    let contacted: LocalizedText = axes.contacted.word
    return .init(
      en: "exposed: \(exposed.en); infected: \(infected.en); contacted: \(contacted.en)",
      de: "gefährdet: \(exposed.de); infiziert: \(infected.de); Kontakt: \(contacted.de)")
  }

  /// One reason for doubt. Without a check it concerns the whole target.
  static func doubt(check: CheckKind?, reason: UnknownReason) -> LocalizedText {
    guard let check else { return reason.targetSentence }
    let word: LocalizedText = check.word
    let sentence: LocalizedText = reason.sentence
    return .init(en: "\(word.en): \(sentence.en)", de: "\(word.de): \(sentence.de)")
  }

  /// Some of what a check met cannot be read by this version.
  static func partlyUnreadable(_ check: CheckKind) -> LocalizedText {
    let word: LocalizedText = check.word
    return .init(
      en: "\(word.en): Not everything found can be read by this version of Cordon.",
      de: "\(word.de): Diese Version von Cordon kann nicht alles Gefundene lesen.")
  }

  static func noVersion(name: String) -> LocalizedText {
    .init(en: "\(name), no version recorded", de: "\(name), keine Version verzeichnet")
  }

  static func moreMatches(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 more match; --verbose lists it.", de: "1 weiterer Treffer; --verbose nennt ihn."),
      other: .init(
        en: "\(count.en) more matches; --verbose lists them.", de: "\(count.de) weitere Treffer; --verbose nennt sie."))
  }

  static func morePlaces(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 more place", de: "1 weiterer Ort"),
      other: .init(en: "\(count.en) more places", de: "\(count.de) weitere Orte"))
  }

  static func packages(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 package is in the inventory.", de: "1 Paket ist im Inventar."),
      other: .init(
        en: "\(count.en) packages are in the inventory.", de: "\(count.de) Pakete sind im Inventar."))
  }

  /// What advisories will ask for once Cordon can look.
  static func later(_ kind: LocalizedText, advisories count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "\(kind.en) (1 advisory)", de: "\(kind.de) (1 Warnmeldung)"),
      other: .init(
        en: "\(kind.en) (\(count.en) advisories)", de: "\(kind.de) (\(count.de) Warnmeldungen)"))
  }

  static func laterList(_ kinds: LocalizedText) -> LocalizedText {
    .init(
      en: "Advisories also speak of what this version cannot examine: \(kinds.en).",
      de: "Warnmeldungen nennen auch, was diese Version nicht untersuchen kann: \(kinds.de).")
  }

  static func platformSplit(_ platform: LocalizedText) -> LocalizedText {
    .init(
      en: "Names nothing that runs on \(platform.en)", de: "Nennt nichts, was auf \(platform.de) läuft")
  }

  static func titleWithCount(_ title: LocalizedText, _ count: Count) -> LocalizedText {
    .init(en: "\(title.en) (\(count.en))", de: "\(title.de) (\(count.de))")
  }

  static func cleanLimits(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 advisory that is not affected has limits too; --verbose lists them.",
        de: "Auch 1 nicht betroffene Warnmeldung hat Grenzen; --verbose nennt sie."),
      other: .init(
        en: "\(count.en) advisories that are not affected have limits too; --verbose lists them.",
        de: "Auch \(count.de) nicht betroffene Warnmeldungen haben Grenzen; --verbose nennt sie."))
  }

  /// When and with what the target was looked at.
  static func run(at time: String, seconds: Int64, tool: String) -> LocalizedText {
    if seconds < 1 {
      return .init(
        en: "Checked \(time) in less than 1 s, Cordon \(tool)",
        de: "Geprüft \(time) in weniger als 1 s, Cordon \(tool)")
    }
    return .init(
      en: "Checked \(time) in \(seconds) s, Cordon \(tool)", de: "Geprüft \(time) in \(seconds) s, Cordon \(tool)")
  }
}

/// Remarks without numbers or names. Each case needs both languages to compile.
enum Remark: CaseIterable, Sendable {
  case kindNotAnswering, checkedNoMatch, inventoryOnly, notAskedOfFolder, notAskedOfTarget, runAsRoot, rootRefused,
    rootConfined,
    rootNamespaced, axesNotExamined,
    nothingAsked, noChecks, noPackages, interrupted, noSystemThere, mountTheSystem, foundInOtherVersions

  var text: LocalizedText {
    switch self {
    case .kindNotAnswering:
      .init(en: "This kind of target cannot answer it.", de: "Diese Art von Ziel kann darauf nicht antworten.")
    case .checkedNoMatch: .init(en: "Checked, nothing found", de: "Geprüft, nichts gefunden")
    case .inventoryOnly:
      .init(
        en: "By inventory only: files, processes and network history were not examined.",
        de: "Nur anhand des Inventars: Dateien, Prozesse und Netzwerkverlauf wurden nicht untersucht.")
    case .notAskedOfFolder:
      .init(
        en: "A folder cannot answer these; check the whole machine, or a mounted root.",
        de: "Ein Ordner kann diese nicht beantworten; prüfen Sie den ganzen Rechner oder ein eingehängtes System.")
    case .notAskedOfTarget:
      .init(en: "This kind of target cannot answer these.", de: "Diese Art von Ziel kann diese nicht beantworten.")
    case .runAsRoot:
      .init(
        en: "Run the check as root, so that no place is closed to it.",
        de: "Führen Sie die Prüfung als root aus, damit ihr kein Ort verschlossen ist.")
    case .rootRefused:
      .init(
        en: """
          Root itself was refused: the file system (NFS or FUSE, which may keep root out) or a security module did it. \
          Look from the machine or as the user that owns the place.
          """,
        de: """
          Selbst root wurde abgewiesen: vom Dateisystem (NFS oder FUSE können root aussperren) oder einem \
          Sicherheitsmodul. Prüfen Sie von dem Rechner oder als der Benutzer aus, dem der Ort gehört.
          """)
    case .rootConfined:
      .init(
        en: """
          This ran as root, but confined: by missing capabilities, or a profile of AppArmor or SELinux. Run it without \
          that confinement, outside of the container or service.
          """,
        de: """
          Dies lief als root, aber eingeschränkt: durch fehlende Capabilities oder ein Profil von AppArmor oder \
          SELinux. Führen Sie es ohne diese Einschränkung aus, außerhalb von Container oder Dienst.
          """)
    case .rootNamespaced:
      .init(
        en: "This ran as root of a user namespace only: run it as root of the machine, outside of the container.",
        de:
          "Dies lief nur als root eines User-Namespace: Führen Sie es als root des Rechners aus, außerhalb des Containers."
      )
    case .axesNotExamined:
      .init(
        en: "Whether malicious files are present, or an attacker was contacted, was not examined.",
        de: "Ob schädliche Dateien vorliegen oder ein Angreifer kontaktiert wurde, wurde nicht untersucht.")
    case .noPackages:
      .init(
        en: "No packages were found at all: is this the right place?",
        de: "Es wurden gar keine Pakete gefunden: Ist das der richtige Ort?")
    case .interrupted:
      .init(
        en: "Interrupted: not everything was looked at. What was found so far:",
        de: "Unterbrochen: Es wurde nicht alles geprüft. Bis dahin gefunden:")
    case .nothingAsked:
      .init(
        en: "Unknown: no advisory was asked, so nothing is known.",
        de: "Unbekannt: Keine Warnmeldung wurde geprüft, also ist nichts bekannt.")
    case .noSystemThere:
      .init(en: "No system was recognised there.", de: "Dort wurde kein System erkannt.")
    case .mountTheSystem:
      .init(
        en: "Make sure the system is mounted there, or check a mere folder with --path.",
        de: "Stellen Sie sicher, dass das System dort eingehängt ist, oder prüfen Sie einen bloßen Ordner mit --path.")
    case .foundInOtherVersions:
      .init(
        en: "Found, but in versions that are not meant:", de: "Gefunden, doch in Versionen, die nicht gemeint sind:")
    case .noChecks: .init(en: "No check was run.", de: "Es lief keine Prüfung.")
    }
  }
}

extension Remark {
  /// What to do where a place was refused, by who ran the check.
  static func refused(to runner: Runner?) -> Remark {
    switch runner {
    case .user, nil: .runAsRoot
    case .root: .rootRefused
    case .confinedRoot: .rootConfined
    case .namespacedRoot: .rootNamespaced
    }
  }
}
