/// The backslash escapes of JSON texts.
enum JSONEscapes {
  static func isEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74, 0x75: true
    default: false
    }
  }

  /// Lone surrogates, cut `\u` escapes and bytes that are no UTF-8 become U+FFFD.
  static func decode(_ source: ArraySlice<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(source.count)
    var rest: ArraySlice<UInt8> = source
    while let byte = rest.popFirst() {
      guard byte == 0x5C, let escape = rest.popFirst() else {
        output.append(byte)
        continue
      }
      switch escape {
      case 0x62: output.append(0x08)
      case 0x66: output.append(0x0C)
      case 0x6E: output.append(0x0A)
      case 0x72: output.append(0x0D)
      case 0x74: output.append(0x09)
      case 0x75: output.append(contentsOf: String(scalar(&rest)).utf8)
      default: output.append(escape)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Reads the four digits after `\u`, and a second escape when they are a high surrogate.
  private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let first = unit(&rest) else { return replacement }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? replacement }
    guard rest.starts(with: [0x5C, 0x75]) else { return replacement }
    var ahead: ArraySlice<UInt8> = rest.dropFirst(2)
    guard let second = unit(&ahead), (0xDC00..<0xE000).contains(second) else { return replacement }
    rest = ahead
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
  }

  private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
    guard rest.count >= 4 else { return nil }
    var value: UInt32 = 0
    for byte in rest.prefix(4) {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    rest = rest.dropFirst(4)
    return value
  }
}
