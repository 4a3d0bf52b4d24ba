/// Gentoo's Package Manager Specification 3.3: numbers, a letter, suffixes, revision. The grammar is strict.
///
/// A number behind the first that begins with 0 orders as text without its trailing zeros.
enum GentooOrder {
  /// Ends the numbers; more numbers make the greater version.
  private static let endOfNumbers: UInt8 = 0
  /// Ends the suffixes; between `_rc` and `_p`.
  private static let endOfSuffixes: UInt8 = 5

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    var (numbers, index): ([Range<Int>], Int) = text.dottedNumbers(from: 0)
    guard let major = numbers.first else {
      throw text.invalidSyntax(at: 0, expected: "a number must stand, as in \(text.scheme.example)")
    }
    key.append(number: major, of: text)
    for range in numbers.dropFirst() { append(laterNumber: range, of: text, to: &key) }
    key.append(endOfNumbers)
    let letter: UInt8 = text.at(index)
    let hasLetter: Bool = letter &- 97 < 26
    key.append(hasLetter ? letter : 0)
    if hasLetter { index += 1 }
    while text.at(index) == UInt8(ascii: "_") { index = try append(suffixAt: index, of: text, to: &key) }
    key.append(endOfSuffixes)
    if text.at(index) == UInt8(ascii: "-"), text.at(index + 1) == UInt8(ascii: "r") {
      let stop: Int = text.digitsEnd(from: index + 2)
      guard stop > index + 2 else {
        throw text.invalidSyntax(at: index + 2, expected: "the number of the revision is missing, as in 1.0-r1")
      }
      key.append(number: (index + 2)..<stop, of: text)
      index = stop
    } else {
      key.append(count: 0)
    }
    guard index == text.end else {
      throw text.invalidSyntax(
        at: index, expected: "something stands that does not belong; right is \(text.scheme.example)")
    }
    return key
  }

  private static func append(laterNumber range: Range<Int>, of text: VersionText, to key: inout VersionKey) {
    guard text.bytes[range.lowerBound] == UInt8(ascii: "0") else {
      key.append(2)
      key.append(number: range, of: text)
      return
    }
    var end: Int = range.upperBound
    while end > range.lowerBound, text.bytes[end - 1] == UInt8(ascii: "0") { end -= 1 }
    key.append(1)
    key.append(word: range.lowerBound..<end, of: text)
  }

  private static func append(
    suffixAt index: Int, of text: VersionText, to key: inout VersionKey
  ) throws(VersionError) -> Int {
    let stop: Int = text.lettersEnd(from: index + 1)
    let known: [(StaticString, UInt8)] = [("alpha", 1), ("beta", 2), ("pre", 3), ("rc", 4), ("p", 6)]
    guard let rank = known.first(where: { text.holds($0.0, in: (index + 1)..<stop) })?.1 else {
      throw text.invalidSyntax(at: index, expected: "one of _alpha, _beta, _pre, _rc, _p must stand")
    }
    key.append(rank)
    let numberEnd: Int = text.digitsEnd(from: stop)
    key.append(number: stop..<numberEnd, of: text)
    return numberEnd
  }
}
