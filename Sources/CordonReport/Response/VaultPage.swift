internal import CordonModel

/// The items of a vault, and one of them with everything that is known of it.
struct VaultPage: Page {
  let items: [VaultItem]
  let gaps: [Coverage.Gap]
  let vault: String
  let options: TextOptions

  func list() -> Document {
    var document = Document()
    let held: Int = items.filter { $0.standing == .held }.count
    document.append(
      .paragraph(
        say(
          items.isEmpty
            ? ResponseSentences.emptyVault
            : ResponseSentences.held(Count(held), past: Count(items.count - held)), .strong), depth: 0))
    document.append(.paragraph(StyledText(foreign(vault), .code), depth: 0))
    if !items.isEmpty {
      document.append(.space)
      document.append(.table(Table(columns: columns, rows: items.map(row)), depth: 0))
    }
    if !gaps.isEmpty {
      document.section(say(ResponseSentences.unreadable, .strong))
      document.append(
        .items(gaps.map { StyledText(foreign($0.path) + ": " + foreign($0.detail)) }, numbered: false, depth: 2))
    }
    if let first = items.first(where: { $0.standing == .held }) {
      document.append(.space)
      document.append(
        .command(label: say(FieldLabel.next.text), command: "cordon vault show " + first.record.id.text))
    }
    return document
  }

  private var columns: [Table.Column] {
    [
      Table.Column(title: ResponseLabel.item.text[language]),
      Table.Column(title: ResponseLabel.standing.text[language]),
      Table.Column(title: ResponseLabel.taken.text[language]),
      Table.Column(title: FieldLabel.size.text[language], isNumeric: true),
      Table.Column(title: FieldLabel.file.text[language]),
    ]
  }

  private func row(_ item: VaultItem) -> [StyledText] {
    [
      StyledText(item.record.id.text, .code), say(item.standing.word), StyledText(item.record.takenAt.dateText),
      StyledText(Count(Int(clamping: item.record.state.size))[language]),
      StyledText(foreign(PrintablePath.text(item.record.path))),
    ]
  }

  func show(_ item: VaultItem) -> Document {
    var document = Document()
    document.append(.paragraph(StyledText(foreign(PrintablePath.text(item.record.path)), .code), depth: 0))
    var fields: [Block.Field] = [
      label(.item, StyledText(item.record.id.text, .code)), label(.standing, say(item.standing.word)),
      label(.taken, StyledText(item.record.takenAt.text)),
    ]
    fields += VaultPage.fields(of: item.record, self)
    fields += cause(item.record.cause)
    if let ended = item.endedAt { fields.append(label(.ended, StyledText(ended.text))) }
    if let endCause = item.endCause { fields += cause(endCause) }
    document.append(.fields(fields, depth: 2))
    if item.standing == .held {
      document.append(.space)
      document.append(
        .command(label: say(ResponseLabel.undo.text), command: "cordon restore " + item.record.id.text))
    }
    return document
  }

  private func cause(_ cause: ResponseCause) -> [Block.Field] {
    var fields: [Block.Field] = []
    if !cause.reason.isEmpty { fields.append(label(.reason, StyledText(foreign(cause.reason)))) }
    if let advisory = cause.advisory { fields.append(label(.advisory, StyledText(foreign(advisory)))) }
    if !cause.operatorName.isEmpty { fields.append(label(.operatorName, StyledText(foreign(cause.operatorName)))) }
    return fields
  }

  private func label(_ label: ResponseLabel, _ value: StyledText) -> Block.Field {
    Block.Field(label: label.text[language], value: value)
  }

  /// What was recorded of a file.
  static func fields(of record: QuarantineRecord, _ page: some Page) -> [Block.Field] {
    func field(_ label: ResponseLabel, _ text: String) -> Block.Field {
      Block.Field(label: label.text[page.language], value: StyledText(text))
    }
    let state: FileState = record.state
    var fields: [Block.Field] = [
      page.field(.size, StyledText(Count(Int(clamping: state.size))[page.language])),
      field(.owner, "\(state.owner):\(state.group)"), field(.mode, String(state.mode & 0o7777, radix: 8)),
      field(.modified, Timestamp(secondsSinceEpoch: state.modified.seconds).text),
    ]
    if let digest = record.sha256 { fields.append(page.field(.sha256, StyledText(digest.hex, .code))) }
    if let package = record.package { fields.append(page.field(.package, StyledText(page.foreign(package)))) }
    if !state.attributes.isEmpty {
      let names: [String] = state.attributes.map { page.foreign(PrintablePath.text($0.name)) }
      fields.append(field(.attributes, names.joined(separator: ", ")))
    }
    if state.links > 1 {
      var names: [String] = state.otherNames.map { page.foreign(PrintablePath.text($0)) }
      if state.namesNotFound > 0 { names.append("+\(state.namesNotFound)") }
      fields.append(field(.names, names.joined(separator: ", ")))
    }
    return fields
  }
}
