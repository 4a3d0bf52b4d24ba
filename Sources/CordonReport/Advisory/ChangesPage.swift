internal import CordonModel

/// What changed between two revisions.
struct ChangesPage: Page {
  let changes: [AdvisoryChange]
  let options: TextOptions

  func document() -> Document {
    var document: Document = Document()
    if changes.isEmpty { document.append(.paragraph(say(AdvisorySentences.noDifference), depth: 0)) }
    for change in changes {
      let title: String = foreign(change.field) + " (" + change.kind.word[language] + ")"
      document.append(.answer(sign: change.kind.symbol, StyledText(title, .strong)))
      var fields: [Block.Field] = []
      if let old = change.old { fields.append(.init(label: AdvisoryLabel.old.text[language], value: prose(old))) }
      if let new = change.new { fields.append(.init(label: AdvisoryLabel.new.text[language], value: prose(new))) }
      if !fields.isEmpty { document.append(.fields(fields, depth: 4)) }
    }
    return document
  }
}
