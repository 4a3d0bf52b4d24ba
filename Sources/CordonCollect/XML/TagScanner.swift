/// The tags of an XML document, one after the other.
struct TagScanner {
  enum Kind { case open, close, empty }

  struct Tag {
    let kind: Kind
    let name: String
    /// Between the name and the end of the tag.
    let attributes: Range<Int>
    let end: Int
    let hasLanguage: Bool
  }

  private let bytes: [UInt8]
  private var position: Int = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next tag; `nil` at the end, or where the text is no XML.
  mutating func next() -> Tag? {
    while position < bytes.count, let start = bytes[position...].firstIndex(of: 0x3C) {
      let rest: ArraySlice<UInt8> = bytes[start...]
      if rest.starts(with: "<!--".utf8) {
        position = end(of: [0x2D, 0x2D, 0x3E], from: start + 4)
      } else if rest.starts(with: "<![CDATA[".utf8) {
        position = end(of: [0x5D, 0x5D, 0x3E], from: start + 9)
      } else if rest.starts(with: "<?".utf8) {
        position = end(of: [0x3F, 0x3E], from: start + 2)
      } else if rest.starts(with: "<!".utf8) {
        position = endOfDeclaration(from: start + 2)
      } else {
        return tag(from: start)
      }
    }
    position = bytes.count
    return nil
  }

  private mutating func tag(from start: Int) -> Tag? {
    var index: Int = start + 1
    var quote: UInt8 = 0
    while index < bytes.count, quote != 0 || bytes[index] != 0x3E {
      let byte: UInt8 = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      }
      index += 1
    }
    position = index + 1
    guard index < bytes.count else { return nil }
    let isClose: Bool = bytes[start + 1] == 0x2F
    let nameStart: Int = start + (isClose ? 2 : 1)
    guard nameStart <= index else { return nil }
    let isEmpty: Bool = !isClose && index > nameStart && bytes[index - 1] == 0x2F
    let end: Int = isEmpty ? index - 1 : index
    let nameEnd: Int = bytes[nameStart..<end].firstIndex { $0 <= 0x20 } ?? end
    let attributes: Range<Int> = nameEnd..<end
    return Tag(
      kind: isClose ? .close : isEmpty ? .empty : .open,
      name: nameEnd - nameStart > 64 ? "" : String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self),
      attributes: attributes, end: index + 1, hasLanguage: place(of: "xml:lang", in: attributes) != nil)
  }

  /// The value of an attribute.
  func value(of name: StaticString, in tag: Tag, limit: Int) -> String? {
    guard let start = place(of: name, in: tag.attributes), start < tag.attributes.upperBound else { return nil }
    let quote: UInt8 = bytes[start]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    let value: ArraySlice<UInt8> = bytes[(start + 1)..<tag.attributes.upperBound].prefix { $0 != quote }
    return decoded(value, limit: limit)
  }

  /// The text from the tag's end up to the next tag.
  func text(after tag: Tag, limit: Int) -> String? {
    guard tag.kind == .open, tag.end <= bytes.count else { return nil }
    return decoded(ByteLines.trimmed(bytes[tag.end...].prefix(limit &+ 1).prefix { $0 != 0x3C }), limit: limit)
  }

  /// Where the value of an attribute begins, its quote included.
  private func place(of name: StaticString, in range: Range<Int>) -> Int? {
    let word: String = name.description
    var index: Int = range.lowerBound
    while index < range.upperBound {
      while index < range.upperBound, bytes[index] <= 0x20 { index += 1 }
      let start: Int = index
      while index < range.upperBound, bytes[index] != 0x3D { index += 1 }
      let isWanted: Bool = ByteLines.trimmed(bytes[start..<index]).elementsEqual(word.utf8)
      index += 1
      while index < range.upperBound, bytes[index] <= 0x20 { index += 1 }
      guard index < range.upperBound else { return nil }
      if isWanted { return index }
      let quote: UInt8 = bytes[index]
      index += 1
      while index < range.upperBound, bytes[index] != quote { index += 1 }
      index += 1
    }
    return nil
  }

  private func end(of mark: [UInt8], from start: Int) -> Int {
    var index: Int = start
    while index < bytes.count {
      if bytes[index] == mark[0], bytes[index...].starts(with: mark) { return index + mark.count }
      index += 1
    }
    return bytes.count
  }

  /// Behind a declaration such as a document type, whose inner part stands in brackets.
  private func endOfDeclaration(from start: Int) -> Int {
    var index: Int = start
    var isInside: Bool = false
    while index < bytes.count {
      switch bytes[index] {
      case 0x5B: isInside = true
      case 0x5D: isInside = false
      case 0x3E where !isInside: return index + 1
      default: break
      }
      index += 1
    }
    return bytes.count
  }

  private func decoded(_ source: ArraySlice<UInt8>, limit: Int) -> String? {
    guard !source.isEmpty, source.count <= limit else { return nil }
    return String(decoding: source.contains(0x26) ? XMLEntities.decode(source)[...] : source, as: UTF8.self)
  }
}
