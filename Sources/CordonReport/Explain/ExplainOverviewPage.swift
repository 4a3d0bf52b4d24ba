internal import CordonModel
internal import CordonVersions

/// A short why for every advisory of a result, gravest first.
struct ExplainOverviewPage: Page {
  let request: ExplainRequest
  let options: TextOptions

  var title: String { foreign(request.report.target.name) }

  func document() -> Document {
    let report: CheckReport = request.report
    let page: CheckPage = CheckPage(report: report, options: options)
    var document: Document = Document()
    let verdict: Verdict = report.verdict
    let answer: StyledText = StyledText(verdict.word[language] + ": ", .verdict(verdict))
      .followed(by: ExplainSentences.whyEach(Count(report.results.count))[language], .verdict(verdict))
    document.append(.answer(sign: verdict.symbol, answer))
    ExplainHead(report: report, file: request.file, now: request.now, options: options).append(to: &document)
    for verdict in Verdict.allCases.sorted(by: >) {
      let results: [CheckReport.Result] = page.results(verdict)
      guard !results.isEmpty else { continue }
      document.section(page.verdictTitle(verdict, count: results.count))
      let items: [StyledText] = results.map { result in
        let id: String = foreign(result.assessment.advisory.id)
        return StyledText(id + ": ", .strong).followed(by: why(Explanation(request, result))[language])
      }
      document.append(.items(items, numbered: false, depth: 2))
    }
    page.appendNotAsked(to: &document)
    page.appendExceptions(to: &document)
    if let first = report.results.first {
      document.append(.space)
      let command: String = "cordon explain " + NextCommand.quoted(first.assessment.advisory.id)
      document.append(.command(label: say(FieldLabel.next.text), command: command))
    }
    return document
  }

  /// One or two sentences.
  private func why(_ explanation: Explanation) -> LocalizedText {
    let assessment: Assessment = explanation.assessment
    let target: CheckPage = CheckPage(report: request.report, options: options)
    if let first = assessment.matches.first { return joined([matchLine(first, explanation)] + rest(assessment)) }
    switch assessment.verdict {
    case .remediated: return ExplainRemark.remediated.text
    case .notAffected where assessment.basis == .platformNotConcerned:
      let named: [Platform] = explanation.platforms
      return ExplainSentences.platformNotConcerned(
        names: named.isEmpty ? nil : ExplainSentences.platforms(named), target: request.report.target.platform.ofTarget)
    case .notAffected:
      let packages: Count = Count(max(0, request.report.packageCount))
      let checks: LocalizedText = ExplainSentences.kinds(assessment.required)
      return joined([ExplainSentences.nothingMatched(packages: packages, checks: checks)] + clearedLine(assessment))
    case .unknown, .suspected, .affected:
      return joined(assessment.doubts.map { target.sentence(of: $0) } + clearedLine(assessment))
    }
  }

  private func matchLine(_ match: Match, _ explanation: Explanation) -> LocalizedText {
    let version: String = match.subject.version.map { " " + foreign($0) } ?? ""
    let rule: String = foreign(explanation.place(of: match.rule, product: match.productID))
    return ExplainSentences.match(
      foreign(match.subject.name) + version, reason: match.why, by: rule,
      place: foreign(match.subject.location))
  }

  private func rest(_ assessment: Assessment) -> [LocalizedText] {
    let more: Int = max(0, assessment.matches.count - 1 + max(0, assessment.matchesOmitted))
    return more == 0 ? [] : [ExplainSentences.moreMatches(Count(more))]
  }

  private func clearedLine(_ assessment: Assessment) -> [LocalizedText] {
    guard let first = assessment.cleared.first else { return [] }
    let name: String = foreign(first.package.name) + " " + foreign(first.package.version ?? "?")
    let reason: LocalizedText = first.reason.sentence
    return [LocalizedText(en: name + ": " + reason.en, de: name + ": " + reason.de)]
  }

  private func joined(_ parts: [LocalizedText]) -> LocalizedText {
    LocalizedText(en: parts.map(\.en).joined(separator: " "), de: parts.map(\.de).joined(separator: " "))
  }
}
