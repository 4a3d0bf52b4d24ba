internal import Glibc

/// Why a JSON text cannot be read, and where.
package struct JSONFault: Error, Sendable, Hashable {
  /// 1-based.
  package let line: Int
  package let what: String

  /// One sentence for a coverage gap.
  package var detail: String { "line \(line): \(what)" }
}

/// Reads JSON (RFC 8259) token by token from bytes: no tree, no recursion, brackets to a limit.
///
/// Text is not checked for UTF-8 here: what is no UTF-8 becomes U+FFFD when a text is decoded.
package struct JSONPull {
  package enum Token: Hashable {
    case beginObject, endObject, beginArray, endArray
    case key(Text)
    case string(Text)
    /// A number, `true`, `false` or `null`.
    case scalar
    case end
  }

  /// A string in the source, not yet decoded.
  package struct Text: Hashable {
    let range: Range<Int>
    let hasEscapes: Bool
  }

  private enum Expectation { case value, valueOrEnd, keyOrEnd, key, separatorOrEnd, nothing }

  private let bytes: [UInt8]
  private let depthLimit: Int
  private var position: Int = 0
  /// One element an open bracket: whether it is an object.
  private var isObject: [Bool] = []
  private var expectation: Expectation = .value

  package init(_ bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  package var depth: Int { isObject.count }

  /// The next token; ``Token/end`` once the text is over.
  package mutating func next() throws(JSONFault) -> Token {
    skipSpace()
    if expectation == .separatorOrEnd {
      switch try byte() {
      case 0x2C:
        position += 1
        skipSpace()
        expectation = isObject.last == true ? .key : .value
      case 0x7D, 0x5D: return try close()
      default: throw fault("a comma or a closing bracket is missing")
      }
    }
    switch expectation {
    case .nothing:
      guard position == bytes.count else { throw fault("text after the end of the value") }
      return .end
    case .key, .keyOrEnd: return try key()
    case .value, .valueOrEnd, .separatorOrEnd: return try value()
    }
  }

  /// Skips the value that comes next, with everything in it.
  package mutating func skipValue() throws(JSONFault) {
    let level: Int = depth
    repeat {
      if try next() == .end { return }
    } while depth > level
  }

  /// Reads the value that comes next when it is a text; `nil` when it is something else, which is skipped, or empty.
  ///
  /// - Throws: ``JSONFault`` also for a text of more than `limit` bytes.
  package mutating func nextText(limit: Int) throws(JSONFault) -> String? {
    let level: Int = depth
    let token: Token = try next()
    if case .string(let text) = token {
      guard let value = decode(text, limit: limit) else { throw fault("a name or version is too long") }
      return value.isEmpty ? nil : value
    }
    while depth > level { _ = try next() }
    return nil
  }

  /// Whether the value that comes next is this bracket, which is then open; anything else is skipped.
  package mutating func next(opens bracket: Token) throws(JSONFault) -> Bool {
    let level: Int = depth
    if try next() == bracket { return true }
    while depth > level { _ = try next() }
    return false
  }

  /// The text decoded, or `nil` when it is longer than `limit` bytes in the source.
  package func decode(_ text: Text, limit: Int) -> String? {
    guard text.range.count <= limit else { return nil }
    if !text.hasEscapes { return String(decoding: bytes[text.range], as: UTF8.self) }
    return JSONEscapes.decode(bytes[text.range])
  }

  /// Whether the text is `word`, which has to be ASCII.
  package func equals(_ text: Text, _ word: StaticString) -> Bool {
    if text.hasEscapes { return decode(text, limit: 256) == word.description }
    guard text.range.count == word.utf8CodeUnitCount else { return false }
    let slice: ArraySlice<UInt8> = bytes[text.range]
    return word.withUTF8Buffer { buffer in unsafe buffer.elementsEqual(slice) }
  }

  /// Whether the value read last is `true`.
  package var endsWithTrue: Bool { bytes[..<position].suffix(4).elementsEqual("true".utf8) }

  /// The whole number that was read last; `nil` when the value is none, or does not fit.
  package var wholeNumber: Int? {
    let word: ArraySlice<UInt8> = bytes[..<position].suffix(24)
    let start: Int = word.lastIndex { JSONPull.endsNumber($0) }.map { $0 + 1 } ?? word.startIndex
    return Int(String(decoding: word[start...], as: UTF8.self))
  }

  /// Whether the byte cannot stand in a number; a fraction or an exponent is part of one, and makes it no whole one.
  private static func endsNumber(_ byte: UInt8) -> Bool {
    !(0x30...0x39).contains(byte) && ![0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
  }

  /// A fault at the current place.
  package func fault(_ what: String) -> JSONFault {
    let line: Int = bytes[..<min(position, bytes.count)].reduce(into: 1) { if $1 == 0x0A { $0 += 1 } }
    return JSONFault(line: line, what: what)
  }
}

extension JSONPull {
  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private func byte() throws(JSONFault) -> UInt8 {
    guard position < bytes.count else { throw fault("the text ends too early") }
    return bytes[position]
  }

  private mutating func key() throws(JSONFault) -> Token {
    let first: UInt8 = try byte()
    if first == 0x7D, expectation == .keyOrEnd { return try close() }
    guard first == 0x22 else { throw fault("a field name in quotes is missing") }
    let text: Text = try string()
    skipSpace()
    guard try byte() == 0x3A else { throw fault("a colon after the field name is missing") }
    position += 1
    expectation = .value
    return .key(text)
  }

  private mutating func value() throws(JSONFault) -> Token {
    let first: UInt8 = try byte()
    switch first {
    case 0x7B, 0x5B:
      guard isObject.count < depthLimit else { throw fault("more than \(depthLimit) brackets are open") }
      position += 1
      isObject.append(first == 0x7B)
      expectation = first == 0x7B ? .keyOrEnd : .valueOrEnd
      return first == 0x7B ? .beginObject : .beginArray
    case 0x5D where expectation == .valueOrEnd: return try close()
    case 0x22:
      let text: Text = try string()
      settle()
      return .string(text)
    default:
      try scalar()
      settle()
      return .scalar
    }
  }

  private mutating func settle() { expectation = isObject.isEmpty ? .nothing : .separatorOrEnd }

  private mutating func close() throws(JSONFault) -> Token {
    let isBrace: Bool = bytes[position] == 0x7D
    guard let open = isObject.last, open == isBrace else { throw fault("a closing bracket of the wrong kind") }
    position += 1
    isObject.removeLast()
    settle()
    return isBrace ? .endObject : .endArray
  }

  private mutating func scalar() throws(JSONFault) {
    let start: Int = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x61...0x7A, 0x45: position += 1
      default:
        guard JSONPull.isScalar(bytes[start..<position]) else { throw fault("a value is missing or misspelt") }
        return
      }
    }
    guard JSONPull.isScalar(bytes[start..<position]) else { throw fault("a value is missing or misspelt") }
  }

  private static func isScalar(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    if first == 0x2D || (0x30...0x39).contains(first) {
      return word.allSatisfy { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
    }
    return word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) || word.elementsEqual("null".utf8)
  }

  /// Reads a string whose opening quote is the current byte.
  private mutating func string() throws(JSONFault) -> Text {
    position += 1
    let start: Int = position
    var hasEscapes: Bool = false
    while position < bytes.count {
      let byte: UInt8 = bytes[position]
      if byte == 0x22 {
        position += 1
        return Text(range: start..<(position - 1), hasEscapes: hasEscapes)
      }
      guard byte >= 0x20 else { throw fault("a control character inside a text") }
      if byte == 0x5C {
        hasEscapes = true
        position += 1
        guard position < bytes.count, JSONEscapes.isEscape(bytes[position]) else { throw fault("an unknown escape") }
      }
      position += 1
    }
    throw fault("a text without its closing quote")
  }
}
