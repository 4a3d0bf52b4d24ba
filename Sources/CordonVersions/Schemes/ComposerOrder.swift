/// Composer: the leading numbers are padded to four, then PHP's `version_compare` decides: any other word, dev, alpha,
/// beta, RC, the release, a number, patch. Build metadata has no say; a branch (`dev-main`) comes before all numbers.
enum ComposerOrder {
  private enum Token {
    static let branch: UInt8 = 0
    static let otherWord: UInt8 = 1
    static let dev: UInt8 = 2
    static let alpha: UInt8 = 3
    static let beta: UInt8 = 4
    static let candidate: UInt8 = 5
    static let end: UInt8 = 6
    static let number: UInt8 = 7
    static let patch: UInt8 = 8
  }

  /// Composer pads to this many numbers.
  private static let numberCount: Int = 4

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 16)
    if text.starts(with: "dev-", at: 0) {
      key.append(Token.branch)
      key.append(word: 4..<text.end, of: text)
      return key
    }
    let start: Int = text.afterVersionLetter()
    guard VersionText.isDigit(text.at(start)) else {
      throw text.invalidSyntax(at: start, expected: "a number or dev- must stand, as in \(text.scheme.example)")
    }
    let end: Int = text.bytes.firstIndex(of: UInt8(ascii: "+")) ?? text.end
    var index: Int = appendNumbers(of: text, from: start, to: &key)
    while index < end {
      index = try append(partAt: index, of: text, to: &key)
    }
    key.append(Token.end)
    return key
  }

  private static func appendNumbers(of text: VersionText, from start: Int, to key: inout VersionKey) -> Int {
    let (numbers, end): ([Range<Int>], Int) = text.dottedNumbers(from: start)
    for range in numbers {
      key.append(Token.number)
      key.append(number: range, of: text)
    }
    var (count, index): (Int, Int) = (numbers.count, end)
    let hasWildcard: Bool =
      text.at(index) == UInt8(ascii: ".") && VersionText.lowercased(text.at(index + 1)) == UInt8(ascii: "x")
    if hasWildcard {
      while text.at(index) == UInt8(ascii: "."), VersionText.lowercased(text.at(index + 1)) == UInt8(ascii: "x") {
        index += 2
      }
      while count < numberCount {
        key.append(Token.number)
        key.append(count: 7)
        key.bytes += Array("9999999".utf8)
        count += 1
      }
    }
    while count < numberCount {
      key.append(Token.number)
      key.append(count: 0)
      count += 1
    }
    return index
  }

  /// Appends the number or word at `index`; separators are passed over. Returns where it ends.
  private static func append(
    partAt index: Int, of text: VersionText, to key: inout VersionKey
  ) throws(VersionError) -> Int {
    let byte: UInt8 = text.bytes[index]
    if VersionText.isDigit(byte) {
      let stop: Int = text.digitsEnd(from: index)
      key.append(Token.number)
      key.append(number: index..<stop, of: text)
      return stop
    }
    if VersionText.isLetter(byte) {
      let stop: Int = text.lettersEnd(from: index)
      // Composer drops the word for the release itself, and what follows it.
      if text.holds("stable", in: index..<stop) { return text.end }
      key.append(rank(of: index, text))
      // `-dev` may be glued to the word before it, as in 1.0-pdev.
      let devStart: Int = stop - 3
      return devStart > index && text.holds("dev", in: devStart..<stop) ? devStart : stop
    }
    let isSeparator: Bool =
      byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    guard isSeparator else {
      throw text.invalidCharacter(at: index, allowed: "digits, letters and . - _ + as in \(text.scheme.example)")
    }
    return index + 1
  }

  /// PHP recognises a word by its beginning: every word in `a` is an alpha.
  private static func rank(of index: Int, _ text: VersionText) -> UInt8 {
    if text.starts(with: "dev", at: index) { return Token.dev }
    if text.starts(with: "a", at: index) { return Token.alpha }
    if text.starts(with: "b", at: index) { return Token.beta }
    if text.starts(with: "rc", at: index) { return Token.candidate }
    if text.starts(with: "p", at: index) { return Token.patch }
    return Token.otherWord
  }
}
