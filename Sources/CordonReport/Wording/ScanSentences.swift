internal import CordonModel

/// The sentences of a scan, each whole in each language. Names come in already inert.
enum ScanSentences {
  /// The answer when advisories or rules call files affected.
  static func affected(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 file is affected.", de: "1 Datei ist betroffen."),
      other: .init(en: "\(count.en) files are affected.", de: "\(count.de) Dateien sind betroffen."))
  }

  static func suspected(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 file is suspected.", de: "1 Datei ist verdächtig."),
      other: .init(en: "\(count.en) files are suspected.", de: "\(count.de) Dateien sind verdächtig."))
  }

  static let nothing = LocalizedText(
    en: "Nothing was found in these files.", de: "In diesen Dateien wurde nichts gefunden.")

  static let incomplete = LocalizedText(
    en: "Not complete: not everything could be looked at.",
    de: "Nicht vollständig: Nicht alles konnte geprüft werden.")

  /// What was looked at.
  static func files(_ files: Count, members: Count, bytes: String) -> LocalizedText {
    let inside: LocalizedText =
      members.value == 0
      ? .init(en: "", de: "")
      : .plural(
        members,
        one: .init(en: ", and 1 file in archives", de: " und 1 Datei in Archiven"),
        other: .init(en: ", and \(members.en) files in archives", de: " und \(members.de) Dateien in Archiven"))
    return .plural(
      files,
      one: .init(en: "1 file, \(bytes)\(inside.en)", de: "1 Datei, \(bytes)\(inside.de)"),
      other: .init(
        en: "\(files.en) files, \(bytes)\(inside.en)", de: "\(files.de) Dateien, \(bytes)\(inside.de)"))
  }

  /// How many of them did not have to be read.
  static func cached(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 had not changed since the last scan", de: "1 war seit der letzten Prüfung unverändert"),
      other: .init(
        en: "\(count.en) had not changed since the last scan",
        de: "\(count.de) waren seit der letzten Prüfung unverändert"))
  }

  /// What was looked for.
  static func sought(advisories: Count, sources: Count) -> LocalizedText {
    let cases: LocalizedText = .plural(
      advisories,
      one: .init(en: "1 advisory", de: "1 Warnmeldung"),
      other: .init(en: "\(advisories.en) advisories", de: "\(advisories.de) Warnmeldungen"))
    guard sources.value > 0 else { return cases }
    let files: LocalizedText = .plural(
      sources,
      one: .init(en: "1 rule file", de: "1 Regeldatei"),
      other: .init(en: "\(sources.en) rule files", de: "\(sources.de) Regeldateien"))
    return .init(en: "\(cases.en), \(files.en)", de: "\(cases.de), \(files.de)")
  }

  static func moreFindings(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "1 more file; -o ndjson and -o csv list every one.", de: "1 weitere Datei; -o ndjson und -o csv nennen alle."),
      other: .init(
        en: "\(count.en) more files; -o ndjson and -o csv list every one.",
        de: "\(count.de) weitere Dateien; -o ndjson und -o csv nennen alle."))
  }

  static func ruleProblems(_ count: Count) -> LocalizedText {
    .init(en: "Rules that are not in force (\(count.en))", de: "Regeln, die nicht in Kraft sind (\(count.de))")
  }

  /// The title of the list of files that something is said of.
  static let found = LocalizedText(en: "What was found", de: "Was gefunden wurde")
}

/// The labels of a scan. Each case needs both languages to compile.
enum ScanLabel: CaseIterable, Sendable {
  case files, unchanged, soughtFor, advisory, ownRule, strings

  var text: LocalizedText {
    switch self {
    case .files: .init(en: "Files", de: "Dateien")
    case .unchanged: .init(en: "Unchanged", de: "Unverändert")
    case .soughtFor: .init(en: "Looked for", de: "Gesucht")
    case .advisory: .init(en: "Advisory", de: "Warnmeldung")
    case .ownRule: .init(en: "Rule", de: "Regel")
    case .strings: .init(en: "Strings", de: "Zeichenfolgen")
    }
  }
}
