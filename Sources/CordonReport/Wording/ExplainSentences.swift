internal import CordonModel

/// The sentences of an explanation, each whole in each language. Names come in already inert.
enum ExplainSentences {
  // MARK: - Time

  /// How long ago something was, in its largest unit. What lies in the future is said to.
  static func ago(_ seconds: Int64) -> LocalizedText {
    let unit: (Int64, LocalizedText, LocalizedText)
    switch seconds {
    case ..<(-Explanation.clockSkew):
      return .init(en: "in the future: a clock is wrong", de: "in der Zukunft: Eine Uhr geht falsch")
    case ..<60: return .init(en: "less than a minute ago", de: "vor weniger als einer Minute")
    case ..<3_600: unit = (60, .init(en: "minute", de: "Minute"), .init(en: "minutes", de: "Minuten"))
    case ..<172_800: unit = (3_600, .init(en: "hour", de: "Stunde"), .init(en: "hours", de: "Stunden"))
    default: unit = (86_400, .init(en: "day", de: "Tag"), .init(en: "days", de: "Tagen"))
    }
    let count = Count(Int(clamping: seconds / unit.0))
    return .plural(
      count,
      one: .init(en: "1 \(unit.1.en) ago", de: "vor 1 \(unit.1.de)"),
      other: .init(en: "\(count.en) \(unit.2.en) ago", de: "vor \(count.de) \(unit.2.de)"))
  }

  static func checked(at time: String, ago: LocalizedText, tool: String) -> LocalizedText {
    .init(
      en: "Checked \(time), \(ago.en), by Cordon \(tool)", de: "Geprüft \(time), \(ago.de), mit Cordon \(tool)")
  }

  static func readFrom(_ file: String) -> LocalizedText { .init(en: "Read from \(file)", de: "Gelesen aus \(file)") }

  // MARK: - Why

  static func nothingMatched(packages: Count, checks: LocalizedText) -> LocalizedText {
    .plural(
      packages,
      one: .init(
        en: "The required checks (\(checks.en)) are complete and fresh, and the 1 package is not what it names.",
        de: "Die nötigen Prüfungen (\(checks.de)) sind vollständig und frisch, und das 1 Paket ist nichts davon."),
      other: .init(
        en: "The required checks (\(checks.en)) are complete and fresh, and none of \(packages.en) packages matches.",
        de: """
          Die nötigen Prüfungen (\(checks.de)) sind vollständig und frisch, und keines von \(packages.de) Paketen \
          passt.
          """))
  }

  static func platformNotConcerned(names: LocalizedText?, target: LocalizedText) -> LocalizedText {
    guard let names else {
      return .init(
        en: "The advisory names nothing that runs on \(target.en).",
        de: "Die Warnmeldung nennt nichts, was auf \(target.de) läuft.")
    }
    return .init(
      en: "The advisory names only what runs on \(names.en), and this is \(target.en).",
      de: "Die Warnmeldung nennt nur, was auf \(names.de) läuft, und dies ist \(target.de).")
  }

  static func nothingNamed(packages: Count) -> LocalizedText {
    .plural(
      packages,
      one: .init(
        en: "The 1 package of the inventory is none of the products it names.",
        de: "Das 1 Paket des Inventars ist keines der genannten Produkte."),
      other: .init(
        en: "Nothing among \(packages.en) packages is one of the products it names.",
        de: "Nichts unter \(packages.de) Paketen ist eines der genannten Produkte."))
  }

  static func noProducts(on target: LocalizedText) -> LocalizedText {
    .init(
      en: "The advisory names no installed software for \(target.en); other traces decide.",
      de: "Die Warnmeldung nennt keine installierte Software für \(target.de); andere Spuren entscheiden.")
  }

