internal import CordonModel

/// What would make another answer of a file, a process or a contact, each sentence whole in each language. Names come in
/// already inert; a place is a file and line of the advisory.
enum ExplainSubject {
  // MARK: - Files

  static func removeListed(_ path: String, place: String) -> LocalizedText {
    .init(
      en: "Keep a copy of \(path) as evidence, then remove it: no other content is listed there (\(place)).",
      de: "Sichern Sie \(path) als Beweis und entfernen Sie es dann: Kein anderer Inhalt ist dort gelistet (\(place)).")
  }

  static func removeForRule(_ path: String, rule: String, place: String) -> LocalizedText {
    .init(
      en: "Keep a copy of \(path) as evidence, then remove it: in another content \(rule) finds nothing (\(place)).",
      de:
        "Sichern Sie \(path) als Beweis und entfernen Sie es dann: In anderem Inhalt findet \(rule) nichts (\(place)).")
  }

  static func listAsClean(_ path: String) -> LocalizedText {
    .init(
      en: "Were the SHA-256 of \(path) listed as clean in the advisory, no rule would make it a match.",
      de: "Wäre das SHA-256 von \(path) in der Warnmeldung als sauber gelistet, machte keine Regel es zum Treffer.")
  }

  static func emptyPlace(_ path: String, place: String) -> LocalizedText {
    .init(
      en: "Keep a copy of \(path) as evidence, then remove it: only that something lies there is listed (\(place)).",
      de:
        "Sichern Sie \(path) als Beweis und entfernen Sie es dann: Gelistet ist nur, dass dort etwas liegt (\(place)).")
  }

  static func graverWithContent(_ path: String) -> LocalizedText {
    .init(
      en: "Were the content of \(path) listed as malicious, or recognised by a rule, this would be affected.",
      de: "Wäre der Inhalt von \(path) als schädlich gelistet oder von einer Regel erkannt, wäre dies betroffen.")
  }

  // MARK: - Processes

  static func otherProgram(_ program: String, name: String, place: String) -> LocalizedText {
    .init(
      en: "Save what \(name) holds in memory, end it and remove \(program): no other content is listed (\(place)).",
      de:
        "Sichern Sie den Speicher von \(name), beenden Sie es und entfernen Sie \(program): Kein anderer Inhalt ist gelistet (\(place))."
    )
  }

  static func nothingRuns(from program: String, name: String, place: String) -> LocalizedText {
    .init(
      en:
        "Save what \(name) holds in memory, then end it: only that something runs from \(program) is listed (\(place)).",
      de:
        "Sichern Sie den Speicher von \(name) und beenden Sie es dann: Gelistet ist nur, dass etwas aus \(program) läuft (\(place))."
    )
  }

  static func shellExplained(_ shell: String, below product: String) -> LocalizedText {
    .init(
      en: "Find out who started \(shell) below \(product), and what for; an exception records what came of it.",
      de: "Klären Sie, wer \(shell) unter \(product) gestartet hat und wozu; eine Ausnahme hält das Ergebnis fest.")
  }

  static func noShell(below product: String, place: String) -> LocalizedText {
    .init(
      en: "With no shell below \(product) the next check finds none (\(place)); what this one did stays done.",
      de:
        "Ohne Shell unter \(product) findet die nächste Prüfung keine (\(place)); was diese getan hat, bleibt getan.")
  }

  // MARK: - Contacts

  static func connectionClosed(_ name: String) -> LocalizedText {
    .init(
      en: "Once no connection to \(name) is open the next check sees none; logs still tell of this one.",
      de: "Ist keine Verbindung zu \(name) mehr offen, sieht die nächste Prüfung keine; Protokolle zeigen diese weiter."
    )
  }

  static func takeOut(_ name: String, of location: String) -> LocalizedText {
    .init(
      en: "Take \(name) out of \(location), and find out who wrote it there.",
      de: "Nehmen Sie \(name) aus \(location) heraus und klären Sie, wer es dort eingetragen hat.")
  }

  static func cacheForgets(_ name: String) -> LocalizedText {
    .init(
      en: "The resolver forgets \(name) by itself; find out before that which program asked for it.",
      de: "Der Resolver vergisst \(name) von selbst; klären Sie vorher, welches Programm danach gefragt hat.")
  }

