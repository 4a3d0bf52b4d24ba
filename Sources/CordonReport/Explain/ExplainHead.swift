internal import CordonModel

/// When, with what and of what the answer was made: below the first line of every explanation.
struct ExplainHead: Page {
  let report: CheckReport
  let file: String
  let now: Timestamp
  let options: TextOptions

  func append(to document: inout Document) {
    let target: Target = report.target
    let kind: String = " (" + target.kind.word[language] + ")"
    // A folder has no system that could have been recognised.
    let system: String =
      target.kind == .folder ? "" : ", " + foreign(target.system ?? target.platform.ofTarget[language])
    let ago: LocalizedText = ExplainSentences.ago(Explanation.seconds(from: report.finishedAt, to: now))
    let checked: LocalizedText = ExplainSentences.checked(
      at: report.finishedAt.minuteText, ago: ago, tool: foreign(report.toolVersion))
    document.append(.space)
    document.append(
      .paragraph(StyledText(foreign(target.name), .strong).followed(by: system + kind), depth: 2))
    document.append(.paragraph(say(checked), depth: 2))
    document.append(.paragraph(say(DetailSentences.packages(Count(max(0, report.packageCount)))), depth: 2))
    if report.isInterrupted {
      document.append(.paragraph(say(ExplainRemark.interrupted.text, .verdict(.unknown)), depth: 2))
    }
    document.append(.paragraph(say(ExplainSentences.readFrom(foreign(file)), .faint), depth: 2))
  }
}
