internal import CordonModel

/// The sentences of a comparison of two inventories, each whole in each language. Names come in already inert.
enum DifferenceSentences {
  static func summary(added: Count, removed: Count, changed: Count, unchanged: Count) -> LocalizedText {
    .init(
      en: "\(added.en) added, \(removed.en) removed, \(changed.en) changed; \(unchanged.en) as before.",
      de: "\(added.de) hinzugefügt, \(removed.de) entfernt, \(changed.de) geändert; \(unchanged.de) wie zuvor.")
  }

  static func none(unchanged: Count) -> LocalizedText {
    .init(
      en: "No difference: \(unchanged.en) packages are as before.",
      de: "Kein Unterschied: \(unchanged.de) Pakete sind wie zuvor.")
  }

  static func title(_ target: String) -> LocalizedText {
    .init(en: "What changed on \(target)", de: "Was sich auf \(target) geändert hat")
  }

  /// A document: its subject, when it was written, by what.
  static func origin(format: String, tool: String?, time: String?, subject: String?) -> LocalizedText {
    let parts: String = [subject, time, tool, format].compactMap { $0 }.joined(separator: ", ")
    return .init(en: parts, de: parts)
  }

  /// Packages that are there now, of a type the earlier inventory does not list.
  static func unknownToOld(type: String, _ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "\(type): \(count.en) package is there now. The earlier inventory lists none of this type.",
        de: "\(type): \(count.de) Paket ist jetzt da. Das frühere Inventar nennt keines dieser Art."),
      other: .init(
        en: "\(type): \(count.en) packages are there now. The earlier inventory lists none of this type.",
        de: "\(type): \(count.de) Pakete sind jetzt da. Das frühere Inventar nennt keines dieser Art."))
  }

  /// Packages of the earlier inventory that were not looked for now.
  static func unknownToNew(type: String, _ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "\(type): \(count.en) package of the earlier inventory. This type was not looked for now.",
        de: "\(type): \(count.de) Paket des früheren Inventars. Nach dieser Art wurde jetzt nicht gesucht."),
      other: .init(
        en: "\(type): \(count.en) packages of the earlier inventory. This type was not looked for now.",
        de: "\(type): \(count.de) Pakete des früheren Inventars. Nach dieser Art wurde jetzt nicht gesucht."))
  }

  static func withoutPurl(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "\(count.en) component of the earlier inventory has no package URL, and nothing here has its name.",
        de: "\(count.de) Komponente des früheren Inventars hat keine Paket-URL, und nichts hier heißt so."),
      other: .init(
        en: "\(count.en) components of the earlier inventory have no package URL, and nothing here has their names.",
        de: "\(count.de) Komponenten des früheren Inventars haben keine Paket-URL, und nichts hier heißt so."))
  }

  static func passedOver(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "\(count.en) component of the earlier inventory is no package, but a file, a device or a system.",
        de: "\(count.de) Komponente des früheren Inventars ist kein Paket, sondern Datei, Gerät oder System."),
      other: .init(
        en: "\(count.en) components of the earlier inventory are no packages, but files, devices or systems.",
        de: "\(count.de) Komponenten des früheren Inventars sind keine Pakete, sondern Dateien, Geräte oder Systeme."))
  }

  static func unreadable(_ count: Count) -> LocalizedText {
    .plural(
      count,
      one: .init(
        en: "\(count.en) component of the earlier inventory could not be read.",
        de: "\(count.de) Komponente des früheren Inventars war nicht lesbar."),
      other: .init(
        en: "\(count.en) components of the earlier inventory could not be read.",
        de: "\(count.de) Komponenten des früheren Inventars waren nicht lesbar."))
  }

  static func places(_ place: String, more: Count) -> LocalizedText {
    .init(en: "\(place) and \(more.en) more", de: "\(place) und \(more.de) weitere")
  }
}

/// Remarks on a comparison. Each case needs both languages to compile.
enum DifferenceRemark: CaseIterable, Sendable {
  case otherTarget, oldIncomplete, newIncomplete

  var text: LocalizedText {
    switch self {
    case .otherTarget:
      .init(
        en: "The two inventories are of different targets: what is missing here may be there still.",
        de: "Die beiden Inventare betreffen verschiedene Ziele: Was hier fehlt, kann dort noch vorhanden sein.")
    case .oldIncomplete:
      .init(
        en: "The earlier inventory was not complete: what is called added may have been there.",
        de: "Das frühere Inventar war nicht vollständig: Hinzugefügtes kann schon da gewesen sein.")
    case .newIncomplete:
      .init(
        en: "Not everything could be looked at now: what is called removed may be there still.",
        de: "Jetzt konnte nicht alles geprüft werden: Entferntes kann noch vorhanden sein.")
    }
  }
}

extension InventoryDifference.Direction {
  /// After the new version.
  var word: LocalizedText {
    switch self {
    case .up: .init(en: "newer", de: "neuer")
    case .down: .init(en: "older", de: "älter")
    }
  }
}
