/// The tokens of rule text, as far as telling one rule from the next needs them: comments, texts, regular expressions
/// and hex strings are passed over as YARA's own lexer does it.
struct YaraTokens {
  enum Token: Equatable {
    /// A name or keyword.
    case word
    /// `"…"`; without its end when the line ends first.
    case text
    /// `{` or `}`.
    case open, close
    /// Anything else: a sign, a number, a regular expression, the name of a string.
    case other
    case end
  }

  let bytes: [UInt8]
  /// Where the last token begins and ends.
  private(set) var start: Int
  private(set) var stop: Int
  /// The line of the last token, 1-based.
  private(set) var line: Int
  /// The line at ``stop``.
  private var lineAtStop: Int
  private let limit: Int

  /// Reads a part of the bytes, whose first line has this number.
  init(_ bytes: [UInt8], in range: Range<Int>? = nil, line: Int = 1) {
    let range: Range<Int> = range ?? 0..<bytes.count
    self.bytes = bytes
    start = range.lowerBound
    stop = range.lowerBound
    limit = range.upperBound
    self.line = line
    lineAtStop = line
  }

  mutating func next() -> Token {
    skipSpace()
    start = stop
    line = lineAtStop
    guard stop < limit else { return .end }
    let byte: UInt8 = bytes[stop]
    stop += 1
    switch byte {
    case 0x7B: return .open
    case 0x7D: return .close
    case 0x22:
      pass(to: 0x22)
      return .text
    case 0x2F:
      pass(to: 0x2F)
      return .other
    case 0x24, 0x23, 0x40, 0x21:  // $name #name @name !name: the names of strings are no words
      while stop < limit, YaraTokens.isNamePart(bytes[stop]) { stop += 1 }
      return .other
    default:
      guard YaraTokens.isNamePart(byte) else { return .other }
      let isWord: Bool = byte > 0x39
      while stop < limit, YaraTokens.isNamePart(bytes[stop]) { stop += 1 }
      return isWord ? .word : .other
    }
  }

  /// Whether the last token is this word.
  func isAt(_ word: StaticString) -> Bool {
    guard stop - start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { name in
      var offset: Int = 0
      while offset < name.count, unsafe name[offset] == bytes[start + offset] { offset += 1 }
      return offset == name.count
    }
  }

  /// The last token as text, cut at `length` bytes.
  func text(_ length: Int = 128) -> String {
    String(decoding: bytes[start..<min(stop, start + length)], as: UTF8.self)
  }

  /// Whether a `*` follows that makes the last word a pattern of rule names: `(name*)`, `(name*, …`.
  func isWildcard() -> Bool {
    guard stop < limit, bytes[stop] == 0x2A else { return false }
    var after: YaraTokens = self
    _ = after.next()
    guard after.next() == .other else { return false }
    return bytes[after.start] == 0x29 || bytes[after.start] == 0x2C
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }

  /// To the end of a text or regular expression: after an unescaped `mark`, or before the end of the line.
  private mutating func pass(to mark: UInt8) {
    while stop < limit {
      let byte: UInt8 = bytes[stop]
      if byte == 0x0A { return }
      stop += 1
      if byte == mark { return }
      if byte == 0x5C, stop < limit, bytes[stop] != 0x0A { stop += 1 }
    }
  }

  private mutating func skipSpace() {
    while stop < limit {
      let byte: UInt8 = bytes[stop]
      if byte == 0x0A {
        lineAtStop += 1
        stop += 1
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0D {
        stop += 1
      } else if byte == 0x2F, stop + 1 < limit, bytes[stop + 1] == 0x2F {
        while stop < limit, bytes[stop] != 0x0A { stop += 1 }
      } else if byte == 0x2F, stop + 1 < limit, bytes[stop + 1] == 0x2A {
        skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() {
    stop += 2
    while stop < limit {
      if bytes[stop] == 0x0A { lineAtStop += 1 }
      if bytes[stop] == 0x2A, stop + 1 < limit, bytes[stop + 1] == 0x2F {
        stop += 2
        return
      }
      stop += 1
    }
  }
}
