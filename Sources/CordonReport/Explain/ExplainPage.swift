internal import CordonModel
internal import CordonVersions

/// Lays out why one answer is what it is.
///
/// The order is that of the questions: what is the answer and how old, why, what else was found, what was looked at and
/// what not, what a person decided, what would change it.
struct ExplainPage: Page {
  let explanation: Explanation
  let file: String
  let options: TextOptions

  /// Matches shown before the rest is counted.
  static let matchesShown = 10

  /// The page of the check, for what both say alike.
  var check: CheckPage {
    var report: CheckReport = explanation.report
    let kinds: Set<CheckKind> = Set(explanation.steps.map(\.check))
    report.coverage = report.coverage.filter { kinds.contains($0.check) }
    report.results = [explanation.result]
    return CheckPage(report: report, options: options)
  }

  func document() -> Document {
    var document: Document = Document()
    appendAnswer(to: &document)
    appendWhy(to: &document)
    appendCleared(to: &document)
    appendSought(to: &document)
    appendSteps(to: &document)
    check.appendGaps(to: &document)
    appendLater(to: &document)
    appendExceptions(to: &document)
    appendTurningPoints(to: &document)
    appendLimits(to: &document)
    appendNext(to: &document)
    return document
  }

  var title: String {
    foreign(explanation.finding ?? explanation.assessment.advisory.id)
  }

  private func appendAnswer(to document: inout Document) {
    let verdict: Verdict = explanation.assessment.verdict
    let name: StyledText = check.advisoryTitle(explanation.result)
    let answer: StyledText = StyledText(verdict.word[language] + ": ", .verdict(verdict))
    document.append(.answer(sign: verdict.symbol, StyledText(spans: answer.spans + name.spans)))
    ExplainHead(report: explanation.report, file: file, now: explanation.now, options: options).append(to: &document)
  }

  // MARK: - Why

  private func appendWhy(to document: inout Document) {
    document.section(StyledText(FieldLabel.why.text[language], .strong))
    let matches: [Match] = explanation.matches
    guard !matches.isEmpty else {
      document.append(.items(reasons().map { say($0) }, numbered: false, depth: 2))
      return
    }
    if let exception = explanation.result.exception {
      document.append(.fields([field(.exception, check.mark(exception))], depth: 2))
    }
    let shown: Int = min(matches.count, options.shown(of: ExplainPage.matchesShown))
    for (index, match) in matches.prefix(shown).enumerated() {
      if index > 0 { document.append(.space) }
      document.append(.fields(fields(of: match), depth: 2))
    }
    if matches.count > shown {
      document.append(.paragraph(say(DetailSentences.moreMatches(Count(matches.count - shown))), depth: 2))
    }
    let open: [StyledText] = explanation.assessment.doubts.map { doubt in
      StyledText(FieldLabel.alsoOpen.text[language] + ": " + check.sentence(of: doubt)[language])
    }
    if !open.isEmpty { document.append(.items(open, numbered: false, depth: 2)) }
    let omitted: Int = max(0, explanation.assessment.matchesOmitted)
    if omitted > 0 { document.append(.paragraph(say(ExplainSentences.notKept(Count(omitted))), depth: 2)) }
  }

  private func fields(of match: Match) -> [Block.Field] {
    let place: String = explanation.place(of: match.rule, product: match.productID)
    return [field(.finding, StyledText(explanation.id(of: match), .strong))] + check.fields(of: match)
      + [field(.rule, StyledText(foreign(place) + " (" + foreign(match.productID) + ")"))]
  }

  /// Why there is no match, or no answer.
  private func reasons() -> [LocalizedText] {
    let assessment: Assessment = explanation.assessment
    let packages: Count = Count(max(0, explanation.report.packageCount))
    switch assessment.verdict {
    case .remediated: return [ExplainRemark.remediated.text]
    case .notAffected where assessment.basis == .platformNotConcerned: return [platformReason]
    case .notAffected:
      let checks: LocalizedText = ExplainSentences.kinds(assessment.required)
      return [ExplainSentences.nothingMatched(packages: packages, checks: checks)]
    case .unknown, .suspected, .affected:
      let doubts: [LocalizedText] = assessment.doubts.map { check.sentence(of: $0) }
      let required: [LocalizedText] = assessment.required.isEmpty ? [ExplainRemark.nothingRequired.text] : []
      let isSought: Bool = explanation.samePack == nil || !explanation.sought.isEmpty
      let target: LocalizedText = explanation.report.target.platform.ofTarget
      let found: LocalizedText =
        isSought ? ExplainSentences.nothingNamed(packages: packages) : ExplainSentences.noProducts(on: target)
      return doubts + required + [found]
    }
  }