  static func clearedMore(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 more was found in a version that is not meant.",
        de: "1 weiteres wurde in einer nicht gemeinten Version gefunden."),
      other: .init(
        en: "\(count.en) more were found in versions that are not meant.",
        de: "\(count.de) weitere wurden in nicht gemeinten Versionen gefunden."))
  }

  static func notKept(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 more match was found and only counted: a result keeps a limited number.",
        de: "1 weiterer Treffer wurde gefunden und nur gezählt: Ein Ergebnis behält eine begrenzte Zahl."),
      other: .init(
        en: "\(count.en) more matches were found and only counted: a result keeps a limited number.",
        de: "\(count.de) weitere Treffer wurden gefunden und nur gezählt: Ein Ergebnis behält eine begrenzte Zahl."))
  }

  /// One match in a line.
  static func match(_ name: String, reason: LocalizedText, by rule: String, place: String) -> LocalizedText {
    .init(
      en: "\(name) at \(place). \(reason.en) Row: \(rule)", de: "\(name) in \(place). \(reason.de) Zeile: \(rule)")
  }

  static func moreMatches(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "and 1 more match", de: "und 1 weiterer Treffer"),
      other: .init(en: "and \(count.en) more matches", de: "und \(count.de) weitere Treffer"))
  }

  /// A number of advisories with one verdict, joined into the first line.
  static func whyEach(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "why, for 1 advisory", de: "warum, für 1 Warnmeldung"),
      other: .init(en: "why, for each of \(count.en) advisories", de: "warum, für jede von \(count.de) Warnmeldungen"))
  }

  static func revisionGone(_ revision: Int) -> LocalizedText {
    .init(
      en: "Revision \(revision), with which this was answered, is not loaded any more; its rows cannot be shown.",
      de: "Revision \(revision), mit der geantwortet wurde, ist nicht mehr geladen; ihre Zeilen sind nicht zeigbar.")
  }

  static func soughtMore(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 more row; --verbose lists it.", de: "1 weitere Zeile; --verbose nennt sie."),
      other: .init(
        en: "\(count.en) more rows; --verbose lists them.", de: "\(count.de) weitere Zeilen; --verbose nennt sie."))
  }

  // MARK: - What would change the answer

  static func otherRevision(loaded: Int, answered: Int) -> LocalizedText {
    .init(
      en: "Revision \(loaded) of the advisory is loaded now; this was answered with revision \(answered). Check again.",
      de: "Jetzt ist Revision \(loaded) geladen; geantwortet wurde mit Revision \(answered). Prüfen Sie erneut.")
  }

  static func install(_ name: String, repaired versions: String, place: String) -> LocalizedText {
    .init(
      en: "Install \(name) in a version that is named as repaired: \(versions) (\(place)). Then check again.",
      de:
        "Installieren Sie \(name) in einer als repariert genannten Version: \(versions) (\(place)). Dann prüfen Sie erneut."
    )
  }

  static func install(_ name: String, clean versions: String, place: String) -> LocalizedText {
    .init(
      en: "Install \(name) in a version that is named clean: \(versions) (\(place)). Then check again.",
      de:
        "Installieren Sie \(name) in einer als sauber genannten Version: \(versions) (\(place)). Dann prüfen Sie erneut."
    )
  }

  static func noRepairNamed(_ name: String, place: String) -> LocalizedText {
    .init(
      en: "The advisory names no repaired version of \(name) (\(place)): remove it, or follow what it tells to do.",
      de:
        "Die Warnmeldung nennt keine reparierte Version von \(name) (\(place)): Entfernen Sie es, oder folgen Sie ihren Hinweisen."
    )
  }

  static func updateOrRemove(_ name: String) -> LocalizedText {
    .init(
      en: "Update or remove \(name) as the advisory says, then check again.",
      de: "Aktualisieren oder entfernen Sie \(name), wie die Warnmeldung sagt, und prüfen Sie dann erneut.")
  }

  static func recordVersion(_ name: String) -> LocalizedText {
    .init(
      en: "With a version of \(name) that can be read, the lists of the advisory decide.",
      de: "Mit einer lesbaren Version von \(name) entscheiden die Listen der Warnmeldung.")
  }

  static func correctLock(_ name: String) -> LocalizedText {
    .init(
      en: "Take this version of \(name) out of the lock file; installed from it, it would be affected.",
      de: "Nehmen Sie diese Version von \(name) aus der Lock-Datei; daraus installiert, wäre sie betroffen.")
  }

  static func outsideWindow(_ name: String, _ window: String) -> LocalizedText {
    .init(
      en: "Had \(name) been neither installed nor updated in \(window), it would not be suspected.",
      de: "Wäre \(name) in \(window) weder installiert noch aktualisiert worden, bestünde kein Verdacht.")
  }

  static func personLooks(_ name: String) -> LocalizedText {
    .init(
      en: "A person has to look at \(name); an exception records what came of it.",
      de: "Ein Mensch muss \(name) ansehen; eine Ausnahme hält fest, was dabei herauskam.")
  }

  static func wouldMatch(_ name: String, versions: String, place: String) -> LocalizedText {
    .init(
      en: "In one of these versions it would match: \(name) \(versions) (\(place)).",
      de: "In einer dieser Versionen würde es passen: \(name) \(versions) (\(place)).")
  }

  static func otherPlatform(_ names: LocalizedText) -> LocalizedText {
    .init(
      en: "On \(names.en) the advisory would be asked.", de: "Auf \(names.de) würde die Warnmeldung gefragt.")
  }

  static func tooOld(age: Int64) -> LocalizedText {
    let ago: LocalizedText = ago(age)
    return .init(
      en: "The data was collected \(ago.en); only data of the last 24 hours counts. Check again.",
      de: "Die Daten wurden \(ago.de) erhoben; nur Daten der letzten 24 Stunden zählen. Prüfen Sie erneut.")
  }

  static func countsUntil(_ time: String) -> LocalizedText {
    .init(
      en: "After \(time) this data is too old to count: check again then.",
      de: "Nach \(time) sind diese Daten zu alt: Prüfen Sie dann erneut.")
  }

  static func exceptionEnds(_ id: String, after date: String) -> LocalizedText {
    .init(
      en: "After \(date) the exception \(id) ends, and the exit code counts this again.",
      de: "Nach dem \(date) endet die Ausnahme \(id), und der Exit-Code zählt dies wieder.")
  }

  static func later(_ kinds: LocalizedText) -> LocalizedText {
    .init(
      en: "What this version cannot examine could still show something: \(kinds.en).",
      de: "Was diese Version nicht untersuchen kann, könnte noch etwas zeigen: \(kinds.de).")
  }

  // MARK: - Lists

  static func kinds(_ kinds: [CheckKind]) -> LocalizedText { joined(kinds.map(\.word)) }

  static func platforms(_ platforms: [Platform]) -> LocalizedText { joined(platforms.map(\.word)) }

  private static func joined(_ words: [LocalizedText]) -> LocalizedText {
    .init(en: words.map(\.en).joined(separator: ", "), de: words.map(\.de).joined(separator: ", "))
  }
}

