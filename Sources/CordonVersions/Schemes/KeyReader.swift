/// Walks a ``VersionKey`` that is a token list rather than an order-keeping byte string. Allocates nothing.
struct KeyReader {
  let bytes: [UInt8]

  init(_ key: VersionKey) { bytes = key.bytes }

  /// The byte at `index`, or 0 behind the end.
  @inline(__always)
  func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// The digits of the number that ``VersionKey/append(number:of:)`` wrote at `index`; empty for 0.
  func number(at index: Int) -> Range<Int> {
    let first: Int = Int(at(index))
    if first < 240 { return clamped(index + 1, count: first) }
    return clamped(index + 2, count: (first - 240) << 8 | Int(at(index + 1)))
  }

  /// The bytes of the word at `index`; its closing zero byte stands at the upper bound.
  func word(at index: Int) -> Range<Int> {
    var stop: Int = index
    while at(stop) != 0 { stop += 1 }
    return min(index, bytes.count)..<min(max(stop, index), bytes.count)
  }

  func separatorsEnd(from start: Int, to range: Range<Int>) -> Int {
    var index: Int = start
    while index < range.upperBound, !VersionText.isDigit(at(index)), !VersionText.isLetter(at(index)) { index += 1 }
    return index
  }

  func runEnd(from start: Int, ofDigits isNumber: Bool) -> Int {
    var index: Int = start
    while isNumber ? VersionText.isDigit(at(index)) : VersionText.isLetter(at(index)) { index += 1 }
    return index
  }

  private func clamped(_ start: Int, count: Int) -> Range<Int> {
    let lower: Int = min(start, bytes.count)
    return lower..<min(lower + count, bytes.count)
  }
}

extension KeyReader {
  static func orderBytes(_ l: KeyReader, _ left: Range<Int>, _ r: KeyReader, _ right: Range<Int>) -> VersionOrder {
    let count: Int = min(left.count, right.count)
    for offset in 0..<count {
      let (a, b): (UInt8, UInt8) = (l.bytes[left.lowerBound + offset], r.bytes[right.lowerBound + offset])
      if a != b { return a < b ? .less : .greater }
    }
    if left.count == right.count { return .equal }
    return left.count < right.count ? .less : .greater
  }

  /// Digits without leading zeros: the longer run is the greater number.
  static func orderNumbers(_ l: KeyReader, _ left: Range<Int>, _ r: KeyReader, _ right: Range<Int>) -> VersionOrder {
    if left.count != right.count { return left.count < right.count ? .less : .greater }
    return orderBytes(l, left, r, right)
  }

  /// Digits that may have leading zeros.
  static func orderDigits(_ l: KeyReader, _ left: Range<Int>, _ r: KeyReader, _ right: Range<Int>) -> VersionOrder {
    orderNumbers(l, l.significant(left), r, r.significant(right))
  }

  private func significant(_ range: Range<Int>) -> Range<Int> {
    var start: Int = range.lowerBound
    while start < range.upperBound, bytes[start] == UInt8(ascii: "0") { start += 1 }
    return start..<range.upperBound
  }
}
