/// Paths and names as text that is safe to print and can be read back.
package enum PrintablePath {
  private static let digits: [UInt8] = Array("0123456789ABCDEF".utf8)

  /// Bytes that are no UTF-8, control characters and the backslash stand as `\xNN`; everything else is itself.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x5C }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    let source: [UInt8] = Array(bytes)
    var output: [UInt8] = []
    output.reserveCapacity(source.count + 16)
    var index: Int = 0
    while index < source.count {
      let length: Int = scalarLength(source, at: index)
      if length == 0 {
        append(escaped: source[index], to: &output)
        index += 1
      } else {
        output.append(contentsOf: source[index..<(index + length)])
        index += length
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The bytes that ``text(_:)`` made a text of; `\\xNN` is a byte, everything else is itself.
  package static func bytes(_ text: String) -> [UInt8] {
    let source: [UInt8] = Array(text.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var index: Int = 0
    while index < source.count {
      if source[index] == 0x5C, index + 3 < source.count, source[index + 1] == 0x78,
        let high = digits.firstIndex(of: source[index + 2]), let low = digits.firstIndex(of: source[index + 3])
      {
        bytes.append(UInt8(high << 4 | low))
        index += 4
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return bytes
  }

  private static func append(escaped byte: UInt8, to output: inout [UInt8]) {
    output.append(0x5C)
    output.append(0x78)
    output.append(digits[Int(byte >> 4)])
    output.append(digits[Int(byte & 15)])
  }

  /// The length of the printable scalar at `index`, or 0 when there is none.
  private static func scalarLength(_ bytes: [UInt8], at index: Int) -> Int {
    let first: UInt8 = bytes[index]
    switch first {
    case 0x20..<0x7F: return first == 0x5C ? 0 : 1
    case 0xC2...0xDF:
      guard continues(bytes, index + 1) else { return 0 }
      return first == 0xC2 && bytes[index + 1] < 0xA0 ? 0 : 2
    case 0xE0...0xEF:
      guard continues(bytes, index + 1), continues(bytes, index + 2) else { return 0 }
      let second: UInt8 = bytes[index + 1]
      return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ? 0 : 3
    case 0xF0...0xF4:
      guard continues(bytes, index + 1), continues(bytes, index + 2), continues(bytes, index + 3) else { return 0 }
      let second: UInt8 = bytes[index + 1]
      return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4
    default: return 0
    }
  }

  private static func continues(_ bytes: [UInt8], _ index: Int) -> Bool {
    index < bytes.count && bytes[index] & 0xC0 == 0x80
  }
}
