internal import CordonModel

/// The labels of fields and columns where advisories are shown. Each case needs both languages to compile.
enum AdvisoryLabel: CaseIterable, Sendable {
  case id, revision, title, category, severity, marking
  case disclosed, circulated, published, updated, aliases, attribution, origin, overrides, expected, answered
  case now, later, cvss, bsi, kind, field, old, new

  var text: LocalizedText {
    switch self {
    case .id: .init(en: "Id", de: "Kennung")
    case .revision: .init(en: "Rev", de: "Rev")
    case .title: .init(en: "Title", de: "Titel")
    case .category: .init(en: "Category", de: "Art")
    case .severity: .init(en: "Severity", de: "Schwere")
    case .marking: .init(en: "Sharing", de: "Weitergabe")
    case .disclosed: .init(en: "Disclosed", de: "Bekannt seit")
    case .circulated: .init(en: "In circulation", de: "Im Umlauf")
    case .published: .init(en: "Published", de: "Erstfassung")
    case .updated: .init(en: "Updated", de: "Stand")
    case .aliases: .init(en: "Also called", de: "Auch genannt")
    case .attribution: .init(en: "Attributed to", de: "Zugeschrieben")
    case .origin: .init(en: "Read from", de: "Gelesen aus")
    case .expected: .init(en: "Expected", de: "Erwartet")
    case .answered: .init(en: "Answered", de: "Geantwortet")
    case .overrides: .init(en: "Overrides", de: "Ersetzt")
    case .now: .init(en: "Required", de: "Erforderlich")
    case .later: .init(en: "Later", de: "Später")
    case .cvss: .init(en: "CVSS", de: "CVSS")
    case .bsi: .init(en: "BSI", de: "BSI")
    case .kind: .init(en: "Change", de: "Änderung")
    case .field: .init(en: "Field", de: "Feld")
    case .old: .init(en: "Before", de: "Vorher")
    case .new: .init(en: "After", de: "Nachher")
    }
  }
}

/// The labels of what an advisory recognises things by. Each case needs both languages to compile.
enum RecognitionLabel: CaseIterable, Sendable {
  case names, purls, affected, affectedRange, reviewRange, clean, fixed, window, confidence, note
  case files, paths, signers, network, traces, rules

  var text: LocalizedText {
    switch self {
    case .names: .init(en: "Names", de: "Namen")
    case .purls: .init(en: "Package URL", de: "Paket-URL")
    case .affected: .init(en: "Affected", de: "Betroffen")
    case .affectedRange: .init(en: "Affected range", de: "Betr. Bereich")
    case .reviewRange: .init(en: "To review", de: "Zu prüfen")
    case .clean: .init(en: "Not affected", de: "Nicht betroffen")
    case .fixed: .init(en: "Fixed", de: "Behoben in")
    case .window: .init(en: "Installed in", de: "Installiert im Zeitraum")
    case .confidence: .init(en: "Confidence", de: "Verlässlichkeit")
    case .note: .init(en: "Note", de: "Hinweis")
    case .files: .init(en: "Files", de: "Dateien")
    case .paths: .init(en: "Paths", de: "Pfade")
    case .signers: .init(en: "Signers", de: "Signaturen")
    case .network: .init(en: "Network", de: "Netz")
    case .traces: .init(en: "Traces", de: "Spuren")
    case .rules: .init(en: "Rules", de: "Regeln")
    }
  }
}
