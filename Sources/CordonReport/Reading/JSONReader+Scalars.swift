internal import CordonModel

extension JSONReader {
  /// Reads a text. Half a surrogate pair, which some programs write for file names, becomes U+FFFD.
  mutating func string() throws(CordonError) -> String {
    guard try peek() == 0x22 else { throw fault("a text in quotes is expected") }
    position += 1
    let start: Int = position
    try skipPlain()
    if bytes[position] == 0x22 {
      position += 1
      return try text(bytes[start..<(position - 1)])
    }
    var decoded: [UInt8] = Array(bytes[start..<position])
    while bytes[position] != 0x22 {
      position += 1
      try escape(into: &decoded)
      let next: Int = position
      try skipPlain()
      decoded += bytes[next..<position]
    }
    position += 1
    return try text(decoded[...])
  }

  /// Passes over a text; what it holds is checked as far as its end can be found.
  mutating func skipString() throws(CordonError) {
    position += 1
    try skipPlain()
    while bytes[position] != 0x22 {
      position += 2
      try skipPlain()
    }
    position += 1
  }

  /// Reads a number, `true`, `false` or `null`.
  mutating func scalar() throws(CordonError) -> JSONNode {
    let first: UInt8 = try peek()
    if first == 0x2D || (0x30...0x39).contains(first) { return .number(try number()) }
    for (word, node) in [("true", JSONNode.boolean(true)), ("false", .boolean(false)), ("null", .null)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return node
    }
    throw fault("a value is expected")
  }

  private func text(_ slice: ArraySlice<UInt8>) throws(CordonError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw fault("a text is not UTF-8") }
    return text
  }

  /// Goes to the next quote or backslash.
  private mutating func skipPlain() throws(CordonError) {
    while position < bytes.count {
      let byte: UInt8 = bytes[position]
      if byte == 0x22 || byte == 0x5C { return }
      guard byte >= 0x20 else { throw fault("a line break or control character stands in a text") }
      position += 1
    }
    throw fault("a text has no end")
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(CordonError) {
    guard position < bytes.count else { throw fault("a text has no end") }
    let byte: UInt8 = bytes[position]
    position += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: decoded.append(byte)
    case 0x62: decoded.append(0x08)
    case 0x66: decoded.append(0x0C)
    case 0x6E: decoded.append(0x0A)
    case 0x72: decoded.append(0x0D)
    case 0x74: decoded.append(0x09)
    case 0x75: decoded += String(try escapedScalar()).utf8
    default: throw fault("a backslash stands before a character that needs none")
    }
  }

  private mutating func escapedScalar() throws(CordonError) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    let high: UInt32 = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, bytes[position...].starts(with: [0x5C, 0x75]) else { return replacement }
    let back: Int = position
    position += 2
    let low: UInt32 = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low) else {
      position = back
      return replacement
    }
    return Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) ?? replacement
  }

  private mutating func hexadecimal() throws(CordonError) -> UInt32 {
    guard bytes.count - position >= 4 else { throw fault("a text has no end") }
    var value: UInt32 = 0
    for byte in bytes[position..<(position + 4)] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: throw fault("\\u needs four hexadecimal digits")
      }
    }
    position += 4
    return value
  }

  private mutating func number() throws(CordonError) -> String {
    let start: Int = position
    if bytes[position] == 0x2D { position += 1 }
    let whole: Int = position
    try digits()
    guard bytes[whole] != 0x30 || position == whole + 1 else { throw fault("a number starts with a needless 0") }
    if position < bytes.count, bytes[position] == 0x2E {
      position += 1
      try digits()
    }
    if position < bytes.count, bytes[position] | 0x20 == 0x65 {
      position += 1
      if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(CordonError) {
    let start: Int = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    guard position > start else { throw fault("a number has no digits") }
  }
}
