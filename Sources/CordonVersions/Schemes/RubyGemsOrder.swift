/// Gem::Version: runs of digits and runs of letters; a word makes a pre-release and comes before any number.
///
/// Missing segments count as 0, zeros before the first word have no say, a hyphen reads as `.pre.`.
enum RubyGemsOrder {
  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    let start: Int = text.afterVersionLetter()
    guard VersionText.isDigit(text.at(start)) else {
      throw text.invalidSyntax(at: start, expected: "a number must stand, as in \(text.scheme.example)")
    }
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    var zeros = ZeroRun()
    var hasWord: Bool = false
    var index: Int = start
    while index < text.end {
      let byte: UInt8 = text.bytes[index]
      if VersionText.isDigit(byte) {
        let stop: Int = text.digitsEnd(from: index)
        zeros.append(number: index..<stop, of: text, to: &key)
        index = stop
        continue
      }
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") {
        index += 1
        continue
      }
      guard VersionText.isLetter(byte) || byte == UInt8(ascii: "-") else {
        throw text.invalidCharacter(at: index, allowed: "digits, letters, dots and hyphens")
      }
      if !hasWord { zeros.drop() }
      hasWord = true
      zeros.beginWord(in: &key)
      let stop: Int = byte == UInt8(ascii: "-") ? index + 1 : text.lettersEnd(from: index)
      if byte == UInt8(ascii: "-") {
        key.bytes += Array("pre".utf8) + [0]
      } else {
        key.append(word: index..<stop, of: text)
      }
      index = stop
    }
    zeros.end(in: &key)
    return key
  }
}
