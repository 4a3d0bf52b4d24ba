/// Percent-encoding as ECMA-427 narrows RFC 3986: letters, digits, `.-_~` and the colon stand for themselves.
enum PercentCoding {
  private static let digits: [UInt8] = Array("0123456789ABCDEF".utf8)

  static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Appends `text`, encoded; the byte `kept` stands for itself as well.
  static func encode(_ text: String, into bytes: inout [UInt8], keeping kept: UInt8? = nil) {
    for byte in text.utf8 {
      if isPlain(byte) || byte == kept {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      }
    }
  }

  /// The text of a part in which percent signs mean nothing.
  static func plain(_ bytes: Span<UInt8>, _ range: Range<Int>, of text: String) throws(VersionError) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes.extracting(range)))
    } catch { throw notUTF8(text) }
  }

  /// The decoded text of a part.
  static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, of text: String) throws(VersionError) -> String {
    guard bytes.first(of: UInt8(ascii: "%"), in: range) != nil else { return try plain(bytes, range, of: text) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(range.count)
    var index: Int = range.lowerBound
    while index < range.upperBound {
      let byte: UInt8 = bytes[index]
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        index += 1
        continue
      }
      guard index + 2 < range.upperBound, let high = nibble(bytes[index + 1]), let low = nibble(bytes[index + 2]) else {
        throw VersionError(
          code: .invalidSyntax, text: text.excerpt,
          reason: "'%' has to be followed by two hexadecimal digits; a percent sign itself is %25")
      }
      decoded.append(high << 4 | low)
      index += 3
    }
    guard let result = String(validating: decoded, as: UTF8.self) else { throw notUTF8(text) }
    return result
  }

  static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func notUTF8(_ text: String) -> VersionError {
    VersionError(code: .invalidCharacter, text: text.excerpt, reason: "the percent-encoded bytes are not UTF-8")
  }
}
