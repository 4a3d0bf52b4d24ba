internal import CordonModel

extension CheckPage {
  /// Not affected, in as little room as the ids need; those that needed no look apart from those that had one.
  func appendNotAffected(to document: inout Document) {
    let results: [CheckReport.Result] = results(.notAffected)
    guard !results.isEmpty else { return }
    document.section(verdictTitle(.notAffected, count: results.count))
    let elsewhere: [CheckReport.Result] = results.filter { $0.assessment.basis == .platformNotConcerned }
    let checked: [CheckReport.Result] = results.filter { $0.assessment.basis != .platformNotConcerned }
    appendGroup(checked, title: Remark.checkedNoMatch.text, to: &document)
    appendCleared(checked, to: &document)
    appendGroup(elsewhere, title: DetailSentences.platformSplit(report.target.platform.word), to: &document)
  }

  private func appendGroup(_ results: [CheckReport.Result], title: LocalizedText, to document: inout Document) {
    guard !results.isEmpty else { return }
    document.append(.paragraph(say(DetailSentences.titleWithCount(title, Count(results.count))), depth: 2))
    document.append(.paragraph(say(idList(results, limit: .max), .faint), depth: 4))
  }
}
