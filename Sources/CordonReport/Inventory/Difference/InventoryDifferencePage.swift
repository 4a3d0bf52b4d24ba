internal import CordonModel

/// Lays out an ``InventoryDifference``: how much changed, what, and what could not be compared.
struct InventoryDifferencePage: Page {
  let difference: InventoryDifference
  let options: TextOptions

  /// The name of the page.
  var title: String { DifferenceSentences.title(foreign(difference.new.target.name))[language] }

  func document() -> Document {
    var document = Document()
    let unchanged = Count(difference.unchanged)
    let summary: LocalizedText =
      difference.changes.isEmpty
      ? DifferenceSentences.none(unchanged: unchanged)
      : DifferenceSentences.summary(
        added: Count(difference.count(.added)), removed: Count(difference.count(.removed)),
        changed: Count(difference.count(.changed)), unchanged: unchanged)
    let doubts: [StyledText] = remarks()
    document.append(.answer(sign: difference.changes.isEmpty ? "=" : "≠", say(summary, .strong)))
    document.append(.space)
    document.append(.fields([field(.before, before), field(.after, after)], depth: 2))
    if !doubts.isEmpty {
      document.section(StyledText(SectionTitle.notCompared.text[language], .strong))
      document.append(.items(doubts, numbered: false, depth: 2))
    }
    for kind in [AdvisoryChange.Kind.added, .removed, .changed] { append(kind, to: &document) }
    return document
  }

  private func field(_ label: InventoryLabel, _ text: LocalizedText) -> Block.Field {
    Block.Field(label: label.text[language], value: say(text))
  }

  private var before: LocalizedText {
    let old: BaselineInventory.Origin = difference.old
    return DifferenceSentences.origin(
      format: foreign(old.format), tool: old.tool.map { foreign($0) }, time: old.time?.minuteText,
      subject: old.subject.map { foreign($0) })
  }

  private var after: LocalizedText {
    let new: InventoryReport = difference.new
    return DifferenceSentences.origin(
      format: InventoryJSON.schema, tool: "cordon " + foreign(new.toolVersion), time: new.finishedAt.minuteText,
      subject: foreign(new.target.name))
  }

  /// What the reader has to know before believing "added" and "removed".
  private func remarks() -> [StyledText] {
    var remarks: [LocalizedText] = []
    if difference.isOtherTarget { remarks.append(DifferenceRemark.otherTarget.text) }
    if difference.old.isComplete == false { remarks.append(DifferenceRemark.oldIncomplete.text) }
    if !difference.new.isComplete { remarks.append(DifferenceRemark.newIncomplete.text) }
    for one in difference.unknownToOld {
      remarks.append(DifferenceSentences.unknownToOld(type: foreign(one.type ?? "-"), Count(one.count)))
    }
    for one in difference.unknownToNew {
      remarks.append(
        one.type.map { DifferenceSentences.unknownToNew(type: foreign($0), Count(one.count)) }
          ?? DifferenceSentences.withoutPurl(Count(one.count)))
    }
    if difference.passedOver > 0 { remarks.append(DifferenceSentences.passedOver(Count(difference.passedOver))) }
    if difference.unreadable > 0 { remarks.append(DifferenceSentences.unreadable(Count(difference.unreadable))) }
    return remarks.map { say($0) }
  }

  private func append(_ kind: AdvisoryChange.Kind, to document: inout Document) {
    let changes: [InventoryDifference.Change] = difference.changes.filter { $0.kind == kind }
    guard !changes.isEmpty else { return }
    let word: LocalizedText = kind.word
    let title: LocalizedText = DetailSentences.titleWithCount(word, Count(changes.count))
    document.section(StyledText(kind.symbol + " ").followed(by: title[language], .strong))
    var labels: [InventoryLabel] = [.name, .type]
    if kind != .added { labels.append(.before) }
    if kind != .removed { labels.append(.after) }
    labels.append(.place)
    let columns: [Table.Column] = labels.map { Table.Column(title: $0.text[language]) }
    document.append(.table(Table(columns: columns, rows: changes.map(row)), depth: 2))
  }

  private func row(_ change: InventoryDifference.Change) -> [StyledText] {
    var cells: [StyledText] = [StyledText(foreign(change.name), .strong), StyledText(foreign(change.type))]
    if change.kind != .added { cells.append(StyledText(change.oldVersion.map { foreign($0) } ?? "-")) }
    if change.kind != .removed {
      let version = StyledText(change.newVersion.map { foreign($0) } ?? "-")
      cells.append(change.direction.map { version.followed(by: " (" + $0.word[language] + ")", .faint) } ?? version)
    }
    let place: String = change.location.map { foreign($0) } ?? "-"
    let places: String =
      change.places > 1 && change.location != nil
      ? DifferenceSentences.places(place, more: Count(change.places - 1))[language] : place
    cells.append(StyledText(places, .faint))
    return cells
  }
}
