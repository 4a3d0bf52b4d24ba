/// The texts of a few elements of an XML file, found by their path, such as `package/metadata/id`.
///
/// A scan, not a parser: it knows elements, attributes as far as to skip them, comments, CDATA and the five entities
/// of XML itself. A document type is never read, so nothing is expanded and nothing is fetched; memory is bounded by
/// what is wanted. The first of equal paths counts. Prefixes of names are left off.
package struct XMLLeaves: Sendable, Hashable {
  private var values: [String: String] = [:]
  /// Why the file could not be read to its end; what stood before is kept.
  package private(set) var fault: String?

  private let bytes: [UInt8]
  private let wanted: Set<String>
  private let valueLimit: Int
  private var position: Int = 0
  /// The open elements; those deeper than any path that is wanted are only counted.
  private var open: [String] = []
  private var deeper: Int = 0
  private var text: [UInt8] = []

  private static let depth: Int = 4

  /// - Parameter valueLimit: bytes of a text; a longer one counts as absent.
  package init(_ bytes: [UInt8], wanted: Set<String>, valueLimit: Int) {
    self.bytes = XMLLeaves.utf8(bytes)
    self.wanted = wanted
    self.valueLimit = valueLimit
    scan()
  }

  /// The text at a path, without the spaces around it.
  package subscript(path: String) -> String? { values[path] }

  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 2, let first = bytes.first, first == 0xFF || first == 0xFE, bytes[1] == first ^ 1 else {
      return bytes
    }
    let isLittle: Bool = first == 0xFF
    let units: [UInt16] = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      let (a, b): (UInt16, UInt16) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? a | b << 8 : a << 8 | b
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}

extension XMLLeaves {
  private mutating func scan() {
    while position < bytes.count, fault == nil {
      guard bytes[position] == 0x3C else {
        let end: Int = find(0x3C, from: position)
        take(position..<end, isLiteral: false)
        position = end
        continue
      }
      if starts("<!--") {
        skip(past: "-->", from: position + 4)
      } else if starts("<![CDATA[") {
        let start: Int = position + 9
        skip(past: "]]>", from: start)
        if fault == nil { take(start..<(position - 3), isLiteral: true) }
      } else if starts("<!") {
        fault = "a document type is not read"
      } else if starts("<?") {
        skip(past: "?>", from: position + 2)
      } else {
        tag()
      }
    }
    if fault == nil, !open.isEmpty { fault = "the file ends inside an element" }
  }

  private mutating func tag() {
    let start: Int = position + 1
    var end: Int = start
    var quote: UInt8 = 0
    while end < bytes.count {
      let byte: UInt8 = bytes[end]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        break
      }
      end += 1
    }
    guard end < bytes.count else {
      fault = "a tag without its end"
      return
    }
    position = end + 1
    if bytes[start] == 0x2F { return closeElement() }
    openElement(start..<end)
    if bytes[end - 1] == 0x2F, end > start { closeElement() }
  }

  private mutating func openElement(_ range: Range<Int>) {
    text.removeAll(keepingCapacity: true)
    guard deeper == 0, open.count < XMLLeaves.depth else {
      deeper += 1
      return
    }
    let whole: ArraySlice<UInt8> = bytes[range].prefix { $0 > 0x20 && $0 != 0x2F }
    let local: ArraySlice<UInt8> = whole.suffix(from: whole.lastIndex(of: 0x3A).map { $0 + 1 } ?? whole.startIndex)
    open.append(String(decoding: local.prefix(64), as: UTF8.self))
  }

  private mutating func closeElement() {
    if deeper > 0 {
      deeper -= 1
      return
    }
    guard !open.isEmpty else {
      fault = "an end tag without its element"
      return
    }
    let path: String = open.joined(separator: "/")
    if wanted.contains(path), values[path] == nil, text.count <= valueLimit {
      let value: ArraySlice<UInt8> = ByteLines.trimmed(text[...])
      if !value.isEmpty { values[path] = String(decoding: value, as: UTF8.self) }
    }
    text.removeAll(keepingCapacity: true)
    open.removeLast()
  }

  private mutating func take(_ range: Range<Int>, isLiteral: Bool) {
    guard deeper == 0, text.count <= valueLimit else { return }
    // One byte more than the limit is enough to see that it is passed; an entity is longer than what it stands for.
    let piece: ArraySlice<UInt8> = bytes[range].prefix(8 * (valueLimit + 1))
    if isLiteral || !piece.contains(0x26) {
      text.append(contentsOf: piece.prefix(valueLimit + 1))
    } else {
      text.append(contentsOf: XMLEntities.decode(piece))
    }
  }

  private func starts(_ word: StaticString) -> Bool {
    let end: Int = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    let slice: ArraySlice<UInt8> = bytes[position..<end]
    return word.withUTF8Buffer { buffer in unsafe buffer.elementsEqual(slice) }
  }

  private func find(_ byte: UInt8, from start: Int) -> Int {
    bytes[start...].firstIndex(of: byte) ?? bytes.count
  }

  private mutating func skip(past word: StaticString, from start: Int) {
    position = start
    let last: UInt8 = unsafe word.utf8Start[0]
    while position < bytes.count {
      position = find(last, from: position)
      if starts(word) {
        position += word.utf8CodeUnitCount
        return
      }
      position += 1
    }
    position = bytes.count
    fault = "a comment or its like without its end"
  }
}
