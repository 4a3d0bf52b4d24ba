/// What a scheme keeps of a version text: a byte string made once, compared often.
///
/// For most schemes the bytes are made so that their plain order *is* the order of the versions, which makes the
/// order total by construction. Three ecosystems define an order that is not transitive in all corners (pacman, Conan,
/// Maven); their keys are compact token lists which the scheme's own comparison walks.
struct VersionKey: Sendable {
  var bytes: [UInt8] = []

  /// The order of the bytes.
  static func order(_ left: VersionKey, _ right: VersionKey) -> VersionOrder {
    let count: Int = min(left.bytes.count, right.bytes.count)
    var index: Int = 0
    while index < count {
      let (l, r): (UInt8, UInt8) = (left.bytes[index], right.bytes[index])
      if l != r { return l < r ? .less : .greater }
      index += 1
    }
    if left.bytes.count == right.bytes.count { return .equal }
    return left.bytes.count < right.bytes.count ? .less : .greater
  }

  mutating func append(_ marker: UInt8) { bytes.append(marker) }

  /// A number of any length: leading zeros dropped, then the count of digits, then the digits.
  mutating func append(number range: Range<Int>, of text: VersionText) {
    var start: Int = range.lowerBound
    while start < range.upperBound, text.bytes[start] == UInt8(ascii: "0") { start += 1 }
    append(count: range.upperBound - start)
    for index in start..<range.upperBound { bytes.append(text.bytes[index]) }
  }

  mutating func append(number: UInt8) {
    guard number > 0 else { return append(count: 0) }
    let digits: String.UTF8View = String(number).utf8
    append(count: digits.count)
    bytes.append(contentsOf: digits)
  }

  /// A count in 0..<3840: one byte below 240, two bytes from there, in an order that bytes keep.
  mutating func append(count: Int) {
    if count < 240 {
      bytes.append(UInt8(truncatingIfNeeded: count))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 240 + (count >> 8)))
      bytes.append(UInt8(truncatingIfNeeded: count))
    }
  }

  /// A word, closed by a zero byte so that a prefix comes before its extensions.
  mutating func append(word range: Range<Int>, of text: VersionText, foldingCase: Bool = false) {
    for index in range {
      bytes.append(foldingCase ? VersionText.lowercased(text.bytes[index]) : text.bytes[index])
    }
    bytes.append(0)
  }

  /// Dotted numbers that count as 0 when missing: trailing zeros dropped, each number marked, closed by a zero byte.
  mutating func append(zeroPadded numbers: [Range<Int>], of text: VersionText) {
    var count: Int = numbers.count
    while count > 0, text.isZero(numbers[count - 1]) { count -= 1 }
    for range in numbers[..<count] {
      bytes.append(1)
      append(number: range, of: text)
    }
    bytes.append(0)
  }
}
