internal import CordonModel

// What stands after the facts: what was not asked, what was broken, what to do, what cannot be answered, what next.

extension CheckPage {
  func appendNotAsked(to document: inout Document) {
    guard !report.notAsked.isEmpty else { return }
    let title: LocalizedText = DetailSentences.titleWithCount(
      SectionTitle.notAsked.text, Count(report.notAsked.count))
    document.section(say(title, .strong))
    let why: Remark = report.target.kind == .folder ? .notAskedOfFolder : .notAskedOfTarget
    document.append(.paragraph(say(why.text), depth: 2))
    let ids: String = report.notAsked.map { foreign($0.id) }.joined(separator: ", ")
    document.append(.paragraph(StyledText(ids, .faint), depth: 4))
  }

  /// The hints of the advisories that matched, for the technician.
  func appendHints(to document: inout Document) {
    let matched: [CheckReport.Result] = (results(.affected) + results(.suspected)).filter { !$0.hints.isEmpty }
    guard !matched.isEmpty else { return }
    document.section(StyledText(SectionTitle.whatToDo.text[language], .strong))
    for result in matched {
      document.append(.paragraph(StyledText(foreign(result.assessment.advisory.id), .strong), depth: 2))
      document.append(.items(result.hints.map { prose($0) }, numbered: true, depth: 4))
    }
  }

  /// The limits of every advisory that is not simply clean; of the others when asked for, or when there is just one.
  func appendLimits(to document: inout Document) {
    let limited: [CheckReport.Result] = report.results.filter { !$0.limits.isEmpty }
    let shown: [CheckReport.Result] = limited.filter {
      options.verbose || report.results.count == 1 || $0.assessment.verdict != .notAffected
    }
    guard !limited.isEmpty else { return }
    document.section(StyledText(SectionTitle.limits.text[language], .strong))
    var groups: [[CheckReport.Result]] = []
    for result in shown {
      if let index = groups.firstIndex(where: { $0.first?.limits == result.limits }) {
        groups[index].append(result)
      } else {
        groups.append([result])
      }
    }
    for group in groups {
      document.append(.paragraph(say(idList(group, limit: .max), .strong), depth: 2))
      document.append(.items(group.first?.limits.map { prose($0) } ?? [], numbered: false, depth: 4))
    }
    let hidden: Int = limited.count - shown.count
    if hidden > 0 { document.append(.paragraph(say(DetailSentences.cleanLimits(Count(hidden))), depth: 2)) }
  }

  func appendNextCommand(to document: inout Document) {
    document.append(.space)
    let label: StyledText = say(FieldLabel.next.text)
    document.append(.command(label: label, command: NextCommand.after(report)))
  }
}

extension CordonError.Location {
  /// `file:line: field`, inert.
  var inertText: String {
    var text: String = InertText(file, limit: CheckPage.foreignLimit).text
    if let line { text += ":" + String(line) }
    if let field { text += ": " + InertText(field, limit: CheckPage.foreignLimit).text }
    return text
  }
}
