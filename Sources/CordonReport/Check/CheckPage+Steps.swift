internal import CordonModel

extension CheckPage {
  /// The six steps, each with its state and what that rests on.
  func appendSteps(to document: inout Document) {
    guard let check = report.steps else { return }
    document.section(StyledText(SectionTitle.sixSteps.text[language], .strong))
    document.append(.table(StepTable.table(of: check, in: language), depth: 2))
  }
}

/// The six steps as a table.
enum StepTable {
  /// - Parameter items: ids of the items of evidence that a step rests on; `nil` leaves that column out.
  static func table(
    of check: SixStepCheck, in language: Language, items: ((SixStepCheck.Kind) -> String)? = nil
  ) -> Table {
    let why: FieldLabel = items == nil ? .evidence : .why
    var labels: [FieldLabel] = [.step, .state, why]
    if items != nil { labels.append(.evidence) }
    var table = Table(columns: labels.map { Table.Column(title: $0.text[language]) }, rows: [])
    for step in check.steps {
      let title: String = StepSentences.title(step.kind)[language]
      let grounds: String = step.grounds.map { StepSentences.ground($0)[language] }.joined(separator: "; ")
      var row: [StyledText] = [
        StyledText("\(step.kind.number) \(title)"),
        StyledText(step.state.symbol + " " + StepSentences.state(step.state)[language], step.state.style),
        StyledText(grounds, .faint),
      ]
      if let items { row.append(StyledText(items(step.kind), .code)) }
      table.rows.append(row)
    }
    return table
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
