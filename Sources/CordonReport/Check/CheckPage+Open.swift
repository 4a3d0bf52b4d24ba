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
    if gapGroups().isEmpty { appendRemedies(to: &document) }
  }

  /// One or a few advisories by title, more of them by id alone.
  private func titles(of results: [CheckReport.Result]) -> [StyledText] {
    if results.count <= 3 { return results.map { advisoryTitle($0) } }
    return [say(idList(results, limit: .max), .strong)]
  }

  /// What to do, once for each kind of reason, in the order of the list of reasons.
  private func appendRemedies(to document: inout Document) {
    var reasons: Set<UnknownReason> = Set(report.results.flatMap(\.assessment.doubts).map(\.reason))
    reasons.formUnion(report.coverage.flatMap(\.gaps).map(\.reason))
    var said: Set<LocalizedText> = []
    for reason in UnknownReason.allCases where reasons.contains(reason) {
      if said.insert(reason.remedy).inserted { document.append(.paragraph(say(reason.remedy), depth: 2)) }
    }
  }

  /// The checks that could not look everywhere; those that missed the same places together.
  private func gapGroups() -> [(checks: Set<CheckKind>, coverage: Coverage)] {
    var groups: [(checks: Set<CheckKind>, coverage: Coverage)] = []
    for coverage in report.coverage where !coverage.gaps.isEmpty || coverage.gapsOmitted > 0 {
      let same: Int? = groups.firstIndex {
        $0.coverage.gaps == coverage.gaps && $0.coverage.gapsOmitted == coverage.gapsOmitted
      }
      if let same {
        groups[same].checks.insert(coverage.check)
      } else {
        groups.append(([coverage.check], coverage))
      }
    }
    return groups
  }

  /// The places that could not be looked at, and what to do about them.
  func appendGaps(to document: inout Document) {
    let groups = gapGroups()
    guard !groups.isEmpty else { return }
    document.section(StyledText(SectionTitle.couldNotBeLookedAt.text[language], .strong))
    for (checks, coverage) in groups {
      document.append(.paragraph(say(kindList(checks)), depth: 2))
      let shown: Int = min(coverage.gaps.count, options.shown(of: CheckPage.placesShown))
      var items: [StyledText] = coverage.gaps.prefix(shown).map { gap in
        let detail: String = gap.detail.isEmpty ? gap.reason.word[language] : foreign(gap.detail)
        return StyledText(foreign(gap.path)).followed(by: ": " + detail, .faint)
      }
      let more: Int = coverage.gaps.count - shown + max(0, coverage.gapsOmitted)
      if more > 0 { items.append(say(DetailSentences.morePlaces(Count(more)))) }
      document.append(.items(items, numbered: false, depth: 4))
    }
    appendRemedies(to: &document)
  }
}
