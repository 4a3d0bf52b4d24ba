/// A JSON string (RFC 8259, section 7) as bytes.
///
/// Strings keep every character, but none that could drive a terminal or break a line in JavaScript stands as itself:
/// controls, format characters, line separators and their like are written `\uXXXX`.
enum JSONText {
  /// Appends `text` in quotation marks. Printable ASCII is copied as it lies; everything else goes scalar by scalar.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      appendScalars(of: text, to: &bytes)
    }
    bytes.append(0x22)
  }

  private static func appendScalars(of text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: bytes += [0x5C, 0x22]
      case 0x5C: bytes += [0x5C, 0x5C]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0x20..<0x7F: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      default:
        if InertText.isUnsafe(scalar) {
          for unit in UTF16.encode(scalar) ?? .init() { appendEscape(unit, to: &bytes) }
        } else {
          bytes += UTF8.encode(scalar) ?? .init()
        }
      }
    }
  }

  private static func appendEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
    bytes += [0x5C, 0x75]
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit: UInt8 = UInt8(truncatingIfNeeded: (unit >> shift) & 0xF)
      bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