/// Remarks of an explanation without numbers or names. Each case needs both languages to compile.
enum ExplainRemark: CaseIterable, Sendable {
  case letItEnd, interrupted, notRun, remediated, nothingRequired, namesNoVersions, packNotLoaded

  var text: LocalizedText {
    switch self {
    case .letItEnd:
      .init(
        en: "The check was interrupted: let it run to its end.",
        de: "Die Prüfung wurde unterbrochen: Lassen Sie sie zu Ende laufen.")
    case .interrupted:
      .init(
        en: "The check was interrupted: not everything was looked at.",
        de: "Die Prüfung wurde unterbrochen: Es wurde nicht alles geprüft.")
    case .notRun: .init(en: "not run", de: "nicht ausgeführt")
    case .remediated:
      .init(
        en: "It was found earlier, removed, and a check after that found nothing.",
        de: "Es wurde früher gefunden, entfernt, und eine Prüfung danach fand nichts.")
    case .nothingRequired:
      .init(
        en: "The advisory requires no check of such a target.",
        de: "Die Warnmeldung verlangt für ein solches Ziel keine Prüfung.")
    case .namesNoVersions:
      .init(en: "no versions named: every one is suspected", de: "keine Versionen genannt: jede ist verdächtig")
    case .packNotLoaded:
      .init(
        en: "The advisory is not loaded now, so its rows cannot be shown.",
        de: "Die Warnmeldung ist jetzt nicht geladen; ihre Zeilen sind nicht zeigbar.")
    }
  }
}
