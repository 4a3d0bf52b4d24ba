internal import CordonModel

/// Sentences about advisories, each whole in each language. Names come in already inert.
enum AdvisorySentences {
  static func count(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 advisory", de: "1 Warnmeldung"),
      other: .init(en: "\(count.en) advisories", de: "\(count.de) Warnmeldungen"))
  }

  static func more(_ count: Count) -> LocalizedText {
    .init(en: "and \(count.en) more; --verbose lists them", de: "und \(count.de) weitere; --verbose nennt sie")
  }

  static func heading(id: String, revision: Int) -> LocalizedText {
    .init(en: "\(id), revision \(revision)", de: "\(id), Revision \(revision)")
  }

  static func window(from: String?, until: String?) -> LocalizedText {
    switch (from, until) {
    case (let from?, let until?): .init(en: "\(from) to \(until)", de: "\(from) bis \(until)")
    case (let from?, nil): .init(en: "since \(from)", de: "seit \(from)")
    case (nil, let until?): .init(en: "until \(until)", de: "bis \(until)")
    case (nil, nil): .init(en: "at any time", de: "jederzeit")
    }
  }

  static func attribution(actor: String, confidence: LocalizedText) -> LocalizedText {
    .init(en: "\(actor), confidence \(confidence.en)", de: "\(actor), Verlässlichkeit \(confidence.de)")
  }

  static func origin(_ place: AdvisoryOrigin.Place, path: String) -> LocalizedText {
    switch place {
    case .installation: .init(en: "\(path) (installed with Cordon)", de: "\(path) (mit Cordon installiert)")
    case .system: .init(en: "\(path) (this machine’s own)", de: "\(path) (eigene dieses Rechners)")
    case .user: .init(en: "\(path) (your own)", de: "\(path) (Ihre eigene)")
    case .file: .init(en: "\(path) (named on the command line)", de: "\(path) (auf der Befehlszeile genannt)")
    }
  }

  static func overridden(revision: Int, path: String) -> LocalizedText {
    .init(en: "revision \(revision) in \(path)", de: "Revision \(revision) in \(path)")
  }

  static func testSummary(passed: Count, failed: Count, advisories: Count) -> LocalizedText {
    let of: LocalizedText = count(advisories)
    return .init(
      en: "\(passed.en) passed, \(failed.en) failed (\(of.en))",
      de: "\(passed.de) bestanden, \(failed.de) fehlgeschlagen (\(of.de))")
  }

  static func bsi(_ level: Int) -> LocalizedText { .init(en: "BSI level \(level)", de: "BSI-Stufe \(level)") }

  static func product(name: String, platform: LocalizedText) -> LocalizedText {
    .init(en: "\(name) on \(platform.en)", de: "\(name) auf \(platform.de)")
  }

  /// No version list, no range and no window: every version is a reason to look.
  static let noVersions = LocalizedText(
    en: "not published; every version is to be reviewed", de: "nicht veröffentlicht; jede Version ist zu prüfen")

  static let noDifference = LocalizedText(en: "No difference.", de: "Kein Unterschied.")

  static let noAdvisories = LocalizedText(en: "No advisory was found.", de: "Keine Warnmeldung gefunden.")

  static let nothing = LocalizedText(en: "nothing", de: "nichts")

  static func lintSummary(files: Count, errors: Count, warnings: Count) -> LocalizedText {
    let fileText: LocalizedText = .plural(
      files, one: .init(en: "1 file", de: "1 Datei"),
      other: .init(en: "\(files.en) files", de: "\(files.de) Dateien"))
    let errorText: LocalizedText = .plural(
      errors, one: .init(en: "1 error", de: "1 Fehler"),
      other: .init(en: "\(errors.en) errors", de: "\(errors.de) Fehler"))
    let warningText: LocalizedText = .plural(
      warnings, one: .init(en: "1 warning", de: "1 Hinweis"),
      other: .init(en: "\(warnings.en) warnings", de: "\(warnings.de) Hinweise"))
    return .init(
      en: "\(fileText.en): \(errorText.en), \(warningText.en)",
      de: "\(fileText.de): \(errorText.de), \(warningText.de)")
  }
}

extension AdvisoryChange.Kind {
  var word: LocalizedText {
    switch self {
    case .added: .init(en: "added", de: "hinzugefügt")
    case .removed: .init(en: "removed", de: "entfernt")
    case .changed: .init(en: "changed", de: "geändert")
    }
  }

  /// The sign before a change.
  var symbol: String {
    switch self {
    case .added: "+"
    case .removed: "-"
    case .changed: "~"
    }
  }
}
