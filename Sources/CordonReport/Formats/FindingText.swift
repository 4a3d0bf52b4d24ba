internal import CordonModel
internal import CordonVersions

/// Findings in running text, in one language, for formats with a single text a finding. Foreign text in it is inert.
struct FindingText {
  let page: CheckPage

  init(_ report: CheckReport, language: Language) {
    page = CheckPage(report: report, options: TextOptions(language: language))
  }

  var language: Language { page.language }

  /// What was found, where, and why it matches.
  func sentence(_ match: Match) -> String {
    FindingSentences.finding(
      product: page.foreign(match.productName), package: page.named(match.subject),
      place: page.foreign(match.subject.location), why: match.why,
      decidedBy: page.foreign(match.decidedBy))[language]
  }

  func setAside(_ exception: FindingException) -> String { page.mark(exception)[language] }

  func title(_ result: CheckReport.Result) -> String { page.foreign(result.title[language]) }

  /// Every reason for doubt, as sentences; what stands for an unknown answer without one.
  func doubts(_ assessment: Assessment) -> String {
    guard !assessment.doubts.isEmpty else { return Remark.kindNotAnswering.text[language] }
    return assessment.doubts.map { page.sentence(of: $0)[language] }.joined(separator: " ")
  }

  /// Matches that were only counted, in a sentence; `nil` when there are none.
  func omitted(_ assessment: Assessment) -> String? {
    let count: Int = max(0, assessment.matchesOmitted)
    return count == 0 ? nil : ExplainSentences.notKept(Count(count))[language]
  }

  /// Prose of an advisory, each text on a line of its own.
  func prose(_ texts: [LocalizedText]) -> String {
    texts.map { page.prose($0).inertText }.joined(separator: "\n")
  }
}
