internal import CordonModel

/// The sentences of a check that carry numbers or names. Names come in already inert; lists are data joined by commas.
///
/// Each is a whole sentence in each language: nothing is put together from parts.
enum CheckSentences {
  /// What was looked at, as the object of "concerns" (German: accusative).
  static func target(_ kind: TargetKind, path: String) -> LocalizedText {
    switch kind {
    case .live: .init(en: "this machine", de: "diesen Rechner")
    case .root: .init(en: "the system at \(path)", de: "das System unter \(path)")
    case .folder: .init(en: "the folder \(path)", de: "den Ordner \(path)")
    }
  }

  /// A list cut after its first entries.
  static func list(_ shown: String, more: Count) -> LocalizedText {
    .init(en: "\(shown) and \(more.en) more", de: "\(shown) und \(more.de) weitere")
  }

  static func affected(_ count: Count, of all: Count, _ target: LocalizedText, ids: LocalizedText) -> LocalizedText {
    if all.value == 1 {
      return .init(en: "Affected: \(ids.en) concerns \(target.en).", de: "Betroffen: \(ids.de) betrifft \(target.de).")
    }
    return .plural(
      count,
      one: .init(
        en: "Affected: \(count.en) of \(all.en) advisories concerns \(target.en): \(ids.en).",
        de: "Betroffen: \(count.de) von \(all.de) Warnmeldungen betrifft \(target.de): \(ids.de)."),
      other: .init(
        en: "Affected: \(count.en) of \(all.en) advisories concern \(target.en): \(ids.en).",
        de: "Betroffen: \(count.de) von \(all.de) Warnmeldungen betreffen \(target.de): \(ids.de)."))
  }

  static func suspected(_ count: Count, of all: Count, _ target: LocalizedText, ids: LocalizedText) -> LocalizedText {
    if all.value == 1 {
      return .init(
        en: "Suspected: \(ids.en) may concern \(target.en); a person has to look.",
        de: "Verdacht: \(ids.de) betrifft möglicherweise \(target.de); ein Mensch muss nachsehen.")
    }
    return .plural(
      count,
      one: .init(
        en: "Suspected: \(count.en) of \(all.en) advisories may concern \(target.en): \(ids.en).",
        de: "Verdacht: \(count.de) von \(all.de) Warnmeldungen betrifft möglicherweise \(target.de): \(ids.de)."),
      other: .init(
        en: "Suspected: \(count.en) of \(all.en) advisories may concern \(target.en): \(ids.en).",
        de: "Verdacht: \(count.de) von \(all.de) Warnmeldungen betreffen möglicherweise \(target.de): \(ids.de)."))
  }

  /// Unknown, beside graver answers or when nothing else was answered.
  static func unknown(_ count: Count, of all: Count, ids: LocalizedText) -> LocalizedText {
    if all.value == 1 {
      return .init(
        en: "Unknown: \(ids.en) could not be answered.", de: "Unbekannt: \(ids.de) konnte nicht beantwortet werden.")
    }
    return .plural(
      count,
      one: .init(
        en: "Unknown: \(count.en) of \(all.en) advisories could not be answered: \(ids.en).",
        de: "Unbekannt: \(count.de) von \(all.de) Warnmeldungen konnte nicht beantwortet werden: \(ids.de)."),
      other: .init(
        en: "Unknown: \(count.en) of \(all.en) advisories could not be answered: \(ids.en).",
        de: "Unbekannt: \(count.de) von \(all.de) Warnmeldungen konnten nicht beantwortet werden: \(ids.de)."))
  }

  /// Nothing found so far, but not everything is known.
  static func unknownBesideClean(
    _ count: Count, clean: Count, of all: Count, ids: LocalizedText
  ) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: """
          Unknown: \(count.en) of \(all.en) advisories could not be answered: \(ids.en). \
          The rest (\(clean.en)): not affected.
          """,
        de: """
          Unbekannt: \(count.de) von \(all.de) Warnmeldungen konnte nicht beantwortet werden: \(ids.de). \
          Die übrigen (\(clean.de)): nicht betroffen.
          """),
      other: .init(
        en: """
          Unknown: \(count.en) of \(all.en) advisories could not be answered: \(ids.en). \
          The rest (\(clean.en)): not affected.
          """,
        de: """
          Unbekannt: \(count.de) von \(all.de) Warnmeldungen konnten nicht beantwortet werden: \(ids.de). \
          Die übrigen (\(clean.de)): nicht betroffen.
          """))
  }

  /// Advisory files that could not be used: what they would have said is not known.
  static func problemFiles(_ count: Count, names: String) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "Unknown: \(count.en) advisory file could not be used: \(names).",
        de: "Unbekannt: \(count.de) Warnmeldungsdatei ist nicht verwendbar: \(names)."),
      other: .init(
        en: "Unknown: \(count.en) advisory files could not be used: \(names).",
        de: "Unbekannt: \(count.de) Warnmeldungsdateien sind nicht verwendbar: \(names)."))
  }

  static func remediated(_ count: Count, of all: Count, ids: LocalizedText) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "Remediated: \(ids.en) was found earlier and is cleaned up.",
        de: "Bereinigt: \(ids.de) wurde früher gefunden und ist bereinigt."),
      other: .init(
        en: "Remediated: \(count.en) of \(all.en) advisories were found earlier and are cleaned up: \(ids.en).",
        de: "Bereinigt: \(count.de) von \(all.de) Warnmeldungen wurden früher gefunden und sind bereinigt: \(ids.de)."))
  }

  static func notAffected(of all: Count, _ target: LocalizedText, ids: LocalizedText) -> LocalizedText {
    .plural(
      all,
      one: .init(
        en: "Not affected: \(ids.en) does not concern \(target.en).",
        de: "Nicht betroffen: \(ids.de) betrifft \(target.de) nicht."),
      other: .init(
        en: "Not affected: none of the \(all.en) advisories concerns \(target.en).",
        de: "Nicht betroffen: Keine der \(all.de) Warnmeldungen betrifft \(target.de)."))
  }

  static func inventoryOnly(notExamined kinds: LocalizedText) -> LocalizedText {
    .init(
      en: "By inventory only. Not examined: \(kinds.en).",
      de: "Nur anhand des Inventars. Nicht untersucht: \(kinds.de).")
  }

  /// What only a deep check looks at.
  static func quickOnly(notExamined kinds: LocalizedText) -> LocalizedText {
    .init(
      en: "Quick check: --deep examines these as well: \(kinds.en).",
      de: "Schnelle Prüfung: --deep untersucht auch: \(kinds.de).")
  }

  /// How the answers came about, when some needed no look.
  static func platformNotConcerned(_ count: Count, platform: LocalizedText) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "\(count.en) advisory names nothing that runs on \(platform.en).",
        de: "\(count.de) Warnmeldung nennt nichts, was auf \(platform.de) läuft."),
      other: .init(
        en: "\(count.en) advisories name nothing that runs on \(platform.en).",
        de: "\(count.de) Warnmeldungen nennen nichts, was auf \(platform.de) läuft."))
  }
}