  static func whoAsked(_ name: String, in location: String) -> LocalizedText {
    .init(
      en: """
        The record of \(name) stays in \(location). A person has to find out which program it was; an exception for \
        that place records what came of it.
        """,
      de: """
        Der Eintrag zu \(name) bleibt in \(location). Ein Mensch muss klären, welches Programm es war; eine Ausnahme \
        für diesen Ort hält fest, was dabei herauskam.
        """)
  }

  static func connectionOnRecord(_ name: String) -> LocalizedText {
    .init(
      en: "A look-up alone proves no contact; an open connection to it, or a fetch in a web log, would (\(name)).",
      de:
        "Eine Namensauflösung allein beweist keinen Kontakt; eine offene Verbindung oder ein Abruf im Web-Protokoll täte es (\(name))."
    )
  }

  static func checkClient(_ client: String, contacted name: String) -> LocalizedText {
    .init(
      en: "Check the machine that has, or at that time had, the address \(client): it asked for \(name).",
      de: "Prüfen Sie den Rechner, der die Adresse \(client) hat oder damals hatte: Er hat nach \(name) gefragt.")
  }

  static func outsideOf(from: String?, until: String?, name: String, place: String) -> LocalizedText {
    .init(
      en: "Outside of the time from \(from ?? "…") to \(until ?? "…") a contact with \(name) means nothing (\(place)).",
      de:
        "Außerhalb der Zeit von \(from ?? "…") bis \(until ?? "…") bedeutet ein Kontakt mit \(name) nichts (\(place)).")
  }

  static func logsSince(_ date: String?) -> LocalizedText {
    guard let date else {
      return .init(
        en: "Logs of look-ups or fetches, given with --log PATH, answer whether the attacker was contacted.",
        de: "Ob der Angreifer kontaktiert wurde, beantworten Protokolle von Abfragen oder Abrufen (--log PFAD).")
    }
    return .init(
      en: """
        Logs of look-ups or fetches without a hole since \(date), given with --log PATH, answer whether the attacker \
        was contacted.
        """,
      de: """
        Ob der Angreifer kontaktiert wurde, beantworten lückenlose Protokolle von Abfragen oder Abrufen seit \
        \(date) (--log PFAD).
        """)
  }

  // MARK: - What would match

  static func wouldMatch(files count: Count, name: String, place: String) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "A file with the listed content would match: \(name) (\(place)).",
        de: "Eine Datei mit dem gelisteten Inhalt würde passen: \(name) (\(place))."),
      other: .init(
        en: "A file with one of \(count.en) listed contents would match, such as \(name) (\(place)).",
        de: "Eine Datei mit einem von \(count.de) gelisteten Inhalten würde passen, etwa \(name) (\(place))."))
  }

  static func wouldMatch(rules count: Count, name: String, place: String) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "A file in which the rule finds what it seeks would match: \(name) (\(place)).",
        de: "Eine Datei, in der die Regel Gesuchtes findet, würde passen: \(name) (\(place))."),
      other: .init(
        en: "A file in which one of \(count.en) rules finds what it seeks would match, such as \(name) (\(place)).",
        de: "Eine Datei, in der eine von \(count.de) Regeln Gesuchtes findet, würde passen, etwa \(name) (\(place))."))
  }

  static func wouldMatch(paths count: Count, name: String, place: String) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "Anything at this place would be suspected: \(name) (\(place)).",
        de: "Alles an diesem Ort wäre verdächtig: \(name) (\(place))."),
      other: .init(
        en: "Anything at one of \(count.en) places would be suspected, such as \(name) (\(place)).",
        de: "Alles an einem von \(count.de) Orten wäre verdächtig, etwa \(name) (\(place))."))
  }

  static func wouldMatch(contacts count: Count, name: String, place: String) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "A contact with the listed name or address would be suspected: \(name) (\(place)).",
        de: "Ein Kontakt mit dem gelisteten Namen oder der Adresse wäre verdächtig: \(name) (\(place))."),
      other: .init(
        en:
          "A contact with one of \(count.en) listed names and addresses would be suspected, such as \(name) (\(place)).",
        de:
          "Ein Kontakt mit einem von \(count.de) gelisteten Namen und Adressen wäre verdächtig, etwa \(name) (\(place))."
      ))
  }

  static func wouldMatch(shellBelow name: String, place: String) -> LocalizedText {
    .init(
      en: "A command shell that a program of \(name) started would be suspected (\(place)).",
      de: "Eine Shell, die ein Programm von \(name) gestartet hat, wäre verdächtig (\(place)).")
  }
}
