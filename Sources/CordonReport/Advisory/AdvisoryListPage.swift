internal import CordonModel

/// A table of advisories, one category after the other.
struct AdvisoryListPage: Page {
  let advisories: [ListedAdvisory]
  var problems: [CheckReport.Problem] = []
  let options: TextOptions

  func document() -> Document {
    var document: Document = Document()
    guard !advisories.isEmpty else {
      document.append(.paragraph(say(AdvisorySentences.noAdvisories), depth: 0))
      appendProblems(problems, to: &document)
      return document
    }
    for category in Advisory.Category.allCases {
      let rows: [Advisory] = advisories.map(\.advisory).filter { $0.category == category }.sorted {
        ($0.id, $0.revision) < ($1.id, $1.revision)
      }
      guard !rows.isEmpty else { continue }
      if !document.blocks.isEmpty { document.append(.space) }
      let title: LocalizedText = DetailSentences.titleWithCount(category.word, Count(rows.count))
      document.append(.heading(say(title, .strong)))
      document.append(.table(Table(columns: columns, rows: rows.map(row)), depth: 2))
    }
    appendProblems(problems, to: &document)
    document.append(.space)
    document.append(.paragraph(say(AdvisorySentences.count(Count(advisories.count))), depth: 0))
    let first: String = advisories.map(\.advisory.id).min() ?? ""
    document.append(
      .command(
        label: say(FieldLabel.next.text), command: "cordon advisory show " + NextCommand.quoted(first)))
    return document
  }

  private var columns: [Table.Column] {
    // Ids are padded to the longest of all, so that the tables of all categories stand in line.
    let labels: [(AdvisoryLabel, Bool)] = [
      (.id, false), (.revision, true), (.updated, false), (.cvss, true), (.bsi, true), (.title, false),
    ]
    let idWidth: Int = advisories.map { DisplayWidth.of(foreign($0.advisory.id)) }.max() ?? 0
    return labels.map { label, isNumeric in
      Table.Column(title: label.text[language], isNumeric: isNumeric, minimumWidth: label == .id ? idWidth : 0)
    }
  }

  private func row(_ advisory: Advisory) -> [StyledText] {
    [
      StyledText(foreign(advisory.id), .strong), StyledText(String(advisory.revision)),
      StyledText(advisory.dates.currentRelease.dateText),
      StyledText(advisory.severity.cvssScore.map { AdvisoryListPage.scoreText($0, language) } ?? ""),
      StyledText(advisory.severity.bsiLevel.map(String.init) ?? ""), prose(advisory.title),
    ]
  }

  /// A CVSS score with one digit after the point, or comma.
  static func scoreText(_ score: Double, _ language: Language) -> String {
    guard let tenths = JSONValue.tenths(of: score) else { return "" }
    let point: String = language == .german ? "," : "."
    return String(tenths / 10) + point + String(tenths % 10)
  }
}
