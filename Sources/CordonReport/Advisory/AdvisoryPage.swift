internal import CordonModel

/// One advisory as a technician reads it: what it is, what it recognises, what is checked, what to do, where it is from.
struct AdvisoryPage: Page {
  let listed: ListedAdvisory
  let options: TextOptions

  var advisory: Advisory { listed.advisory }

  /// Texts of a list without an order of work that are shown before the rest is counted.
  private static let textsShown = 10

  func document() -> Document {
    var document: Document = Document()
    document.append(
      .paragraph(
        say(AdvisorySentences.heading(id: foreign(advisory.id), revision: advisory.revision), .strong), depth: 0))
    document.append(.paragraph(prose(advisory.title), depth: 0))
    document.append(.space)
    document.append(.fields(facts(), depth: 2))
    document.section(title(.summary))
    document.append(.paragraph(prose(advisory.summary), depth: 2))
    appendProducts(to: &document)
    appendIndicators(to: &document)
    appendChecks(to: &document)
    appendTexts(.whatToDo, advisory.hints.map { prose($0) }, isNumbered: true, to: &document)
    appendTexts(.limits, advisory.limits.map { prose($0) }, to: &document)
    appendTexts(.references, advisory.references.map(reference), to: &document)
    let sources: [StyledText] = advisory.sources.sorted { $0.key < $1.key }.map { key, value in
      StyledText(foreign(key) + ": ", .faint).followed(by: prose(value).inertText)
    }
    appendTexts(.sources, sources, to: &document)
    document.append(.space)
    document.append(
      .command(
        label: say(FieldLabel.next.text), command: "cordon check " + checkArgument))
    return document
  }

  /// How `check` is told about this advisory: a file is named again.
  private var checkArgument: String {
    listed.origin.place == .file
      ? "--advisory " + NextCommand.quoted(listed.origin.path) : NextCommand.quoted(advisory.id)
  }

  func title(_ title: SectionTitle) -> StyledText { StyledText(title.text[language], .strong) }

  func field(_ label: AdvisoryLabel, _ value: StyledText) -> Block.Field {
    Block.Field(label: label.text[language], value: value)
  }

  private func facts() -> [Block.Field] {
    let dates: Advisory.Dates = advisory.dates
    var fields: [Block.Field] = [field(.category, say(advisory.category.word))]
    let severity: String = severityText()
    if !severity.isEmpty { fields.append(field(.severity, StyledText(severity))) }
    fields.append(field(.marking, StyledText("TLP:" + advisory.marking.rawValue)))
    if let disclosed = dates.disclosed { fields.append(field(.disclosed, StyledText(disclosed.dateText))) }
    if let window = dates.compromised { fields.append(field(.circulated, say(windowText(window)))) }
    fields.append(field(.published, StyledText(dates.initialRelease.dateText)))
    fields.append(field(.updated, StyledText(dates.currentRelease.dateText)))
    if !advisory.aliases.isEmpty {
      fields.append(field(.aliases, StyledText(advisory.aliases.map { foreign($0) }.joined(separator: ", "))))
    }
    if let attribution = advisory.attribution {
      fields.append(
        field(
          .attribution,
          say(
            AdvisorySentences.attribution(
              actor: foreign(attribution.actor), confidence: attribution.confidence.word))))
    }
    fields.append(
      field(.origin, say(AdvisorySentences.origin(listed.origin.place, path: foreign(listed.origin.path)))))
    for pack in listed.overridden {
      fields.append(
        field(.overrides, say(AdvisorySentences.overridden(revision: pack.revision, path: foreign(pack.origin.path)))))
    }
    return fields
  }

  private func severityText() -> String {
    let severity: Advisory.Severity = advisory.severity
    var parts: [String] = []
    if let score = severity.cvssScore {
      let version: String = severity.cvssVersion.map { " " + foreign($0) } ?? ""
      parts.append("CVSS" + version + ": " + AdvisoryListPage.scoreText(score, language))
    }
    if let level = severity.bsiLevel { parts.append(AdvisorySentences.bsi(level)[language]) }
    if let vector = severity.cvssVector { parts.append(foreign(vector)) }
    return parts.joined(separator: ", ")
  }

  func windowText(_ window: TimeWindow) -> LocalizedText {
    AdvisorySentences.window(from: window.from?.dateText, until: window.until?.dateText)
  }

  private func reference(_ reference: Advisory.Reference) -> StyledText {
    let summary: StyledText = prose(reference.summary)
    return reference.url.map { summary.followed(by: " " + foreign($0), .faint) } ?? summary
  }

  private func appendTexts(
    _ section: SectionTitle, _ texts: [StyledText], isNumbered: Bool = false, to document: inout Document
  ) {
    guard !texts.isEmpty else { return }
    document.section(title(section))
    let shown: Int = isNumbered ? texts.count : min(texts.count, options.shown(of: AdvisoryPage.textsShown))
    document.append(.items(Array(texts.prefix(shown)), numbered: isNumbered, depth: 2))
    appendMore(texts.count - shown, depth: 2, to: &document)
  }

  /// One row for every platform and kind of target: what is required now, what later.
  private func appendChecks(to document: inout Document) {
    guard !advisory.checks.isEmpty else { return }
    document.section(title(.checks))
    for check in advisory.checks {
      let targets: String = check.targets.map { $0.word[language] }.joined(separator: ", ")
      document.append(.paragraph(StyledText(check.platform.word[language] + ": " + targets), depth: 2))
      let required: String = check.require.map { $0.word[language] }.joined(separator: ", ")
      var fields: [Block.Field] = [
        field(.now, required.isEmpty ? say(AdvisorySentences.nothing) : StyledText(required))
      ]
      if !check.later.isEmpty {
        fields.append(field(.later, StyledText(check.later.map { $0.word[language] }.joined(separator: ", "))))
      }
      document.append(.fields(fields, depth: 4))
    }
  }
}
