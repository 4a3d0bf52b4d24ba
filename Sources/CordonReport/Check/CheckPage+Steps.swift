internal import CordonModel

extension CheckPage {
  /// The six steps, each with its state and what that rests on.
  func appendSteps(to document: inout Document) {
    guard let check = report.steps else { return }
    document.section(StyledText(SectionTitle.sixSteps.text[language], .strong))
    var table = Table(
      columns: [
        Table.Column(title: FieldLabel.step.text[language]), Table.Column(title: FieldLabel.state.text[language]),
        Table.Column(title: FieldLabel.evidence.text[language]),
      ], rows: [])
    for step in check.steps {
      let title: String = StepSentences.title(step.kind)[language]
      let grounds: String = step.grounds.map { StepSentences.ground($0)[language] }.joined(separator: "; ")
      table.rows.append([
        StyledText("\(step.kind.number) \(title)"),
        StyledText(step.state.symbol + " " + StepSentences.state(step.state)[language], step.state.style),
        StyledText(grounds, .faint),
      ])
    }
    document.append(.table(table, depth: 2))
  }
}

extension SixStepCheck.State {
  fileprivate var symbol: String {
    switch self {
    case .done: "●"
    case .open: "▲"
    case .waiting: "…"
    case .notNeeded: "–"
    }
  }

  fileprivate var style: Style {
    switch self {
    case .done: .verdict(.notAffected)
    case .open: .strong
    case .waiting, .notNeeded: .faint
    }
  }
}
