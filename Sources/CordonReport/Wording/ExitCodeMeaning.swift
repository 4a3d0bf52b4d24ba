package import CordonModel

/// The exit codes of `cordon` and what each says. The raw values are frozen.
package enum ExitCodeMeaning: Int32, Sendable, Hashable, CaseIterable {
  case done = 0
  case runtimeError = 1
  case affected = 10
  case suspected = 11
  case unknown = 12
  case usage = 64
  case badInput = 65
  case unreachable = 69
  case temporary = 75
  case notPermitted = 77
  case configuration = 78
  case interrupted = 130
  case terminated = 143

  /// What the code says, as a sentence.
  package var meaning: LocalizedText {
    switch self {
    case .done:
      .init(
        en: "Done; for check: complete, and not affected or remediated.",
        de: "Erledigt; bei check: vollständig und nicht betroffen oder bereinigt.")
    case .runtimeError:
      .init(en: "It failed; nothing can be stated.", de: "Gescheitert; es lässt sich nichts aussagen.")
    case .affected: .init(en: "Affected.", de: "Betroffen.")
    case .suspected: .init(en: "Suspected; nothing is affected.", de: "Verdacht; nichts ist betroffen.")
    case .unknown:
      .init(
        en: "Unknown; nothing is affected or suspected, but not everything was answered.",
        de: "Unbekannt; weder betroffen noch Verdacht, aber nicht alles wurde beantwortet.")
    case .usage: .init(en: "The command line is wrong.", de: "Die Befehlszeile ist falsch.")
    case .badInput: .init(en: "Data cannot be used as given.", de: "Daten sind so nicht verwendbar.")
    case .unreachable: .init(en: "The server cannot be reached.", de: "Der Server ist nicht erreichbar.")
    case .temporary: .init(en: "Failed for now; try again.", de: "Vorübergehend gescheitert; versuchen Sie es erneut.")
    case .notPermitted: .init(en: "Not permitted.", de: "Nicht erlaubt.")
    case .configuration: .init(en: "The configuration is wrong.", de: "Die Konfiguration ist falsch.")
    case .interrupted: .init(en: "Interrupted.", de: "Unterbrochen.")
    case .terminated: .init(en: "Terminated.", de: "Beendet.")
    }
  }

  /// Every code with its meaning, one a line, for `help exit-codes`.
  package static func table(options: TextOptions) -> String {
    let rows: [[StyledText]] = allCases.map { code in
      [StyledText(String(code.rawValue)), StyledText(code.meaning[options.language])]
    }
    let columns: [Table.Column] = [.init(title: "", isNumeric: true), .init(title: "")]
    let document: Document = Document(blocks: [.table(Table(columns: columns, rows: rows), depth: 2)])
    return DocumentTextWriter.text(of: document, width: options.width, usesColour: options.colour)
  }
}
