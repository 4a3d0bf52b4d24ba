/// rpm's `[epoch:]version[-release]`, each part by `rpmvercmp`: runs of digits and of letters, separators ignored.
///
/// `~` comes before the end of the text, `^` right behind it, then letters, then numbers. No release comes before
/// every release; no epoch is epoch 0.
enum RPMOrder {
  private enum Token {
    static let tilde: UInt8 = 1
    static let end: UInt8 = 2
    static let caret: UInt8 = 3
    static let letters: UInt8 = 4
    static let number: UInt8 = 5
  }

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    let parts: EpochVersionRelease = try EpochVersionRelease(text)
    key.append(number: parts.epoch, of: text)
    append(part: parts.version, of: text, to: &key)
    if let release = parts.release {
      key.append(1)
      append(part: release, of: text, to: &key)
    } else {
      key.append(0)
    }
    return key
  }

  private static func append(part: Range<Int>, of text: VersionText, to key: inout VersionKey) {
    var index: Int = part.lowerBound
    while index < part.upperBound {
      let byte: UInt8 = text.bytes[index]
      if VersionText.isDigit(byte) {
        let stop: Int = min(text.digitsEnd(from: index), part.upperBound)
        key.append(Token.number)
        key.append(number: index..<stop, of: text)
        index = stop
      } else if VersionText.isLetter(byte) {
        let stop: Int = min(text.lettersEnd(from: index), part.upperBound)
        key.append(Token.letters)
        key.append(word: index..<stop, of: text)
        index = stop
      } else {
        if byte == UInt8(ascii: "~") { key.append(Token.tilde) }
        if byte == UInt8(ascii: "^") { key.append(Token.caret) }
        index += 1
      }
    }
    key.append(Token.end)
  }
}

/// Where rpm and pacman cut `[epoch:]version[-release]`: only digits make an epoch, the last hyphen opens the release.
struct EpochVersionRelease {
  /// Empty when there is none, which counts as 0.
  let epoch: Range<Int>
  let version: Range<Int>
  let release: Range<Int>?

  init(_ text: VersionText) throws(VersionError) {
    if let blank = text.bytes.firstIndex(of: 0x20) {
      throw text.invalidCharacter(at: blank, allowed: "letters, digits and . _ + ~ ^ - :")
    }
    let digits: Int = text.digitsEnd(from: 0)
    let hasEpoch: Bool = text.at(digits) == UInt8(ascii: ":")
    epoch = hasEpoch ? 0..<digits : 0..<0
    let start: Int = hasEpoch ? digits + 1 : 0
    if let hyphen = text.bytes[start...].lastIndex(of: UInt8(ascii: "-")) {
      version = start..<hyphen
      release = (hyphen + 1)..<text.end
    } else {
      version = start..<text.end
      release = nil
    }
    guard !version.isEmpty else {
      throw text.invalidSyntax(at: start, expected: "the version is missing, as in \(text.scheme.example)")
    }
  }
}
