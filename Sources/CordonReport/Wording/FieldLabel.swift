internal import CordonModel

/// The labels of fields and columns of a check. Each case needs both languages to compile.
enum FieldLabel: CaseIterable, Sendable {
  case step, evidence, check, state, packages, entries, age
  case product, package, place, dates, why, decidedBy, packageURL, examined, alsoOpen
  case scope, leftOut, next, exception, finding, rule
  case what, file, changed, sha256, size, process, user, executable, started, command, container, tree, contact, time,
    client

  var text: LocalizedText {
    switch self {
    case .step: .init(en: "Step", de: "Schritt")
    case .evidence: .init(en: "Evidence", de: "Beleg")
    case .check: .init(en: "Check", de: "Prüfung")
    case .state: .init(en: "State", de: "Stand")
    case .packages: .init(en: "Found", de: "Gefunden")
    case .entries: .init(en: "Entries", de: "Einträge")
    case .age: .init(en: "Age", de: "Alter")
    case .product: .init(en: "Product", de: "Produkt")
    case .package: .init(en: "Package", de: "Paket")
    case .place: .init(en: "Place", de: "Ort")
    case .dates: .init(en: "Dates", de: "Datum")
    case .why: .init(en: "Why", de: "Grund")
    case .decidedBy: .init(en: "Decided by", de: "Maßgeblich")
    case .packageURL: .init(en: "Package URL", de: "Paket-URL")
    case .examined: .init(en: "Examined", de: "Untersucht")
    case .alsoOpen: .init(en: "Also open", de: "Noch offen")
    case .scope: .init(en: "Scope", de: "Bereich")
    case .leftOut: .init(en: "Left out", de: "Ausgelassen")
    case .exception: .init(en: "Exception", de: "Ausnahme")
    case .finding: .init(en: "Finding", de: "Fund")
    case .rule: .init(en: "Row", de: "Zeile")
    case .what: .init(en: "What", de: "Was")
    case .file: .init(en: "File", de: "Datei")
    case .changed: .init(en: "Changed", de: "Geändert")
    case .sha256: .init(en: "SHA-256", de: "SHA-256")
    case .size: .init(en: "Size", de: "Größe")
    case .process: .init(en: "Process", de: "Prozess")
    case .user: .init(en: "User", de: "Benutzer")
    case .executable: .init(en: "Program", de: "Programm")
    case .started: .init(en: "Started", de: "Gestartet")
    case .command: .init(en: "Command", de: "Befehl")
    case .container: .init(en: "Container", de: "Container")
    case .tree: .init(en: "Tree", de: "Kette")
    case .contact: .init(en: "Contact", de: "Kontakt")
    case .time: .init(en: "Time", de: "Zeit")
    case .client: .init(en: "Client", de: "Client")
    case .next: .init(en: "Next:", de: "Weiter:")
    }
  }
}
