/// How the guard moves over white space, comments and the five kinds of scalars.
extension YamlGuard {
  enum Next { case token, tab, end }

  /// Columns count bytes. libyaml counts characters; both agree wherever a token may open a block collection,
  /// because only blanks and indicators stand before it.
  var column: Int { index - lineStart }

  /// The byte `distance` further on, 0 beyond the end. The text itself has no NUL.
  func peek(_ distance: Int) -> UInt8 {
    let position: Int = index + distance
    return position < bytes.count ? bytes[position] : 0
  }

  func ascii(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value) }

  func isBreak(_ distance: Int) -> Bool { peek(distance) == 0x0A || peek(distance) == 0x0D }

  func isBlank(_ distance: Int) -> Bool { peek(distance) == 0x20 || peek(distance) == 0x09 }

  func isBlankOrEnd(_ distance: Int) -> Bool {
    isBlank(distance) || isBreak(distance) || index + distance >= bytes.count
  }

  mutating func skipBreak() {
    if peek(0) == 0x0D { index += 1 }
    if peek(0) == 0x0A { index += 1 }
    line += 1
    lineStart = index
  }

  mutating func skipLine() {
    while index < bytes.count, !isBreak(0) { index += 1 }
  }

  mutating func skipToToken() -> Next {
    var isIndentation: Bool = column == 0
    while index < bytes.count {
      switch peek(0) {
      case 0x20: index += 1
      case 0x09:
        if isIndentation, flowDepth == 0 { return .tab }
        index += 1
      case 0x23: skipLine()
      case 0x0A, 0x0D:
        skipBreak()
        isIndentation = true
      default: return .token
      }
    }
    return .end
  }

  mutating func skipQuoted(by quote: UInt8) {
    index += 1
    while index < bytes.count {
      let byte: UInt8 = peek(0)
      if isBreak(0) {
        skipBreak()
      } else if byte == quote {
        index += 1
        guard quote == 0x27, peek(0) == quote else { return }
        index += 1
      } else if byte == 0x5C, quote == 0x22, !isBreak(1) {
        index += 2
      } else {
        index += 1
      }
    }
    index = min(index, bytes.count)
  }

  mutating func skipPlain() {
    let indent: Int = (indents.last ?? -1) + 1
    let start: Int = index
    while index < bytes.count {
      if column == 0, index > start, isDocumentMark || peek(0) == 0 { return }
      if peek(0) == 0x23 { return }
      while !isBlankOrEnd(0), !endsPlain { index += 1 }
      // A character that cannot begin a plain scalar is an error of the library; the guard only has to move on.
      if index == start { index += 1 }
      guard isBlank(0) || isBreak(0) else { return }
      while isBlank(0) || isBreak(0) {
        if isBreak(0) { skipBreak() } else { index += 1 }
      }
      if flowDepth == 0, column < indent { return }
    }
  }

  private var endsPlain: Bool {
    switch peek(0) {
    case 0x3A: isBlankOrEnd(1)
    case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D: flowDepth > 0
    default: false
    }
  }

  private var isDocumentMark: Bool {
    let byte: UInt8 = peek(0)
    return (byte == 0x2D || byte == 0x2E) && peek(1) == byte && peek(2) == byte && isBlankOrEnd(3)
  }

  mutating func skipBlockScalar() {
    index += 1
    var increment: Int = 0
    while !isBlankOrEnd(0), peek(0) != 0x23 {
      if (0x31...0x39).contains(peek(0)) { increment = Int(peek(0) - 0x30) }
      index += 1
    }
    skipLine()
    guard index < bytes.count else { return }
    skipBreak()
    let outer: Int = indents.last ?? -1
    var indent: Int = increment == 0 ? 0 : max(outer, 0) + increment
    if indent == 0 { indent = max(blockIndent(), outer + 1, 1) }
    while index < bytes.count {
      while column < indent, peek(0) == 0x20 { index += 1 }
      if isBreak(0) {
        skipBreak()
      } else if column == indent {
        skipLine()
        if index < bytes.count { skipBreak() }
      } else {
        return
      }
    }
  }

  /// The indentation of the first line with content, or of a longer blank line before it.
  private mutating func blockIndent() -> Int {
    var widest: Int = 0
    while index < bytes.count {
      while peek(0) == 0x20 { index += 1 }
      widest = max(widest, column)
      guard isBreak(0) else { break }
      skipBreak()
    }
    index = lineStart
    return widest
  }
}
