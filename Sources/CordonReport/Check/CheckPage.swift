internal import CordonModel

/// Lays out a ``CheckReport`` as a ``Document``.
///
/// The order is that of the reader's questions: am I affected, by what, what is not known, what was looked at, what now.
struct CheckPage: Page {
  let report: CheckReport
  let options: TextOptions

  func document() -> Document {
    var document: Document = Document()
    appendAnswer(to: &document)
    for verdict in [Verdict.affected, .suspected, .remediated] { appendMatched(verdict, to: &document) }
    appendUnknown(to: &document)
    appendGaps(to: &document)
    appendNotAffected(to: &document)
    appendChecks(to: &document)
    appendLater(to: &document)
    appendNotAsked(to: &document)
    appendExceptions(to: &document)
    appendProblems(report.problems.filter { $0.subject == .advisory }, to: &document)
    appendSteps(to: &document)
    appendHints(to: &document)
    appendLimits(to: &document)
    appendNextCommand(to: &document)
    return document
  }

  /// The results with one verdict, in the order of the report.
  func results(_ verdict: Verdict) -> [CheckReport.Result] {
    report.results.filter { $0.assessment.verdict == verdict }
  }

  /// Characters of a name, path or version that are shown.
  static let foreignLimit = 400
  /// Characters of a hint or limit that are shown.
  static let proseLimit = 4_000

  /// Advisory ids joined by commas: all of them up to `limit`, or the first and how many more.
  func idList(_ results: [CheckReport.Result], limit: Int) -> LocalizedText {
    let ids: [String] = results.map { foreign($0.assessment.advisory.id) }
    let shown: String = ids.prefix(limit).joined(separator: ", ")
    guard ids.count > limit else { return LocalizedText(en: shown, de: shown) }
    return CheckSentences.list(shown, more: Count(ids.count - limit))
  }

  /// Kinds of checks joined by commas, in the order of the model.
  func kindList(_ kinds: Set<CheckKind>) -> LocalizedText {
    let words: [LocalizedText] = CheckKind.allCases.filter(kinds.contains).map(\.word)
    return LocalizedText(
      en: words.map(\.en).joined(separator: ", "), de: words.map(\.de).joined(separator: ", "))
  }

  /// `▲ Affected (1)`: the title of the section of a verdict.
  func verdictTitle(_ verdict: Verdict, count: Int) -> StyledText {
    let title: LocalizedText = DetailSentences.titleWithCount(verdict.word, Count(count))
    return StyledText(verdict.symbol + " ", .verdict(verdict)).followed(by: title[language], .verdict(verdict))
  }
}
