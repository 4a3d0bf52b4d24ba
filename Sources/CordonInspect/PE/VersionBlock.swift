/// The nested blocks of a `VS_VERSIONINFO`: fixed numbers, tables of texts by language, the texts.
///
/// Each block has its length, the length of its value, a name in UTF-16 and, on the next multiple of four, its value and
/// then its children. Lengths that lie end the block they stand in.
struct VersionBlock {
  private let fields: LittleEndianFields

  private static let signature: Int = 0xFEEF_04BD
  /// Characters of one text that are kept.
  private static let textLimit: Int = 1_024

  init(_ fields: LittleEndianFields) { self.fields = fields }

  /// `nil` when this is no version block at all.
  func version() -> ProgramVersion? {
    guard let top = block(at: 0, end: fields.bytes.count), top.name == "VS_VERSION_INFO" else { return nil }
    var version = ProgramVersion()
    if top.valueLength >= 52, fields.u32(top.value) == VersionBlock.signature {
      version.fixedFile = numbers(top.value + 8)
      version.fixedProduct = numbers(top.value + 16)
    }
    for part in children(of: top, after: top.value + top.valueLength) where part.name == "StringFileInfo" {
      for table in children(of: part, after: part.value) {
        // The first language that has a text gives it.
        for text in children(of: table, after: table.value) where version.texts[text.name] == nil {
          version.texts[text.name] = value(of: text)
        }
      }
    }
    return version
  }

  private struct Block {
    let end: Int
    let name: String
    let value: Int
    /// In bytes for numbers; for texts, whose writers disagree on the unit, not used.
    let valueLength: Int
  }

  private func block(at place: Int, end: Int) -> Block? {
    guard let length = fields.u16(place), length >= 6, let valueLength = fields.u16(place + 2), place + length <= end
    else { return nil }
    let limit: Int = place + length
    let name: String = fields.utf16(place + 6, end: min(limit, place + 6 + 128))
    let value: Int = VersionBlock.aligned(place + 6 + 2 * (name.utf16.count + 1))
    return Block(end: limit, name: name, value: min(value, limit), valueLength: valueLength)
  }

  /// At most one for every eight bytes of the parent.
  private func children(of parent: Block, after start: Int) -> [Block] {
    var found: [Block] = []
    var place: Int = VersionBlock.aligned(start)
    while place < parent.end, let child = block(at: place, end: parent.end) {
      found.append(child)
      place = VersionBlock.aligned(child.end)
    }
    return found
  }

  private func value(of text: Block) -> String {
    let end: Int = min(text.end, text.value + 2 * VersionBlock.textLimit)
    let whole: String = fields.utf16(text.value, end: end)
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    let rest: Substring = whole.drop(while: isSpace)
    guard let last = rest.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(rest[...last])
  }

  private func numbers(_ place: Int) -> String? {
    guard let high = fields.u32(place), let low = fields.u32(place + 4), high | low != 0 else { return nil }
    return "\(high >> 16).\(high & 0xFFFF).\(low >> 16).\(low & 0xFFFF)"
  }

  private static func aligned(_ place: Int) -> Int { (place + 3) & ~3 }
}
