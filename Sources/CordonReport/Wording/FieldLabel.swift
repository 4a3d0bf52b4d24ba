internal import CordonModel

/// The labels of fields and columns of a check. Each case needs both languages to compile.
enum FieldLabel: CaseIterable, Sendable {
  case check, state, packages, entries, age
  case product, package, place, dates, why, decidedBy, packageURL, examined, alsoOpen
  case scope, leftOut, next, exception, finding, rule

  var text: LocalizedText {
    switch self {
    case .check: .init(en: "Check", de: "Prüfung")
    case .state: .init(en: "State", de: "Stand")
    case .packages: .init(en: "Packages", de: "Pakete")
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
    case .next: .init(en: "Next:", de: "Weiter:")
    }
  }
}
