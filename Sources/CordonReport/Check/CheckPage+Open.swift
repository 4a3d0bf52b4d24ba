internal import CordonModel

// What is not known, and where nobody could look.

extension CheckPage {
  /// Places shown before the rest is counted.
  private static let placesShown = 5

  /// Unknown advisories, those with the same reasons together.
  func appendUnknown(to document: inout Document) {
    let results: [CheckReport.Result] = results(.unknown)
    guard !results.isEmpty else { return }
    document.section(verdictTitle(.unknown, count: results.count))
    var groups: [(doubts: [Assessment.Doubt], results: [CheckReport.Result])] = []
    for result in results {
      let doubts: [Assessment.Doubt] = result.assessment.doubts
      if let index = groups.firstIndex(where: { $0.doubts == doubts }) {
        groups[index].results.append(result)
      } else {
        groups.append((doubts, [result]))
      }
    }
    for (index, group) in groups.enumerated() {
      if index > 0 { document.append(.space) }
      for title in titles(of: group.results) { document.append(.paragraph(title, depth: 2)) }
      let reasons: [StyledText] =
        group.doubts.isEmpty
        ? [say(Remark.kindNotAnswering.text)]
        : group.doubts.map { say(DetailSentences.doubt(check: $0.check, reason: $0.reason)) }
      document.append(.items(reasons, numbered: false, depth: 4))
    }
    for remedy in remedies(of: results) { document.append(.paragraph(say(remedy), depth: 2)) }
  }

  /// One or a few advisories by title, more of them by id alone.
  private func titles(of results: [CheckReport.Result]) -> [StyledText] {
    if results.count <= 3 { return results.map { advisoryTitle($0) } }
    return [say(idList(results, limit: .max), .strong)]
  }

  /// What to do, once for each kind of reason, in the order of the list of reasons.
  private func remedies(of results: [CheckReport.Result]) -> [LocalizedText] {
    let reasons: Set<UnknownReason> = Set(results.flatMap(\.assessment.doubts).map(\.reason))
    var remedies: [LocalizedText] = []
    for reason in UnknownReason.allCases where reasons.contains(reason) {
      if !remedies.contains(reason.remedy) { remedies.append(reason.remedy) }
    }
    return remedies
  }

  /// The places themselves, first those of the checks that failed.
  func appendGaps(to document: inout Document) {
    let gapped: [Coverage] = report.coverage.filter { !$0.gaps.isEmpty || $0.gapsOmitted > 0 }
    guard !gapped.isEmpty else { return }
    let title: String = SectionTitle.couldNotBeLookedAt.text[language]
    document.section(StyledText(title, .strong))
    for coverage in gapped {
      document.append(.paragraph(say(coverage.check.word), depth: 2))
      let shown: Int = min(coverage.gaps.count, options.shown(of: CheckPage.placesShown))
      var items: [StyledText] = coverage.gaps.prefix(shown).map { gap in
        let detail: String = gap.detail.isEmpty ? gap.reason.word[language] : foreign(gap.detail)
        return StyledText(foreign(gap.path)).followed(by: ": " + detail, .faint)
      }
      let more: Int = coverage.gaps.count - shown + max(0, coverage.gapsOmitted)
      if more > 0 { items.append(say(DetailSentences.morePlaces(Count(more)))) }
      document.append(.items(items, numbered: false, depth: 4))
    }
  }
}
