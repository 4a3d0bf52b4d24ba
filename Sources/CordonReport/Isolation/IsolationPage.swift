internal import CordonModel

/// Lays out an ``IsolationReport``: the answer, whom the machine still talks to, what ends it, what happened, the way back.
struct IsolationPage: Page {
  let report: IsolationReport
  let options: TextOptions

  func document() -> Document {
    var document = Document()
    let time: String = report.state?.confirmBy.text ?? ""
    document.append(.answer(sign: sign, say(IsolationSentences.answer(report, time: time), .strong)))
    let isLimit: Bool = report.outcome == .done || report.outcome == .waiting
    if !report.messages.isEmpty {
      document.section(say((isLimit ? IsolationLabel.limits : .details).text, .strong))
      document.append(.items(report.messages.map { StyledText(foreign($0)) }, numbered: false, depth: 2))
    }
    if let revision = report.reviewRevision {
      document.append(.space)
      document.append(.paragraph(say(IsolationSentences.review(revision), .strong), depth: 2))
    }
    appendFields(to: &document)
    if let code = report.code {
      document.append(.space)
      document.append(.paragraph(say(IsolationSentences.keepCode), depth: 2))
      document.append(.fields([field(.release, StyledText(foreign(code), .strong))], depth: 2))
    }
    appendHistory(to: &document)
    appendCommands(to: &document)
    if report.ruleset != nil, report.act == .plan {
      document.section(say(IsolationLabel.rules.text, .strong))
      if !report.kernelAsked { document.append(.paragraph(say(IsolationSentences.notAsked), depth: 2)) }
    }
    return document
  }

  /// A sign for those who see no colour: in force, open, or not as it should be.
  private var sign: String {
    switch report.outcome {
    case .refused, .failed, .unreachable: "▲"
    case .waiting: "?"
    case .done: report.act == .status && report.state?.isInForce == true && report.rulesLoaded != true ? "▲" : "●"
    }
  }

  private func field(_ label: IsolationLabel, _ value: StyledText) -> Block.Field {
    Block.Field(label: label.text[language], value: value)
  }

  private func appendFields(to document: inout Document) {
    guard let plan = report.plan ?? shownPlan else { return }
    document.append(.space)
    let kept: [StyledText] = plan.kept.map { kept in
      let name: String = kept.name.map { " " + foreign($0) } ?? ""
      let text: String = foreign(kept.text) + name
      return kept.direction == .outgoing ? StyledText(text) : say(IsolationSentences.incoming(text))
    }
    var fields: [Block.Field] = kept.prefix(options.shown(of: 12)).map { field(.kept, $0) }
    let resolver: StyledText = plan.resolver.map { StyledText($0.text) } ?? say(IsolationSentences.dnsClosed)
    fields.append(field(.lookUps, resolver))
    fields.append(field(.ends, say(IsolationSentences.end(plan.end, name: endName(plan.end)))))
    fields.append(field(.orderedBy, StyledText(foreign(plan.operatorName))))
    fields.append(field(.reason, StyledText(foreign(plan.reason))))
    if let reached = report.reached {
      fields.append(field(.reached, say(IsolationSentences.reached(foreign(reached)))))
    }
    if let ended = report.connectionsEnded {
      fields.append(field(.connections, say(IsolationSentences.ended(Count(ended)))))
    }
    if let installed = report.unitInstalled, report.state?.isInForce == true {
      fields.append(field(.holds, say(installed ? IsolationSentences.unit : IsolationSentences.noUnit)))
    }
    if report.keeperRuns == false, report.state?.isInForce == true {
      fields.append(field(.watched, say(IsolationSentences.noKeeper)))
    }
    if let state = report.state, state.timesTampered > 0 {
      fields.append(field(.tampering, say(IsolationSentences.tampered(Count(state.timesTampered)))))
    }
    document.append(.fields(fields, depth: 2))
  }

  /// The plan of what is in force, or was ended just now.
  private var shownPlan: IsolationPlan? {
    guard let state = report.state, state.isInForce || report.act == .release || options.verbose else { return nil }
    return state.plan
  }

  private func endName(_ end: IsolationEnd) -> String {
    switch end {
    case .date: ""
    case .person(let name): foreign(name)
    case .revision(let reference): foreign(reference.id)
    }
  }

  private func appendHistory(to document: inout Document) {
    guard report.act == .status || report.act == .release, let state = report.state, !state.events.isEmpty else {
      return
    }
    document.section(say(IsolationLabel.history.text, .strong))
    let shown: ArraySlice<IsolationState.Event> = state.events.suffix(options.shown(of: 10))
    document.append(
      .items(
        shown.map { event in
          StyledText(event.time.text + " ").followed(by: IsolationSentences.event(event.kind)[language], .strong)
            .followed(by: event.note.isEmpty ? "" : " " + foreign(event.note), .faint)
        }, numbered: false, depth: 2))
  }

  private func appendCommands(to document: inout Document) {
    guard let state = report.state, state.isInForce else { return }
    document.append(.space)
    if state.phase == .applied {
      document.append(.command(label: say(IsolationLabel.confirm.text), command: "sudo cordon isolate --confirm"))
    }
    document.append(
      .command(label: say(IsolationLabel.undo.text), command: "sudo cordon release --reason \"…\""))
  }
}
