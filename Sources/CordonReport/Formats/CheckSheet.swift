internal import CordonModel
internal import CordonVersions

/// Lays out a ``CheckReport`` for a page that is wider than a terminal and can hold tables: Markdown and HTML. What is
/// said is what ``CheckPage`` says, in the same order.
struct CheckSheet: Page {
  let page: CheckPage
  /// Matches of one advisory that are shown; the rest is counted.
  let matchLimit: Int
  /// Whether long parts are folded.
  let isFolding: Bool

  var options: TextOptions { page.options }
  private var report: CheckReport { page.report }

  /// Rows of a table of matches that stand open.
  private static let rowsOpen = 10

  /// For tickets and chats: the first few unless everything is asked for.
  static func markdown(_ report: CheckReport, options: TextOptions) -> CheckSheet {
    CheckSheet(
      page: CheckPage(report: report, options: options), matchLimit: options.verbose ? 1_000 : 5, isFolding: false)
  }

  /// For a file that is opened in a browser: everything, what is long behind a fold.
  static func html(_ report: CheckReport, options: TextOptions) -> CheckSheet {
    var options: TextOptions = options
    options.verbose = true
    return CheckSheet(page: CheckPage(report: report, options: options), matchLimit: 1_000, isFolding: true)
  }

  /// The title of the page.
  var title: String { FindingSentences.pageTitle(target: foreign(report.target.name))[language] }

  func document() -> Document {
    var document: Document = Document()
    page.appendAnswer(to: &document)
    appendFindings(to: &document)
    page.appendNextCommand(to: &document)
    return document
  }

  /// Everything between the answer and the next command.
  func appendFindings(to document: inout Document) {
    document.append(.tally(tallies()))
    for verdict in [Verdict.affected, .suspected, .remediated] { appendMatched(verdict, to: &document) }
    page.appendUnknown(to: &document)
    page.appendGaps(to: &document)
    page.appendHints(to: &document)
    page.appendExceptions(to: &document)
    page.appendNotAffected(to: &document)
    page.appendChecks(to: &document)
    page.appendLater(to: &document)
    page.appendNotAsked(to: &document)
    page.appendProblems(report.problems.filter { $0.subject == .advisory }, to: &document)
    appendFolded(to: &document) { page.appendLimits(to: &$0) }
  }

  private func tallies() -> [Block.Tally] {
    Verdict.allCases.sorted(by: >).map { verdict in
      Block.Tally(verdict: verdict, word: verdict.word[language], count: Count(page.results(verdict).count))
    }
  }

  /// A section whose contents are folded where the page can; the heading stays.
  private func appendFolded(to document: inout Document, _ append: (inout Document) -> Void) {
    var section: Document = Document()
    append(&section)
    guard isFolding, let heading = section.blocks.firstIndex(where: { if case .heading = $0 { true } else { false } })
    else {
      document.blocks += section.blocks
      return
    }
    let rest: [Block] = Array(section.blocks[(heading + 1)...])
    document.blocks += section.blocks[...heading]
    document.append(.fold(title: say(PageWord.showAll.text), rest))
  }

  // MARK: Matches

  private func appendMatched(_ verdict: Verdict, to document: inout Document) {
    let results: [CheckReport.Result] = page.results(verdict)
    guard !results.isEmpty else { return }
    document.section(page.verdictTitle(verdict, count: results.count))
    for result in results {
      document.append(.subheading(page.advisoryTitle(result), depth: 2))
      if let exception = result.exception {
        document.append(.paragraph(say(page.mark(exception), .strong), depth: 2))
      }
      append(result, to: &document)
    }
  }

  private func append(_ result: CheckReport.Result, to document: inout Document) {
    let matches: [Match] = result.assessment.matches
    let shown: [Match] = Array(matches.prefix(matchLimit))
    if !shown.isEmpty { document.append(.table(table(of: shown, in: result), depth: 4)) }
    let more: Int = matches.count - shown.count + max(0, result.assessment.matchesOmitted)
    if more > 0 {
      let sentence: LocalizedText =
        options.verbose ? FindingSentences.matchesElsewhere(Count(more)) : DetailSentences.moreMatches(Count(more))
      document.append(.paragraph(say(sentence), depth: 4))
    }
    document.append(.fields(page.closingFields(of: result.assessment), depth: 4))
  }

  private func table(of matches: [Match], in result: CheckReport.Result) -> Table {
    let hasExceptions: Bool = matches.contains { $0.exception != nil }
    let labels: [LocalizedText] =
      [FieldLabel.package, .place, .why, .dates].map(\.text) + [FieldLabel.finding.text]
      + (hasExceptions ? [FieldLabel.exception.text] : [])
    let columns: [Table.Column] = labels.map { Table.Column(title: $0[language]) }
    let rows: [[StyledText]] = matches.map { match in
      row(match, of: result.assessment.advisory.id) + (hasExceptions ? [setAside(match.exception)] : [])
    }
    return Table(
      caption: foreign(result.assessment.advisory.id), foldsAfter: CheckSheet.rowsOpen, columns: columns, rows: rows)
  }

  private func row(_ match: Match, of advisory: String) -> [StyledText] {
    let package: MatchSubject = match.subject
    let dates: LocalizedText = DetailSentences.dates(
      installed: package.installedAt?.dateText, updated: package.updatedAt?.dateText)
    return [
      say(page.named(package), .strong).followed(by: " ").followed(by: foreign(match.productName), .faint),
      StyledText(foreign(package.location), .code),
      say(match.why).followed(by: " ").followed(by: foreign(match.decidedBy), .code), say(dates),
      StyledText(FindingID(advisory: advisory, match: match).text, .code),
    ]
  }

  private func setAside(_ exception: FindingException?) -> StyledText {
    exception.map { say(page.mark($0)) } ?? StyledText("–")
  }
}

extension CheckPage {
  /// Name and version of a package, or that it has none.
  func named(_ package: SoftwarePackage) -> LocalizedText { named(.package(package)) }

  /// As above; files, processes and contacts have no version to miss.
  func named(_ package: MatchSubject) -> LocalizedText {
    let name: String = foreign(package.name)
    guard let version = package.version else {
      return package.package == nil ? LocalizedText(en: name, de: name) : DetailSentences.noVersion(name: name)
    }
    let text: String = name + " " + foreign(version)
    return LocalizedText(en: text, de: text)
  }
}
