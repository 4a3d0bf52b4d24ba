/// Natural order for versions of unknown making.
///
/// Numbers order as numbers and count as 0 when missing; every other character only separates. Words that announce a
/// release come before it, in this order: dev, nightly, snapshot, alpha, beta, pre, rc, and anything behind `~`. Other
/// words, single letters among them (`1.0.2k`), come behind it; abbreviations count as the word (`Upd3` is `Update 3`).
/// A `v` or an `r` in front has no say.
enum GenericOrder {
  /// Opens what comes behind the version without it, written where a number could stand.
  private static let laterWord: UInt8 = 4

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    guard text.bytes.contains(where: VersionText.isDigit) else {
      throw text.invalidSyntax(at: 0, expected: "a number must stand somewhere, as in \(text.scheme.example)")
    }
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    var zeros = ZeroRun()
    let hasReleaseLetter: Bool =
      VersionText.lowercased(text.at(0)) == UInt8(ascii: "r") && VersionText.isDigit(text.at(1))
    var index: Int = hasReleaseLetter ? 1 : text.afterVersionLetter()
    while index < text.end {
      let byte: UInt8 = text.bytes[index]
      if index > 0, text.bytes[index - 1] == UInt8(ascii: "."), text.isWildcard(at: index) {
        throw text.unexpectedWildcard(at: index)
      }
      if VersionText.isDigit(byte) {
        let stop: Int = text.digitsEnd(from: index)
        zeros.append(number: index..<stop, of: text, to: &key)
        index = stop
      } else if VersionText.isLetter(byte) {
        let stop: Int = text.lettersEnd(from: index)
        append(word: index..<stop, of: text, &zeros, to: &key)
        index = stop
      } else {
        if byte == UInt8(ascii: "~") {
          zeros.drop()
          zeros.beginWord(in: &key)
          key.append(0)
        }
        index += 1
      }
    }
    zeros.end(in: &key)
    return key
  }

  private static func append(
    word range: Range<Int>, of text: VersionText, _ zeros: inout ZeroRun, to key: inout VersionKey
  ) {
    zeros.drop()
    if let rank = rank(of: range, text) {
      zeros.beginWord(in: &key)
      key.append(rank)
    } else {
      // Above the end (3) and below every number: the highest count of zeros before a number.
      key.append(laterWord)
      key.append(count: 0)
      if let word = longForm(of: range, text) {
        key.bytes += word + [0]
      } else {
        key.append(word: range, of: text, foldingCase: true)
      }
    }
  }

  /// The word that an abbreviation stands for. Single letters only in front of a number: `1.0u2`, but not `1.0.2u`.
  private static func longForm(of range: Range<Int>, _ text: VersionText) -> [UInt8]? {
    let known: [(StaticString, String)] = [
      ("upd", "update"), ("u", "update"), ("p", "patch"), ("pl", "patch"), ("hf", "hotfix"), ("rel", "release"),
    ]
    guard let found = known.first(where: { text.holds($0.0, in: range) }) else { return nil }
    if range.count == 1 {
      let isNumbered: Bool = VersionText.isDigit(text.at(range.upperBound))
      guard isNumbered else { return nil }
    }
    return Array(found.1.utf8)
  }

  private static func rank(of range: Range<Int>, _ text: VersionText) -> UInt8? {
    let known: [(StaticString, UInt8)] = [
      ("dev", 1), ("nightly", 2), ("snapshot", 3), ("alpha", 4), ("beta", 5), ("pre", 6), ("preview", 6), ("rc", 7),
    ]
    return known.first { text.holds($0.0, in: range) }?.1
  }
}
