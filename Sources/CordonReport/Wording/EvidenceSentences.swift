internal import CordonModel

/// The sentences of evidence, each whole in each language. Names come in already inert.
enum EvidenceSentences {
  static let genuine = LocalizedText(
    en: "Genuine: nothing was changed, and it was signed by a key that you named.",
    de: "Echt: Nichts wurde verändert, und unterzeichnet hat ein Schlüssel, den Sie genannt haben.")

  static let intact = LocalizedText(
    en: "Intact, signer not checked: nothing was changed since it was signed. With --key you learn by whom.",
    de: """
      Unversehrt, Unterzeichner nicht geprüft: Seit der Unterzeichnung wurde nichts verändert. Mit --key erfahren Sie, \
      wer unterzeichnet hat.
      """)

  static let incomplete = LocalizedText(
    en: "Not complete: what could be looked at is intact, but not everything could.",
    de: "Nicht vollständig: Was geprüft werden konnte, ist unversehrt, aber nicht alles war prüfbar.")

  static func manipulated(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "Not genuine: 1 thing is wrong.", de: "Nicht echt: 1 Mangel."),
      other: .init(en: "Not genuine: \(count.en) things are wrong.", de: "Nicht echt: \(count.de) Mängel."))
  }

  /// What a bundle holds.
  static func contents(items: Count, parts: Count, bytes: String) -> LocalizedText {
    let pieces: LocalizedText = .plural(
      items, one: .init(en: "1 item", de: "1 Beweisstück"),
      other: .init(en: "\(items.en) items", de: "\(items.de) Beweisstücke"))
    return .plural(
      parts, one: .init(en: "\(pieces.en) in 1 part, \(bytes)", de: "\(pieces.de) in 1 Teil, \(bytes)"),
      other: .init(
        en: "\(pieces.en) in \(parts.en) parts, \(bytes)", de: "\(pieces.de) in \(parts.de) Teilen, \(bytes)"))
  }

  static func validity(from: String, to: String) -> LocalizedText {
    .init(en: "valid from \(from) to \(to)", de: "gültig von \(from) bis \(to)")
  }

  static func drafts(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 draft of a command that was ended lies beside the evidence; it is no part of it.",
        de: "1 Entwurf eines abgebrochenen Befehls liegt neben den Beweisstücken; er gehört nicht dazu."),
      other: .init(
        en: "\(count.en) drafts of commands that were ended lie beside the evidence; they are no part of it.",
        de: "\(count.de) Entwürfe abgebrochener Befehle liegen neben den Beweisstücken; sie gehören nicht dazu."))
  }

  static func moreDefects(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "1 more; -o json names it.", de: "1 weiterer; -o json nennt ihn."),
      other: .init(en: "\(count.en) more; -o json names them.", de: "\(count.de) weitere; -o json nennt sie."))
  }

  static let endUnknown = LocalizedText(
    en: """
      A bundle cannot say that its last parts were taken away: compare its end with what was noted down, or use --head.
      """,
    de: """
      Ein Bündel kann nicht verraten, dass seine letzten Teile fehlen: Vergleichen Sie sein Ende mit dem notierten, oder \
      nutzen Sie --head.
      """)

  static func kept(_ count: Count, place: String, part: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 item of evidence is kept in \(place), part \(part.en).",
        de: "1 Beweisstück liegt in \(place), Teil \(part.de)."),
      other: .init(
        en: "\(count.en) items of evidence are kept in \(place), part \(part.en).",
        de: "\(count.de) Beweisstücke liegen in \(place), Teil \(part.de)."))
  }

  static func signed(by fingerprint: String, head: String) -> LocalizedText {
    .init(
      en: "Signed by \(fingerprint); it ends with \(head).",
      de: "Unterzeichnet von \(fingerprint); es endet mit \(head).")
  }

  static func newKey(_ fingerprint: String, file: String) -> LocalizedText {
    .init(
      en: "A new key signs evidence from now on. Note its fingerprint down: \(fingerprint). To hand out: \(file)",
      de: """
        Ein neuer Schlüssel unterzeichnet ab jetzt. Notieren Sie seinen Fingerabdruck: \(fingerprint). Zum Weitergeben: \
        \(file)
        """)
  }
}

