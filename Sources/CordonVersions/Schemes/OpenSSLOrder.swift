/// OpenSSL: numbers, then patch letters up to 1.1.1 (`z`, then `za`), then pre-release words; Semantic Versioning since
/// 3.0. The build marks `-fips` and `+quic` have no say.
enum OpenSSLOrder {
  /// Ends the pre-release words; above all of them.
  private static let release: UInt8 = 9

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    var (numbers, index): ([Range<Int>], Int) = text.dottedNumbers(from: text.afterVersionLetter())
    guard !numbers.isEmpty else {
      throw text.invalidSyntax(at: index, expected: "a number must stand, as in \(text.scheme.example)")
    }
    key.append(zeroPadded: numbers, of: text)
    let letters: Int = text.lettersEnd(from: index)
    key.append(word: index..<letters, of: text, foldingCase: true)
    index = letters
    while text.at(index) == UInt8(ascii: "-") { index = try append(markAt: index, of: text, to: &key) }
    key.append(release)
    guard index == text.end || text.at(index) == UInt8(ascii: "+") else {
      throw text.invalidSyntax(
        at: index, expected: "something stands that does not belong; right is \(text.scheme.example)")
    }
    return key
  }

  private static func append(
    markAt index: Int, of text: VersionText, to key: inout VersionKey
  ) throws(VersionError) -> Int {
    let stop: Int = text.lettersEnd(from: index + 1)
    if text.holds("fips", in: (index + 1)..<stop) { return stop }
    let known: [(StaticString, UInt8)] = [("dev", 1), ("alpha", 2), ("beta", 3), ("pre", 4), ("rc", 5)]
    guard let rank = known.first(where: { text.holds($0.0, in: (index + 1)..<stop) })?.1 else {
      throw text.invalidSyntax(at: index, expected: "one of -alpha, -beta, -pre, -rc, -dev, -fips must stand")
    }
    key.append(rank)
    let numberStart: Int = text.at(stop) == UInt8(ascii: ".") ? stop + 1 : stop
    let numberEnd: Int = text.digitsEnd(from: numberStart)
    key.append(number: numberStart..<numberEnd, of: text)
    return numberEnd
  }
}
