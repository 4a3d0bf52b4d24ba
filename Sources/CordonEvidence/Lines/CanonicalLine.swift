/// Writes one line in the one spelling it can have: a JSON object as RFC 8785 (JCS) writes it.
///
/// The caller adds members in the order of their names, which are ASCII. Texts hold every character but half a surrogate
/// pair; numbers are not negative and below 2^53, which is all that JCS shares with other readers.
struct CanonicalLine {
  /// Without a line feed.
  private(set) var bytes: [UInt8] = [0x7B]

  /// The largest number.
  static let largestNumber = 1 << 53 - 1

  init() { bytes.reserveCapacity(384) }

  mutating func member(_ name: StaticString, _ text: String) {
    begin(name)
    CanonicalLine.append(text, to: &bytes)
  }

  /// A member that is left out without a text.
  mutating func member(_ name: StaticString, optional text: String?) {
    if let text { member(name, text) }
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    begin(name)
    bytes.append(contentsOf: String(number).utf8)
  }

  /// The whole line.
  consuming func closed() -> [UInt8] {
    bytes.append(0x7D)
    return bytes
  }

  private mutating func begin(_ name: StaticString) {
    if bytes.count > 1 { bytes.append(0x2C) }
    bytes.append(0x22)
    name.withUTF8Buffer { buffer in unsafe bytes.append(contentsOf: buffer) }
    bytes.append(0x22)
    bytes.append(0x3A)
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x20...: bytes.append(byte)
      default:
        bytes.append(0x5C)
        if let letter = letter(of: byte) {
          bytes.append(letter)
        } else {
          bytes += [0x75, 0x30, 0x30, hexadecimal(byte >> 4), hexadecimal(byte & 15)]
        }
      }
    }
    bytes.append(0x22)
  }

  /// The letter after the backslash for a control character that has one.
  static func letter(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x08: 0x62
    case 0x09: 0x74
    case 0x0A: 0x6E
    case 0x0C: 0x66
    case 0x0D: 0x72
    default: nil
    }
  }

  static func hexadecimal(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