/// What can be wrong with a bundle, and the titles and labels of its pages. Each case needs both languages to compile.
extension BundleDefect.Kind {
  var word: LocalizedText {
    switch self {
    case .contentChanged: .init(en: "the content was changed", de: "Der Inhalt wurde verändert")
    case .fileMissing: .init(en: "its file is missing", de: "Die Datei fehlt")
    case .fileAdded: .init(en: "a file was added", de: "Eine Datei wurde hinzugefügt")
    case .entryChanged: .init(en: "its entry was changed", de: "Der Eintrag wurde verändert")
    case .entryRemoved: .init(en: "its entry was removed", de: "Der Eintrag wurde entfernt")
    case .entryAdded: .init(en: "an entry was added", de: "Ein Eintrag wurde hinzugefügt")
    case .entryMoved: .init(en: "its entry was moved", de: "Der Eintrag wurde verschoben")
    case .idDuplicated: .init(en: "the id stands there twice", de: "Die Kennung steht doppelt da")
    case .fileNamedTwice: .init(en: "its file is named twice", de: "Die Datei wird zweimal genannt")
    case .pathAbsolute: .init(en: "an absolute path", de: "Ein absoluter Pfad")
    case .pathClimbs: .init(en: "a path that leads out by ..", de: "Ein Pfad, der mit .. hinausführt")
    case .pathUnusual: .init(en: "a name that no item has", de: "Ein Name, den kein Beweisstück hat")
    case .lineUnreadable: .init(en: "a line is not written as it has to be", de: "Eine Zeile ist nicht regelgerecht")
    case .manifestTruncated: .init(en: "the manifest was cut off", de: "Das Verzeichnis ist abgeschnitten")
    case .manifestMissing: .init(en: "the manifest is missing", de: "Das Verzeichnis fehlt")
    case .partMissing: .init(en: "a part is missing", de: "Ein Teil fehlt")
    case .partForeign: .init(en: "the part does not belong here", de: "Der Teil gehört nicht hierher")
    case .signatureInvalid: .init(en: "the signature does not fit", de: "Die Unterschrift passt nicht")
    case .keyForeign: .init(en: "signed by a foreign key", de: "Ein fremder Schlüssel hat unterzeichnet")
    case .keyNotYetValid: .init(en: "the key was not valid yet", de: "Der Schlüssel galt noch nicht")
    case .keyExpired: .init(en: "the key had expired", de: "Der Schlüssel war abgelaufen")
    case .versionNewer: .init(en: "a newer format; update Cordon", de: "Ein neueres Format; aktualisieren Sie Cordon")
    case .limitExceeded: .init(en: "more than is read", de: "Mehr, als gelesen wird")
    case .headDiffers: .init(en: "it does not end as expected", de: "Das Ende ist nicht das erwartete")
    }
  }
}

/// The titles and labels of evidence. Each case needs both languages to compile.
enum EvidenceLabel: CaseIterable, Sendable {
  case whatIsWrong, bundle, contents, signer, signed, head, item, whatKind, detail, part
  case affectedQuestion, protectedQuestion, proofQuestion, whatHappened, measures, verification
  case earlierChecks, annex, type, collected, references, checkIt

  var text: LocalizedText {
    switch self {
    case .whatIsWrong: .init(en: "What is wrong", de: "Was nicht stimmt")
    case .bundle: .init(en: "Bundle", de: "Bündel")
    case .contents: .init(en: "Contents", de: "Inhalt")
    case .signer: .init(en: "Signer", de: "Unterzeichner")
    case .signed: .init(en: "Signed", de: "Unterzeichnet")
    case .head: .init(en: "Ends with", de: "Endet mit")
    case .item: .init(en: "Item", de: "Beweisstück")
    case .whatKind: .init(en: "What", de: "Was")
    case .detail: .init(en: "Details", de: "Näheres")
    case .part: .init(en: "Part", de: "Teil")
    case .affectedQuestion: .init(en: "Affected?", de: "Betroffen?")
    case .protectedQuestion: .init(en: "Protected?", de: "Geschützt?")
    case .proofQuestion: .init(en: "Proof?", de: "Nachweis?")
    case .whatHappened: .init(en: "What happened", de: "Was geschehen ist")
    case .measures: .init(en: "What was done", de: "Was unternommen wurde")
    case .verification: .init(en: "How to verify this report", de: "So prüfen Sie diesen Bericht nach")
    case .earlierChecks: .init(en: "All checks of this case", de: "Alle Prüfungen dieses Falls")
    case .annex: .init(en: "Annex: the evidence", de: "Anhang: die Beweisstücke")
    case .type: .init(en: "Type", de: "Art")
    case .collected: .init(en: "Collected", de: "Erhoben")
    case .references: .init(en: "Read more", de: "Zum Nachlesen")
    case .checkIt: .init(en: "Verify with:", de: "Nachprüfen mit:")
    }
  }
}
