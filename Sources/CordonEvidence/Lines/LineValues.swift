internal import CordonModel

// The values that stand in lines as texts. Each has one spelling.

extension CanonicalLineReader {
  /// A time in UTC, as ``Timestamp/text`` writes it.
  mutating func moment(_ name: StaticString) throws(Fault) -> Timestamp {
    let written: String = try text(name)
    guard let time = Timestamp(parsing: written), time.text == written else {
      throw fault("a time such as 2026-11-21T04:12:03Z in '\(name)'")
    }
    return time
  }

  /// A SHA-256.
  mutating func digest(_ name: StaticString) throws(Fault) -> Digest {
    guard let digest = Digest(.sha256, bytes: try hex(name, bytes: 32)) else { throw fault("64 hex digits") }
    return digest
  }

  /// Bytes as lower-case hex digits.
  mutating func hex(_ name: StaticString, bytes count: Int) throws(Fault) -> [UInt8] {
    guard let bytes = HexText.bytes(try text(name)), bytes.count == count else {
      throw fault("\(count * 2) lower-case hex digits in '\(name)'")
    }
    return bytes
  }

  /// A word that can be printed as it is: 1 to `limit` characters of ASCII without controls.
  mutating func word(_ name: StaticString, limit: Int) throws(Fault) -> String {
    let word: String = try text(name)
    guard (1...limit).contains(word.utf8.count), word.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
      throw fault("1 to \(limit) printable characters in '\(name)'")
    }
    return word
  }
}

/// Bytes as lower-case hex digits.
enum HexText {
  static func text(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      digits.append(CanonicalLine.hexadecimal(byte >> 4))
      digits.append(CanonicalLine.hexadecimal(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// `nil` for anything but lower-case hex digits, two for a byte.
  static func bytes(_ text: String) -> [UInt8]? {
    let digits: [UInt8] = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
