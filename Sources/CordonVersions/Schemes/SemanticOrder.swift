/// Semantic Versioning 2.0.0 §11, read leniently: a leading `v` or `=`, any count of numbers (missing ones are 0), and a
/// pre-release glued to the last number (`1.2.3beta`). Build metadata has no say.
enum SemanticOrder {
  /// Stands where a pre-release would, above every pre-release.
  private static let release: UInt8 = 9

  static func key(_ text: VersionText, foldingCase: Bool = false) throws(VersionError) -> VersionKey {
    var start: Int = 0
    while text.at(start) == UInt8(ascii: "=") || text.at(start) == 0x20 { start += 1 }
    return try key(text, from: text.afterVersionLetter(from: start), foldingCase: foldingCase)
  }

  /// Reads from `start` on, behind whatever prefix the ecosystem has.
  ///
  /// - Parameter splittingGluedWords: whether a glued pre-release is split into word and number (`rc10` after `rc2`).
  static func key(
    _ text: VersionText, from start: Int, foldingCase: Bool = false, splittingGluedWords: Bool = false
  ) throws(VersionError) -> VersionKey {
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    let tail: Int = try appendNumbers(of: text, from: start, to: &key)
    switch text.at(tail) {
    case 0, UInt8(ascii: "+"):
      key.append(release)
      try check(build: tail, of: text)
    case UInt8(ascii: "-"):
      try append(preRelease: tail + 1, of: text, to: &key, foldingCase: foldingCase)
    case let byte where VersionText.isLetter(byte):
      if splittingGluedWords {
        let word: Int = text.lettersEnd(from: tail)
        key.append(1)
        try append(identifier: tail..<word, of: text, to: &key, foldingCase: foldingCase)
        let number: Int = text.digitsEnd(from: word)
        if number > word { try append(identifier: word..<number, of: text, to: &key, foldingCase: foldingCase) }
        guard number == text.end else { throw unexpected(at: number, text) }
        key.append(0)
      } else {
        try append(preRelease: tail, of: text, to: &key, foldingCase: foldingCase)
      }
    default:
      throw unexpected(at: tail, text)
    }
    return key
  }

  /// Appends the dotted numbers without their trailing zeros. Returns where they end.
  private static func appendNumbers(
    of text: VersionText, from start: Int, to key: inout VersionKey
  ) throws(VersionError) -> Int {
    var index: Int = start
    var significantEnd: Int = 0
    while true {
      let stop: Int = text.digitsEnd(from: index)
      guard stop > index else {
        throw text.invalidSyntax(at: index, expected: "a number must stand, as in \(text.scheme.example)")
      }
      key.append(1)
      key.append(number: index..<stop, of: text)
      if !text.isZero(index..<stop) { significantEnd = key.bytes.count }
      guard text.at(stop) == UInt8(ascii: ".") else {
        key.bytes.removeSubrange(significantEnd...)
        key.append(0)
        return stop
      }
      index = stop + 1
    }
  }

  private static func append(
    preRelease start: Int, of text: VersionText, to key: inout VersionKey, foldingCase: Bool
  ) throws(VersionError) {
    key.append(1)
    var index: Int = start
    while true {
      var stop: Int = index
      while isIdentifier(text.at(stop)) { stop += 1 }
      guard stop > index else {
        throw text.invalidSyntax(at: index, expected: "a pre-release identifier must stand, as in 2.4.1-beta.2")
      }
      try append(identifier: index..<stop, of: text, to: &key, foldingCase: foldingCase)
      guard text.at(stop) == UInt8(ascii: ".") else {
        index = stop
        break
      }
      index = stop + 1
    }
    key.append(0)
    try check(build: index, of: text)
  }

  private static func append(
    identifier range: Range<Int>, of text: VersionText, to key: inout VersionKey, foldingCase: Bool
  ) throws(VersionError) {
    if text.digitsEnd(from: range.lowerBound) >= range.upperBound {
      key.append(1)
      key.append(number: range, of: text)
    } else {
      key.append(2)
      key.append(word: range, of: text, foldingCase: foldingCase)
    }
  }

  private static func check(build start: Int, of text: VersionText) throws(VersionError) {
    guard start < text.end else { return }
    guard text.at(start) == UInt8(ascii: "+") else { throw unexpected(at: start, text) }
    var index: Int = start + 1
    while isIdentifier(text.at(index)) || text.at(index) == UInt8(ascii: ".") || text.at(index) == UInt8(ascii: "+") {
      index += 1
    }
    guard index == text.end else { throw unexpected(at: index, text) }
  }

  /// Letters, digits and hyphen by the standard; the underscore is found in published packages.
  private static func isIdentifier(_ byte: UInt8) -> Bool {
    VersionText.isDigit(byte) || VersionText.isLetter(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func unexpected(at index: Int, _ text: VersionText) -> VersionError {
    text.invalidCharacter(at: index, allowed: "digits, letters and . - + as in \(text.scheme.example)")
  }
}
