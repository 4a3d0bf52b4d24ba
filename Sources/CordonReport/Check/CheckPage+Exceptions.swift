internal import CordonModel

// What people set aside. It hides nothing: the findings stand where they stood, with a mark.

extension CheckPage {
  /// The mark beside a finding, or beside an advisory that was set aside whole.
  func markField(_ exception: FindingException?) -> [Block.Field] {
    exception.map { [field(.exception, mark($0))] } ?? []
  }

  func mark(_ exception: FindingException) -> LocalizedText {
    ExceptionSentences.mark(exception, id: foreign(exception.id), reason: foreign(exception.reason))
  }

  /// How many findings are set aside, and what that leaves; nothing when none is.
  var setAsideRemark: LocalizedText? {
    let count: Int = report.results.reduce(0) { sum, result in
      let matches: [Match] = result.assessment.matches
      if result.exception != nil { return sum + max(1, matches.count) }
      return sum + matches.filter { $0.exception != nil }.count
    }
    return count == 0 ? nil : ExceptionSentences.setAside(Count(count), open: report.openVerdict)
  }

  /// The exceptions that did something or whose time is over; the others when asked for. Then what is not in force.
  func appendExceptions(to document: inout Document) {
    let problems: [CheckReport.Problem] = report.problems.filter { $0.subject == .exceptions }
    guard !report.exceptions.isEmpty || !problems.isEmpty else { return }
    let shown: [ExceptionUse] = report.exceptions.filter { options.verbose || $0.state != .unused }
    let hidden: Int = report.exceptions.count - shown.count
    document.section(
      say(DetailSentences.titleWithCount(SectionTitle.exceptions.text, Count(report.exceptions.count)), .strong))
    let items: [StyledText] = shown.map { use in
      let exception: FindingException = use.exception
      let name: String = foreign(exception.id) + " (" + foreign(exception.advisory) + ")"
      let text: LocalizedText = ExceptionSentences.use(use)
      return StyledText(name, .strong).followed(by: ": " + text[language])
        .followed(by: "; " + exception.kind.word[language] + ": " + foreign(exception.reason))
        .followed(by: " " + exception.location.inertText, .faint)
    }
    let mistakes: [StyledText] = problems.map { problem in
      StyledText(problem.location.inertText + ": ", .strong).followed(by: foreign(problem.message))
    }
    if !(items + mistakes).isEmpty { document.append(.items(items + mistakes, numbered: false, depth: 2)) }
    if hidden > 0 { document.append(.paragraph(say(ExceptionSentences.unused(Count(hidden))), depth: 2)) }
  }

  /// Packages shown of one advisory before the rest is counted.
  private static let clearedShown = 3

  /// What advisories without a match name, and what was found in versions they do not mean.
  func appendCleared(_ results: [CheckReport.Result], to document: inout Document) {
    let cleared: [CheckReport.Result] = results.filter { !$0.assessment.cleared.isEmpty }
    guard !cleared.isEmpty else { return }
    document.append(.paragraph(say(Remark.foundInOtherVersions.text), depth: 2))
    let items: [StyledText] = cleared.map { result in
      let rows: [Clearance] = result.assessment.cleared
      let shown: [String] = rows.prefix(options.shown(of: CheckPage.clearedShown)).map { row in
        foreign(row.package.name) + " " + foreign(row.package.version ?? "?") + " (" + row.reason.word[language] + ")"
      }
      let more: Int = rows.count - shown.count + max(0, result.assessment.clearedOmitted)
      return say(
        ExceptionSentences.cleared(
          advisory: foreign(result.assessment.advisory.id), packages: shown.joined(separator: ", "),
          more: Count(more)))
    }
    document.append(.items(items, numbered: false, depth: 4))
  }
}
