internal import CordonModel

/// The sentences of an inventory, each whole in each language. Names come in already inert.
enum InventorySentences {
  /// The name of the page.
  static func title(_ target: String) -> LocalizedText {
    .init(en: "Software on \(target)", de: "Software auf \(target)")
  }

  /// The answer when everything was looked at.
  static func complete(_ count: Count, _ target: LocalizedText) -> LocalizedText {
    .plural(
      count,
      one: .init(en: "1 package on \(target.en).", de: "1 Paket auf \(target.de)."),
      other: .init(en: "\(count.en) packages on \(target.en).", de: "\(count.de) Pakete auf \(target.de)."))
  }

  /// The answer when something was not looked at.
  static func incomplete(_ count: Count, _ target: LocalizedText) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "Not complete: 1 package was found on \(target.en), and not every place could be looked at.",
        de: "Nicht vollständig: 1 Paket auf \(target.de) gefunden, und nicht jeder Ort konnte geprüft werden."),
      other: .init(
        en: "Not complete: \(count.en) packages were found on \(target.en), and not every place could be looked at.",
        de:
          "Nicht vollständig: \(count.de) Pakete auf \(target.de) gefunden, und nicht jeder Ort konnte geprüft werden."
      ))
  }

  /// What was looked at, after "on" (German: dative).
  static func target(_ kind: TargetKind, path: String) -> LocalizedText {
    switch kind {
    case .live: .init(en: "this machine", de: "diesem Rechner")
    case .root: .init(en: "the system at \(path)", de: "dem System unter \(path)")
    case .folder: .init(en: "the folder \(path)", de: "dem Ordner \(path)")
    }
  }

  /// The title of a group whose packages are all recorded in one place.
  static func group(_ title: LocalizedText, _ count: Count, place: String?) -> LocalizedText {
    let head: LocalizedText = DetailSentences.titleWithCount(title, count)
    guard let place else { return head }
    return .init(en: "\(head.en), recorded in \(place)", de: "\(head.de), verzeichnet in \(place)")
  }

  /// For standard error, when the output itself is not for people.
  static func note(gaps: Count) -> LocalizedText {
    .plural(
      gaps,
      one: .init(
        en: "Not everything could be looked at: 1 gap, listed under coverage. With --strict this ends with 12.",
        de: "Nicht alles konnte geprüft werden: 1 Lücke, verzeichnet unter coverage. Mit --strict endet das mit 12."),
      other: .init(
        en:
          "Not everything could be looked at: \(gaps.en) gaps, listed under coverage. With --strict this ends with 12.",
        de:
          "Nicht alles konnte geprüft werden: \(gaps.de) Lücken, verzeichnet unter coverage. Mit --strict endet das mit 12."
      ))
  }
}

/// The labels of the columns of an inventory. Each case needs both languages to compile.
enum InventoryLabel: CaseIterable, Sendable {
  case name, type, version, place, change, before, after, limit, value

  var text: LocalizedText {
    switch self {
    case .name: .init(en: "Package", de: "Paket")
    case .type: .init(en: "Type", de: "Typ")
    case .version: .init(en: "Version", de: "Version")
    case .place: .init(en: "Place", de: "Ort")
    case .change: .init(en: "Change", de: "Änderung")
    case .before: .init(en: "Before", de: "Vorher")
    case .after: .init(en: "After", de: "Nachher")
    case .limit: .init(en: "Limit", de: "Grenze")
    case .value: .init(en: "Value", de: "Wert")
    }
  }
}
