internal import CordonModel
internal import CordonVersions

/// One field as text; `nil` when it is absent or empty.
struct OutlineField {
  let name: String
  let value: String?

  init(_ name: String, _ value: String?) {
    self.name = name
    self.value = value
  }

  init(_ name: String, _ values: [String]) {
    self.init(name, values.isEmpty ? nil : values.joined(separator: ", "))
  }

  init(_ name: String, _ window: TimeWindow?) {
    self.init(name, window.map { ($0.from?.dateText ?? "…") + " to " + ($0.until?.dateText ?? "…") })
  }
}

/// One row of a list: what identifies it, how it reads on one line, and its fields.
struct OutlineRow {
  let key: String
  let fields: [OutlineField]

  init(_ key: String, _ fields: [OutlineField]) {
    self.key = key
    self.fields = fields
  }

  /// The fields that have a value, on one line.
  var summary: String {
    fields.compactMap { field in field.value.map { field.name + ": " + $0 } }.joined(separator: "; ")
  }
}

/// One list of a pack.
struct OutlineSection {
  let name: String
  let rows: [OutlineRow]

  init(_ name: String, _ rows: [OutlineRow]) {
    self.name = name
    self.rows = rows
  }

  /// The rows with their keys made unique: the second of a key is `key#2`.
  var keyed: [(key: String, row: OutlineRow)] {
    var counts: [String: Int] = [:]
    return rows.map { row in
      let count: Int = (counts[row.key] ?? 0) + 1
      counts[row.key] = count
      return (count == 1 ? row.key : row.key + "#\(count)", row)
    }
  }
}

/// An advisory as named texts, in the order of the fields of a pack.
enum AdvisoryOutline {
  static func head(_ advisory: Advisory) -> [OutlineField] {
    let severity: Advisory.Severity = advisory.severity
    return [
      OutlineField("id", advisory.id), OutlineField("revision", String(advisory.revision)),
      OutlineField("title.en", advisory.title.en), OutlineField("title.de", advisory.title.de),
      OutlineField("summary.en", advisory.summary.en), OutlineField("summary.de", advisory.summary.de),
      OutlineField("category", advisory.category.rawValue), OutlineField("tlp", advisory.marking.rawValue),
      OutlineField("severity.cvss.version", severity.cvssVersion),
      OutlineField("severity.cvss.score", severity.cvssScore.map { String($0) }),
      OutlineField("severity.cvss.vector", severity.cvssVector),
      OutlineField("severity.bsi", severity.bsiLevel.map(String.init)),
      OutlineField("dates.compromised", advisory.dates.compromised),
      OutlineField("dates.disclosed", advisory.dates.disclosed?.dateText),
      OutlineField("dates.initial_release_date", advisory.dates.initialRelease.dateText),
      OutlineField("dates.current_release_date", advisory.dates.currentRelease.dateText),
      OutlineField("aliases", advisory.aliases), OutlineField("attribution.actor", advisory.attribution?.actor),
      OutlineField("attribution.confidence", advisory.attribution?.confidence.rawValue),
      OutlineField("attribution.note", advisory.attribution?.note),
      OutlineField("platforms", advisory.platforms.map(\.rawValue)),
    ]
  }

  static func sections(_ advisory: Advisory) -> [OutlineSection] {
    [
      OutlineSection(
        "references",
        advisory.references.map {
          OutlineRow($0.summary, [OutlineField("summary", $0.summary), OutlineField("url", $0.url)])
        }),
      OutlineSection(
        "sources",
        advisory.sources.sorted { $0.key < $1.key }.map { OutlineRow($0.key, [OutlineField("text", $0.value)]) }),
      OutlineSection("products", advisory.products.map(row)), OutlineSection("files", advisory.files.map(row)),
      OutlineSection("paths", advisory.paths.map(row)), OutlineSection("signers", advisory.signers.map(row)),
      OutlineSection("network", advisory.network.map(row)), OutlineSection("traces", advisory.traces.map(row)),
      OutlineSection("rules", advisory.rules.map(row)), OutlineSection("checks", advisory.checks.map(row)),
      OutlineSection("hints", rows(advisory.hints)), OutlineSection("limits", rows(advisory.limits)),
      OutlineSection("tests", advisory.tests.map(row)),
    ]
  }

  /// Texts have no identity but their place.
  private static func rows(_ texts: [LocalizedText]) -> [OutlineRow] {
    texts.enumerated().map {
      OutlineRow(String($0.offset), [OutlineField("en", $0.element.en), OutlineField("de", $0.element.de)])
    }
  }
}