  private var platformReason: LocalizedText {
    let named: [Platform] = explanation.platforms
    return ExplainSentences.platformNotConcerned(
      names: named.isEmpty ? nil : ExplainSentences.platforms(named),
      target: explanation.report.target.platform.ofTarget)
  }

  // MARK: - What it rests on

  private func appendSteps(to document: inout Document) {
    guard explanation.assessment.basis != .platformNotConcerned else { return }
    let steps: [Explanation.Step] = explanation.steps
    document.section(StyledText(SectionTitle.whatWasChecked.text[language], .strong))
    guard !steps.isEmpty else {
      document.append(.paragraph(say(Remark.noChecks.text), depth: 2))
      return
    }
    let labels: [(FieldLabel, Bool)] = [
      (.check, false), (.state, false), (.packages, true), (.entries, true), (.age, false),
    ]
    let columns: [Table.Column] = labels.map { Table.Column(title: $0.0.text[language], isNumeric: $0.1) }
    document.append(.table(Table(columns: columns, rows: steps.map(row)), depth: 2))
    if explanation.assessment.required.isEmpty {
      document.append(.paragraph(say(ExplainRemark.nothingRequired.text), depth: 2))
    }
    check.appendScope(to: &document)
  }

  private func row(_ step: Explanation.Step) -> [StyledText] {
    guard let coverage = step.coverage else {
      return [
        say(step.check.word), say(ExplainRemark.notRun.text, .strong), StyledText(""), StyledText(""), StyledText(""),
      ]
    }
    let age: Int64 = Explanation.seconds(from: coverage.collectedAt, to: explanation.now)
    return [
      say(step.check.word), say(coverage.state.word, coverage.state == .complete ? .plain : .strong),
      StyledText(Count(max(0, coverage.itemsFound))[language]),
      StyledText(Count(max(0, coverage.entriesExamined))[language]), say(ExplainSentences.ago(age)),
    ]
  }

  private func appendLater(to document: inout Document) {
    let assessment: Assessment = explanation.assessment
    guard assessment.basis != .platformNotConcerned else { return }
    document.section(StyledText(SectionTitle.notExaminedYet.text[language], .strong))
    document.append(.paragraph(say(DetailSentences.axes(assessment.axes)), depth: 2))
    guard !assessment.later.isEmpty else { return }
    document.append(.paragraph(say(DetailSentences.laterList(ExplainSentences.kinds(assessment.later))), depth: 2))
  }

  private func appendExceptions(to document: inout Document) {
    var report: CheckReport = explanation.report
    report.exceptions = explanation.exceptions
    report.problems = []
    var all: TextOptions = options
    all.verbose = true
    CheckPage(report: report, options: all).appendExceptions(to: &document)
  }

  private func appendTurningPoints(to document: inout Document) {
    let points: [TurningPoint] = explanation.turningPoints
    guard !points.isEmpty else { return }
    document.section(StyledText(SectionTitle.whatWouldChange.text[language], .strong))
    document.append(.items(points.map { say($0.text) }, numbered: false, depth: 2))
  }

  private func appendLimits(to document: inout Document) {
    guard !explanation.result.limits.isEmpty else { return }
    document.section(StyledText(SectionTitle.limits.text[language], .strong))
    document.append(.items(explanation.result.limits.map { prose($0) }, numbered: false, depth: 2))
  }

  private func appendNext(to document: inout Document) {
    let id: String = NextCommand.quoted(explanation.assessment.advisory.id)
    document.append(.space)
    document.append(.command(label: say(FieldLabel.next.text), command: "cordon advisory show " + id))
  }
}
