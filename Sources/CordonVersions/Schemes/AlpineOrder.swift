/// apk-package(5): numbers, a letter, suffixes such as `_rc1`, `~commit`, `-r` revision.
///
/// A number behind the first that begins with 0 orders as text, as in Gentoo. Digits directly behind the letter
/// (`6.6.2p1`) are read as a further number, as apk-tools 2 did. What apk-tools calls invalid ends the reading and
/// orders right below the end of the text; everything behind it has no say.
enum AlpineOrder {
  /// What can stand next; a later token of this list makes the greater version.
  private enum Token {
    static let earlySuffix: UInt8 = 1
    static let invalid: UInt8 = 2
    static let end: UInt8 = 3
    static let revision: UInt8 = 4
    static let commit: UInt8 = 5
    static let suffixNumber: UInt8 = 6
    static let lateSuffix: UInt8 = 7
    static let letter: UInt8 = 8
    static let number: UInt8 = 9
  }

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    try checkBeginning(of: text)
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    var index: Int = appendNumbers(of: text, to: &key)
    index = appendSuffixes(of: text, from: index, to: &key)
    if text.at(index) == UInt8(ascii: "~") {
      let stop: Int = hexadecimalEnd(of: text, from: index + 1)
      if stop > index + 1 {
        key.append(Token.commit)
        key.append(word: (index + 1)..<stop, of: text)
        index = stop
      }
    }
    if text.at(index) == UInt8(ascii: "-"), text.at(index + 1) == UInt8(ascii: "r") {
      let stop: Int = text.digitsEnd(from: index + 2)
      if stop > index + 2 || stop == text.end {
        key.append(Token.revision)
        key.append(number: (index + 2)..<stop, of: text)
        index = stop
      }
    }
    key.append(index == text.end ? Token.end : Token.invalid)
    return key
  }

  /// A version begins with a number. A lone letter or a dot in front is read because apk-tools orders it.
  private static func checkBeginning(of text: VersionText) throws(VersionError) {
    let first: UInt8 = text.at(0)
    let isLoneLetter: Bool = VersionText.isLetter(first) && !VersionText.isLetter(text.at(1))
    guard VersionText.isDigit(first) || first == UInt8(ascii: ".") || isLoneLetter else {
      throw text.invalidSyntax(at: 0, expected: "a number must stand, as in \(text.scheme.example)")
    }
  }

  private static func appendNumbers(of text: VersionText, to key: inout VersionKey) -> Int {
    var index: Int = text.digitsEnd(from: 0)
    key.append(Token.number)
    key.append(number: 0..<index, of: text)
    while true {
      if text.at(index) == UInt8(ascii: ".") {
        let stop: Int = text.digitsEnd(from: index + 1)
        append(laterNumber: (index + 1)..<stop, of: text, to: &key)
        index = stop
      } else if isLower(text.at(index)) {
        key.append(Token.letter)
        key.append(text.at(index))
        let stop: Int = text.digitsEnd(from: index + 1)
        guard stop > index + 1 else { return index + 1 }
        append(laterNumber: (index + 1)..<stop, of: text, to: &key)
        index = stop
      } else {
        return index
      }
    }
  }

  private static func append(laterNumber range: Range<Int>, of text: VersionText, to key: inout VersionKey) {
    key.append(Token.number)
    if !range.isEmpty, text.bytes[range.lowerBound] == UInt8(ascii: "0") {
      key.append(count: 0)
      key.append(word: range, of: text)
    } else {
      key.append(number: range, of: text)
    }
  }

  private static func appendSuffixes(of text: VersionText, from start: Int, to key: inout VersionKey) -> Int {
    var index: Int = start
    while text.at(index) == UInt8(ascii: "_") {
      let stop: Int = text.lettersEnd(from: index + 1)
      guard let rank = rank(of: (index + 1)..<stop, text) else { return index }
      key.append(rank < firstLateRank ? Token.earlySuffix : Token.lateSuffix)
      key.append(rank)
      let numberEnd: Int = text.digitsEnd(from: stop)
      if numberEnd > stop {
        key.append(Token.suffixNumber)
        key.append(number: stop..<numberEnd, of: text)
      }
      index = numberEnd
    }
    return index
  }

  private static let firstLateRank: UInt8 = 5

  private static func rank(of range: Range<Int>, _ text: VersionText) -> UInt8? {
    let known: [(StaticString, UInt8)] = [
      ("alpha", 1), ("beta", 2), ("pre", 3), ("rc", 4), ("cvs", 5), ("svn", 6), ("git", 7), ("hg", 8), ("p", 9),
    ]
    return known.first { text.holds($0.0, in: range) }?.1
  }

  private static func hexadecimalEnd(of text: VersionText, from start: Int) -> Int {
    var index: Int = start
    while VersionText.isDigit(text.at(index)) || (0x61...0x66).contains(text.at(index)) { index += 1 }
    return index
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte &- 97 < 26 }
}
