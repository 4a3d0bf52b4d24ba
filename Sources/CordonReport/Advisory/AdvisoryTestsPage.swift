internal import CordonModel

/// How advisories' own tests came out: the failed ones, all of them when asked for, and a count.
struct AdvisoryTestsPage: Page {
  let rows: [AdvisoryTestRow]
  let problems: [CheckReport.Problem]
  let options: TextOptions

  func document() -> Document {
    var document: Document = Document()
    for row in rows where options.verbose || !row.outcome.passed { append(row, to: &document) }
    appendProblems(problems, to: &document)
    if !document.blocks.isEmpty { document.append(.space) }
    let failed: Int = rows.filter { !$0.outcome.passed }.count
    document.append(
      .paragraph(
        say(
          AdvisorySentences.testSummary(
            passed: Count(rows.count - failed), failed: Count(failed),
            advisories: Count(Set(rows.map(\.advisory)).count))), depth: 0))
    return document
  }

  private func append(_ row: AdvisoryTestRow, to document: inout Document) {
    let outcome: AdvisoryTestOutcome = row.outcome
    let title: String = foreign(row.advisory) + ": " + foreign(outcome.test.subject.text)
    document.append(.answer(sign: outcome.passed ? "✓" : "✗", StyledText(title, outcome.passed ? .plain : .strong)))
    guard !outcome.passed else { return }
    var fields: [Block.Field] = [
      .init(label: AdvisoryLabel.expected.text[language], value: StyledText(outcome.test.expect.rawValue)),
      .init(
        label: AdvisoryLabel.answered.text[language],
        value: StyledText(outcome.actual.rawValue + ": " + foreign(outcome.explanation))),
    ]
    if let why = outcome.test.why { fields.append(.init(label: FieldLabel.why.text[language], value: prose(why))) }
    document.append(.fields(fields, depth: 4))
  }
}
