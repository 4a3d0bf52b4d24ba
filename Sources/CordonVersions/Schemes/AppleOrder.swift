/// Apple bundle versions: numbers between dots, missing ones 0, and the stage of development `d`, `a`, `b` or `fc` with
/// its number before the release. A build in parentheses or other text behind a blank has no say.
enum AppleOrder {
  private static let release: UInt8 = 5

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    let start: Int = text.afterVersionLetter()
    let (numbers, end): ([Range<Int>], Int) = text.dottedNumbers(from: start)
    guard !numbers.isEmpty else {
      throw text.invalidSyntax(at: start, expected: "a number must stand, as in \(text.scheme.example)")
    }
    var key = VersionKey()
    key.append(zeroPadded: numbers, of: text)
    let stop: Int = text.lettersEnd(from: end)
    let numberEnd: Int = text.digitsEnd(from: stop)
    let stages: [(StaticString, UInt8)] = [("d", 1), ("a", 2), ("b", 3), ("fc", 4)]
    if stop > end {
      guard let rank = stages.first(where: { text.holds($0.0, in: end..<stop) })?.1 else {
        throw text.invalidSyntax(at: end, expected: "one of the stages d, a, b, fc must stand, as in 1.2.3b4")
      }
      key.append(rank)
      key.append(number: stop..<numberEnd, of: text)
    } else {
      key.append(release)
    }
    let next: UInt8 = text.at(numberEnd)
    guard next == 0 || next == 0x20 || next == UInt8(ascii: "(") else {
      throw text.invalidCharacter(at: numberEnd, allowed: "digits, dots and a stage d, a, b, fc as in 1.2.3b4")
    }
    return key
  }
}
