/// Numbers in the text files of `/proc`.
enum DecimalField {
  /// The decimal number that fills the whole range; `nil` for anything else and for what does not fit.
  static func value(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard !range.isEmpty else { return nil }
    var value: UInt64 = 0
    for index in range {
      let digit: UInt8 = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      let (tens, isTooLarge): (UInt64, Bool) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOver): (UInt64, Bool) = tens.addingReportingOverflow(UInt64(digit))
      guard !isTooLarge, !isOver else { return nil }
      value = sum
    }
    return value
  }

  /// The number in hex digits of any case that fills the whole range, at most 16 of them.
  static func hexadecimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard !range.isEmpty, range.count <= 16 else { return nil }
    var value: UInt64 = 0
    for index in range {
      let byte: UInt8 = bytes[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x57
      default: return nil
      }
      value = value << 4 | UInt64(digit)
    }
    return value
  }

  /// The next field from `index` on, in a line whose fields stand apart by spaces; empty at the end of the line.
  static func next(_ bytes: Span<UInt8>, from index: Int, to end: Int) -> Range<Int> {
    var start: Int = index
    while start < end, bytes[start] == 0x20 { start += 1 }
    var stop: Int = start
    while stop < end, bytes[stop] != 0x20, bytes[stop] != 0x0A { stop += 1 }
    return start..<stop
  }
}
