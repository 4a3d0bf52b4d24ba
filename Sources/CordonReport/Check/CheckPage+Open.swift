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
        : group.doubts.map { say(sentence(of: $0)) }
      let marks: [StyledText] = group.results.compactMap { result in
        result.exception.map { exception in
          let id: String = foreign(result.assessment.advisory.id)
          return StyledText(id + ": " + FieldLabel.exception.text[language] + ": " + mark(exception)[language])
        }
      }
      document.append(.items(reasons + marks, numbered: false, depth: 4))
    }
    appendCleared(results, to: &document)
    if gapGroups().isEmpty { appendRemedies(to: &document) }
  }

  /// One or a few advisories by title, more of them by id alone.
  private func titles(of results: [CheckReport.Result]) -> [StyledText] {
    if results.count <= 3 { return results.map { advisoryTitle($0) } }
    return [say(idList(results, limit: .max), .strong)]
  }

  /// Why an answer is missing. A folder that is asked what only a machine can say is told so.
  func sentence(of doubt: Assessment.Doubt) -> LocalizedText {
    if isAskedTooMuch(doubt) { return Remark.kindNotAnswering.text }
    if isWithoutSystem(doubt) { return Remark.noSystemThere.text }
    // The check itself was done; only some of what it met is of a kind that cannot be read.
    if doubt.reason == .capabilityMissing, let check = doubt.check,
      report.coverage.contains(where: { $0.check == check && $0.state == .partial })
    {
      return DetailSentences.partlyUnreadable(check)
    }
    return DetailSentences.doubt(check: doubt.check, reason: doubt.reason)
  }

  private func isAskedTooMuch(_ doubt: Assessment.Doubt) -> Bool {
    report.target.kind == .folder && doubt.check == nil && doubt.reason == .excludedByPolicy
  }

  /// A root in which no system was recognised answers nothing.
  private func isWithoutSystem(_ doubt: Assessment.Doubt) -> Bool {
    report.target.kind == .root && report.target.platform == .any && doubt.check == nil
      && doubt.reason == .unsupportedPlatform
  }

  /// What to do, once for each kind of reason, in the order of the list of reasons.
  private func appendRemedies(to document: inout Document) {
    let doubts: [Assessment.Doubt] = report.results.flatMap(\.assessment.doubts)
    var reasons: Set<UnknownReason> = Set(doubts.filter { !isAskedTooMuch($0) }.map(\.reason))
    reasons.formUnion(report.coverage.flatMap(\.gaps).map(\.reason))
    var remedies: [LocalizedText] = doubts.contains(where: isAskedTooMuch) ? [Remark.notAskedOfFolder.text] : []
    if doubts.contains(where: isWithoutSystem) {
      reasons.remove(.unsupportedPlatform)
      remedies.append(Remark.mountTheSystem.text)
    }
    if report.wasRefused {
      reasons.remove(.scanPartial)
      remedies.append(Remark.refused(to: report.runner).text)
    }
    remedies += UnknownReason.allCases.filter(reasons.contains).map(\.remedy)
    var said: Set<LocalizedText> = []
    for remedy in remedies where said.insert(remedy).inserted {
      document.append(.paragraph(say(remedy), depth: 2))
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

extension CheckReport {
  /// Whether a place was closed to the user who ran the check.
  var wasRefused: Bool { coverage.contains { $0.gaps.contains(where: \.isRefused) } }
}
