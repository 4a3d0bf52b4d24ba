internal import CordonModel

/// What a response did, the answer first, then what did not go as asked.
struct ResponsePage: Page {
  let report: ResponseReport
  let options: TextOptions
  /// Files listed one by one, unless everything is asked for.
  private static let few = 20

  func document() -> Document {
    var document = Document()
    let all: [Disposition] = report.dispositions
    let isWhole: Bool = report.succeeded.count == all.count
    document.append(
      .answer(
        sign: isWhole ? "✓" : "!",
        say(
          ResponseSentences.answer(
            report.kind, done: Count(report.succeeded.count), of: Count(all.count), isDryRun: report.isDryRun), .strong
        )))
    if report.kind == .export { document.append(.paragraph(say(ResponseSentences.exportWarning), depth: 0)) }
    if report.kind == .remove { document.append(.paragraph(say(ResponseSentences.removeWarning), depth: 0)) }
    appendRecovered(to: &document)
    // What did not go as asked comes first: it needs somebody.
    let rows: [Disposition] = all.filter { !report.succeeded.contains($0) } + report.succeeded
    for row in rows.prefix(options.shown(of: ResponsePage.few)) {
      document.append(.space)
      append(row, to: &document)
    }
    if let undo = report.succeeded.first?.undo {
      document.append(.space)
      document.append(.command(label: say(ResponseLabel.undo.text), command: undo))
    }
    return document
  }

  private func appendRecovered(to document: inout Document) {
    guard !report.recovered.isEmpty else { return }
    document.section(say(ResponseSentences.recovered, .strong))
    for one in report.recovered {
      document.append(.paragraph(StyledText(foreign(PrintablePath.text(one.path)), .code), depth: 2))
      document.append(.items(sentences(one), numbered: false, depth: 4))
    }
  }

  private func append(_ one: Disposition, to document: inout Document) {
    document.append(.paragraph(StyledText(foreign(PrintablePath.text(one.path)), .code), depth: 0))
    var fields: [Block.Field] = [label(.outcome, say(one.outcome.word))]
    if let item = one.item { fields.append(label(.item, StyledText(item.text, .code))) }
    if let record = one.record { fields += VaultPage.fields(of: record, self) }
    if !one.runners.isEmpty {
      fields.append(label(.processes, StyledText(one.runners.map(runner).joined(separator: "\n"))))
    }
    document.append(.fields(fields, depth: 2))
    let sentences: [StyledText] = sentences(one)
    if !sentences.isEmpty { document.append(.items(sentences, numbered: false, depth: 2)) }
    guard one.outcome == .planned else { return }
    document.append(.paragraph(say(ResponseLabel.plan.text), depth: 2))
    document.append(.items(ResponseSentences.plan(one).map { say($0) }, numbered: true, depth: 4))
  }

  func label(_ label: ResponseLabel, _ value: StyledText) -> Block.Field {
    Block.Field(label: label.text[language], value: value)
  }

  private func sentences(_ one: Disposition) -> [StyledText] {
    var all: [StyledText] = []
    if let obstacle = one.obstacle {
      let detail: String = one.detail.isEmpty ? "" : " (" + foreign(one.detail) + ")"
      all.append(say(obstacle.sentence).followed(by: detail))
    } else if !one.detail.isEmpty {
      all.append(StyledText(foreign(one.detail)))
    }
    return all + one.remarks.map { say($0.sentence) }
  }

  /// `412 evil (1 systemd, 300 sh)`
  private func runner(_ one: Disposition.Runner) -> String {
    let above: String = one.ancestors.map { foreign($0) }.joined(separator: " ← ")
    return "\(one.pid) " + foreign(one.name) + (above.isEmpty ? "" : " ← " + above)
  }
}
