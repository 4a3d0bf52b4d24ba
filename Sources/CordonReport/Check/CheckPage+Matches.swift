internal import CordonModel
internal import CordonVersions

extension CheckPage {
  /// Matches shown of one advisory before the rest is counted.
  private static let matchesShown = 5

  /// Affected, suspected and remediated advisories, each with every match and why.
  func appendMatched(_ verdict: Verdict, to document: inout Document) {
    let results: [CheckReport.Result] = results(verdict)
    guard !results.isEmpty else { return }
    document.section(verdictTitle(verdict, count: results.count))
    for (index, result) in results.enumerated() {
      if index > 0 { document.append(.space) }
      document.append(.paragraph(advisoryTitle(result), depth: 2))
      if let exception = result.exception { document.append(.fields([field(.exception, mark(exception))], depth: 4)) }
      append(result.assessment, to: &document)
    }
  }

  private func append(_ assessment: Assessment, to document: inout Document) {
    let shown: Int = min(assessment.matches.count, options.shown(of: CheckPage.matchesShown))
    for (index, match) in assessment.matches.prefix(shown).enumerated() {
      if index > 0 { document.append(.space) }
      var fields: [Block.Field] = fields(of: match)
      if index == shown - 1 { fields += closingFields(of: assessment) }
      document.append(.fields(fields, depth: 4))
    }
    if assessment.matches.isEmpty { document.append(.fields(closingFields(of: assessment), depth: 4)) }
    let more: Int = assessment.matches.count - shown
    if more > 0 { document.append(.paragraph(say(DetailSentences.moreMatches(Count(more))), depth: 4)) }
    let omitted: Int = max(0, assessment.matchesOmitted)
    if omitted > 0 { document.append(.paragraph(say(ExplainSentences.moreMatches(Count(omitted))), depth: 4)) }
  }

  func advisoryTitle(_ result: CheckReport.Result) -> StyledText {
    let title: LocalizedText = LocalizedText(en: foreign(result.title.en), de: foreign(result.title.de))
    let advisory: AdvisoryReference = result.assessment.advisory
    return say(
      DetailSentences.advisoryTitle(id: foreign(advisory.id), revision: advisory.revision, title: title), .strong)
  }

  /// Everything that is shown of one match.
  func fields(of match: Match) -> [Block.Field] {
    var fields: [Block.Field] = [
      field(match.subject.kind == .package ? .product : .what, StyledText(foreign(match.productName)))
    ]
    fields += self.fields(of: match.subject)
    fields.append(field(.why, match.why))
    fields.append(field(.decidedBy, StyledText(foreign(match.decidedBy))))
    if let purl = match.subject.purl { fields.append(field(.packageURL, StyledText(foreign(purl)))) }
    return fields + markField(match.exception)
  }

  /// What is said once for an advisory: the three axes, and which required checks are open beside the matches.
  func closingFields(of assessment: Assessment) -> [Block.Field] {
    let open: [Block.Field] = assessment.doubts.map {
      field(.alsoOpen, sentence(of: $0))
    }
    return [field(.examined, DetailSentences.axes(assessment.axes))] + open
  }
}
