/// Writes a row of numbers and words in which missing items count as 0 and words come before 0.
///
/// A run of zeros matters only by what follows it: before a word the longer run is greater, before a number the shorter
/// one is, and at the end it is nothing. So a run is written together with the item behind it.
struct ZeroRun {
  private enum Token {
    static let word: UInt8 = 1
    static let zerosThenWord: UInt8 = 2
    static let end: UInt8 = 3
    static let zerosThenNumber: UInt8 = 4
    static let number: UInt8 = 5
  }

  /// The count of zeros that counts down; above any count of items in a text.
  private static let most: Int = Version.textLimit + 1

  private var zeros: Int = 0

  /// Forgets the zeros read so far, for orders in which zeros before the first word have no say.
  mutating func drop() { zeros = 0 }

  mutating func append(number range: Range<Int>, of text: VersionText, to key: inout VersionKey) {
    if text.isZero(range) {
      zeros += 1
      return
    }
    if zeros > 0 {
      key.append(Token.zerosThenNumber)
      key.append(count: max(Self.most - zeros, 0))
      zeros = 0
    } else {
      key.append(Token.number)
    }
    key.append(number: range, of: text)
  }

  /// Opens a word; the caller writes it.
  mutating func beginWord(in key: inout VersionKey) {
    if zeros > 0 {
      key.append(Token.zerosThenWord)
      key.append(count: min(zeros, Self.most))
      zeros = 0
    } else {
      key.append(Token.word)
    }
  }

  mutating func end(in key: inout VersionKey) {
    zeros = 0
    key.append(Token.end)
  }
}
