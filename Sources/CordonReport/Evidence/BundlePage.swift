internal import CordonModel

/// Lays out a ``BundleVerdict``: is it genuine, what is wrong, what could not be looked at, who signed it.
struct BundlePage: Page {
  let verdict: BundleVerdict
  let options: TextOptions

  /// Defects shown before the rest is counted.
  private static let defectsShown = 20

  var title: String { EvidenceLabel.bundle.text[language] + " " + foreign(verdict.bundle ?? "") }

  func document() -> Document {
    var document = Document()
    document.append(answer())
    document.append(.space)
    document.append(.fields(fields(), depth: 2))
    appendDefects(to: &document)
    appendGaps(to: &document)
    if !verdict.drafts.isEmpty {
      document.append(.space)
      document.append(.paragraph(say(EvidenceSentences.drafts(Count(verdict.drafts.count))), depth: 2))
    }
    return document
  }

  /// The answer in one sentence.
  func answer() -> Block {
    let sentence: LocalizedText =
      switch verdict.state {
      case .genuine: EvidenceSentences.genuine
      case .intact: EvidenceSentences.intact
      case .incomplete: EvidenceSentences.incomplete
      case .manipulated: EvidenceSentences.manipulated(Count(verdict.defects.count + verdict.defectsOmitted))
      }
    let sign: Verdict = verdict.state.sign
    return .answer(sign: sign.symbol, say(sentence, .verdict(sign)))
  }

  /// What the bundle is, and who signed it.
  func fields() -> [Block.Field] {
    var fields: [Block.Field] = []
    if let bundle = verdict.bundle { fields.append(field(.bundle, StyledText(foreign(bundle), .code))) }
    fields.append(
      field(
        .contents,
        say(
          EvidenceSentences.contents(
            items: Count(verdict.itemCount), parts: Count(verdict.parts.count),
            bytes: ByteSize(verdict.byteCount)[language]))))
    var signers: [SignerKey] = []
    for case let signer? in verdict.parts.map(\.signer) where !signers.contains(signer) { signers.append(signer) }
    for signer in signers.prefix(options.shown(of: 4)) {
      let validity: LocalizedText = EvidenceSentences.validity(
        from: signer.notBefore.minuteText, to: signer.notAfter.minuteText)
      fields.append(
        field(
          .signer,
          StyledText(signer.fingerprint?.hex ?? "", .code).followed(by: " " + validity[language], .faint)))
    }
    if let last = verdict.parts.last(where: { $0.signed != nil })?.signed {
      fields.append(field(.signed, StyledText(last.minuteText)))
    }
    if let head = verdict.head { fields.append(field(.head, StyledText(head.hex, .code))) }
    return fields
  }

  /// Every defect, as far as a page goes.
  func appendDefects(to document: inout Document) {
    guard !verdict.defects.isEmpty else { return }
    document.section(say(EvidenceLabel.whatIsWrong.text, .strong))
    let shown: Int = options.shown(of: BundlePage.defectsShown)
    let labels: [EvidenceLabel] = [.item, .whatKind, .detail]
    let columns: [Table.Column] = labels.map { Table.Column(title: $0.text[language]) }
    let rows: [[StyledText]] = verdict.defects.prefix(shown).map { defect in
      [StyledText(place(of: defect), .strong), say(defect.kind.word), StyledText(foreign(defect.detail), .faint)]
    }
    document.append(.table(Table(columns: columns, rows: rows), depth: 2))
    let more: Int = verdict.defects.count - rows.count + verdict.defectsOmitted
    if more > 0 { document.append(.paragraph(say(EvidenceSentences.moreDefects(Count(more))), depth: 2)) }
  }

  private func place(of defect: BundleDefect) -> String {
    if let item = defect.item { return foreign(item) }
    guard let part = defect.part else { return EvidenceLabel.bundle.text[language] }
    return EvidenceLabel.part.text[language] + " " + String(part)
  }

  private func appendGaps(to document: inout Document) {
    guard !verdict.gaps.isEmpty else { return }
    document.section(say(SectionTitle.couldNotBeLookedAt.text, .strong))
    var items: [StyledText] = verdict.gaps.prefix(options.shown(of: 10)).map { gap in
      StyledText(foreign(gap.path)).followed(by: ": " + foreign(gap.detail), .faint)
    }
    let more: Int = verdict.gaps.count - items.count + verdict.gapsOmitted
    if more > 0 { items.append(say(DetailSentences.morePlaces(Count(more)))) }
    document.append(.items(items, numbered: false, depth: 2))
  }

  private func field(_ label: EvidenceLabel, _ value: StyledText) -> Block.Field {
    Block.Field(label: label.text[language], value: value)
  }
}

extension BundleVerdict.State {
  /// The verdict whose sign and colour say the same.
  var sign: Verdict {
    switch self {
    case .genuine: .notAffected
    case .intact, .incomplete: .unknown
    case .manipulated: .affected
    }
  }
}

/// A number of bytes for people, with the sign of its unit, which is the same in both languages.
struct ByteSize {
  private let bytes: Int

  init(_ bytes: Int) { self.bytes = max(0, bytes) }

  subscript(language: Language) -> String {
    let units: [String] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
    var value: Int = bytes
    var rest: Int = 0
    var unit: Int = 0
    while value >= 1_024, unit + 1 < units.count {
      rest = value % 1_024
      value /= 1_024
      unit += 1
    }
    let fraction: String = unit > 0 && value < 10 ? (language == .german ? "," : ".") + String(rest * 10 / 1_024) : ""
    return String(value) + fraction + " " + units[unit]
  }
}
