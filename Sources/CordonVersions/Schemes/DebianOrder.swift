/// Debian Policy 5.6.12: `[epoch:]upstream[-revision]`, each part as alternating runs of non-digits and digits.
///
/// In a run of non-digits `~` comes before the end, the end before letters, letters before all else. What dpkg only
/// warns about (no leading digit, an unusual character) is read, as dpkg itself reads it from its database.
enum DebianOrder {
  /// The greatest epoch; dpkg keeps it in an `int`.
  private static let maximalEpoch: [UInt8] = Array("2147483647".utf8)
  /// Ends a run of non-digits, and the part; between `~` and the letters.
  private static let stop: UInt8 = 2

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    let upstream: Int = try appendEpoch(of: text, to: &key)
    var end: Int = text.end
    if let hyphen = text.bytes[upstream...].lastIndex(of: UInt8(ascii: "-")) {
      guard hyphen + 1 < text.end else {
        throw text.invalidSyntax(at: text.end, expected: "a revision must follow the hyphen, as in 1.0-1")
      }
      end = hyphen
    }
    guard upstream < end else {
      throw text.invalidSyntax(at: upstream, expected: "the upstream version is missing, as in 1.0-1")
    }
    try append(part: upstream..<end, of: text, to: &key)
    try append(part: min(end + 1, text.end)..<text.end, of: text, to: &key)
    return key
  }

  /// Appends the epoch, 0 when there is none. Returns where the upstream version begins.
  private static func appendEpoch(of text: VersionText, to key: inout VersionKey) throws(VersionError) -> Int {
    guard let colon = text.bytes.firstIndex(of: UInt8(ascii: ":")) else {
      key.append(count: 0)
      return 0
    }
    guard colon > 0, text.digitsEnd(from: 0) == colon else {
      throw text.invalidSyntax(at: 0, expected: "the epoch before the colon must be a number, as in 1:2.3-4")
    }
    let digits: ArraySlice<UInt8> = text.bytes[..<colon].drop { $0 == UInt8(ascii: "0") }
    let isTooLong: Bool = digits.count > maximalEpoch.count
    let isSameLength: Bool = digits.count == maximalEpoch.count
    guard !isTooLong, !(isSameLength && maximalEpoch.lexicographicallyPrecedes(digits)) else {
      throw text.invalidSyntax(at: 0, expected: "the epoch must be a number below 2147483648")
    }
    key.append(number: 0..<colon, of: text)
    return colon + 1
  }

  private static func append(part: Range<Int>, of text: VersionText, to key: inout VersionKey) throws(VersionError) {
    var index: Int = part.lowerBound
    repeat {
      while index < part.upperBound, !VersionText.isDigit(text.bytes[index]) {
        key.append(try weight(of: text.bytes[index], at: index, text))
        index += 1
      }
      key.append(stop)
      let start: Int = index
      while index < part.upperBound, VersionText.isDigit(text.bytes[index]) { index += 1 }
      key.append(number: start..<index, of: text)
    } while index < part.upperBound
    key.append(stop)
  }

  private static func weight(of byte: UInt8, at index: Int, _ text: VersionText) throws(VersionError) -> UInt8 {
    if byte == UInt8(ascii: "~") { return 1 }
    if VersionText.isLetter(byte) { return byte }
    if byte == 0x20 {
      throw text.invalidCharacter(at: index, allowed: "letters, digits and . + ~ - :")
    }
    return byte + 128
  }
}
