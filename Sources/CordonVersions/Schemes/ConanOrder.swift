/// Conan 2: `main[-pre][+build]`, items between dots, integers as integers, all else as text.
///
/// An integer and a text compare as texts, so mixed items are not transitive (`2` > `1a` > `10` > `2`). Unlike
/// Semantic Versioning the build has a say: none comes before any.
enum ConanOrder {
  private enum Item {
    static let end: UInt8 = 0
    static let number: UInt8 = 1
    static let text: UInt8 = 2
  }

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    if let blank = text.bytes.firstIndex(of: 0x20) {
      throw text.invalidCharacter(at: blank, allowed: "printable ASCII characters except blanks")
    }
    var key = VersionKey()
    let plus: Int? = text.bytes.lastIndex(of: UInt8(ascii: "+"))
    let mainEnd: Int = plus ?? text.end
    let hyphen: Int? = text.bytes[..<mainEnd].firstIndex(of: UInt8(ascii: "-"))
    append(items: 0..<(hyphen ?? mainEnd), of: text, to: &key)
    append(optional: hyphen.map { ($0 + 1)..<mainEnd }, of: text, to: &key)
    append(optional: plus.map { ($0 + 1)..<text.end }, of: text, to: &key)
    return key
  }

  private static func append(optional range: Range<Int>?, of text: VersionText, to key: inout VersionKey) {
    key.append(range == nil ? 0 : 1)
    if let range { append(items: range, of: text, to: &key) }
  }

  /// Appends the items without the zeros at their end.
  private static func append(items range: Range<Int>, of text: VersionText, to key: inout VersionKey) {
    var significantEnd: Int = key.bytes.count
    var start: Int = range.lowerBound
    while start <= range.upperBound {
      let stop: Int = text.bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ".")) ?? range.upperBound
      if start < stop, text.digitsEnd(from: start) >= stop {
        key.append(Item.number)
        key.append(number: start..<stop, of: text)
        if !text.isZero(start..<stop) { significantEnd = key.bytes.count }
      } else {
        key.append(Item.text)
        key.append(word: start..<stop, of: text)
        significantEnd = key.bytes.count
      }
      start = stop + 1
    }
    key.bytes.removeSubrange(significantEnd...)
    key.append(Item.end)
  }

  static func order(_ left: VersionKey, _ right: VersionKey) -> VersionOrder {
    let (l, r): (KeyReader, KeyReader) = (KeyReader(left), KeyReader(right))
    var (i, j): (Int, Int) = (0, 0)
    let main: VersionOrder = compareItems(l, &i, r, &j)
    guard main == .equal else { return main }
    switch (l.at(i), r.at(j)) {
    case (0, 1): return .greater
    case (1, 0): return .less
    case (1, 1):
      (i, j) = (i + 1, j + 1)
      let preReleases: VersionOrder = compareItems(l, &i, r, &j)
      guard preReleases == .equal else { return preReleases }
    default: (i, j) = (i + 1, j + 1)
    }
    switch (l.at(i), r.at(j)) {
    case (0, 1): return .less
    case (1, 0): return .greater
    case (1, 1):
      (i, j) = (i + 1, j + 1)
      return compareItems(l, &i, r, &j)
    default: return .equal
    }
  }

  /// Compares two item lists; when they are equal, both indices stand behind them.
  private static func compareItems(_ l: KeyReader, _ i: inout Int, _ r: KeyReader, _ j: inout Int) -> VersionOrder {
    while l.at(i) != Item.end, r.at(j) != Item.end {
      let (isLeftNumber, isRightNumber): (Bool, Bool) = (l.at(i) == Item.number, r.at(j) == Item.number)
      let left: Range<Int> = isLeftNumber ? l.number(at: i + 1) : l.word(at: i + 1)
      let right: Range<Int> = isRightNumber ? r.number(at: j + 1) : r.word(at: j + 1)
      let order: VersionOrder = compareItem(l, left, isLeftNumber, r, right, isRightNumber)
      if order != .equal { return order }
      i = left.upperBound + (isLeftNumber ? 0 : 1)
      j = right.upperBound + (isRightNumber ? 0 : 1)
    }
    switch (l.at(i) == Item.end, r.at(j) == Item.end) {
    case (true, true):
      (i, j) = (i + 1, j + 1)
      return .equal
    case (true, false): return .less
    default: return .greater
    }
  }

  private static func compareItem(
    _ l: KeyReader, _ left: Range<Int>, _ isLeftNumber: Bool, _ r: KeyReader, _ right: Range<Int>, _ isRightNumber: Bool
  ) -> VersionOrder {
    switch (isLeftNumber, isRightNumber) {
    case (true, true): KeyReader.orderNumbers(l, left, r, right)
    case (false, false): KeyReader.orderBytes(l, left, r, right)
    case (true, false): compareNumber(l, left, withText: right, r)
    case (false, true): compareNumber(r, right, withText: left, l).reversed
    }
  }

  /// Both as texts. The number 0 has no digits in a key.
  private static func compareNumber(
    _ n: KeyReader, _ number: Range<Int>, withText text: Range<Int>, _ t: KeyReader
  ) -> VersionOrder {
    guard number.isEmpty else { return KeyReader.orderBytes(n, number, t, text) }
    guard let first = t.bytes[text].first else { return .greater }
    return UInt8(ascii: "0") <= first ? .less : .greater
  }
}
