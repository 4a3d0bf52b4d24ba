/// The bytes of a version text while a scheme reads them: blanks around it dropped, control characters refused.
struct VersionText {
  let bytes: [UInt8]
  let scheme: VersionScheme
  let original: String
  /// Blanks dropped in front; positions in errors count from the text as given.
  private let dropped: Int

  /// - Throws: ``VersionError`` for a text that no scheme reads: empty, longer than ``Version/textLimit`` bytes, with
  ///   control characters, or with bytes outside ASCII unless `allowsUnicode`.
  init(_ text: String, scheme: VersionScheme, allowsUnicode: Bool = false) throws(VersionError) {
    var bytes: [UInt8] = try Self.bounded(text, scheme: scheme)
    let blanks: Int = bytes.prefix(while: Self.isBlank).count
    if let last = bytes.last, blanks > 0 || Self.isBlank(last) {
      bytes.removeFirst(blanks)
      while let last = bytes.last, Self.isBlank(last) { bytes.removeLast() }
    }
    self.bytes = bytes
    self.scheme = scheme
    self.original = text
    self.dropped = blanks
    guard !bytes.isEmpty else { throw Self.empty(text, scheme) }
    for index in bytes.indices {
      let byte: UInt8 = bytes[index]
      if byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !allowsUnicode) {
        throw invalidCharacter(at: index, allowed: "printable ASCII characters")
      }
    }
  }

  /// The bytes of a text that is neither empty nor too long. A text of 10 MB costs nothing here.
  static func bounded(_ text: String, scheme: VersionScheme) throws(VersionError) -> [UInt8] {
    let count: Int = text.utf8.count
    guard count > 0 else { throw empty(text, scheme) }
    guard count <= Version.textLimit else {
      throw VersionError(
        code: .tooLong, text: text,
        reason: "the text has \(count) bytes; a version has at most \(Version.textLimit)")
    }
    return Array(text.utf8)
  }

  var end: Int { bytes.count }

  /// The byte at `index`, or 0 behind the end. No text contains a zero byte.
  @inline(__always)
  func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// The first index from `start` on that holds no digit.
  func digitsEnd(from start: Int) -> Int {
    var index: Int = start
    while Self.isDigit(at(index)) { index += 1 }
    return index
  }

  /// The first index from `start` on that holds no letter.
  func lettersEnd(from start: Int) -> Int {
    var index: Int = start
    while Self.isLetter(at(index)) { index += 1 }
    return index
  }

  /// Whether the range holds nothing but zeros, or nothing at all.
  func isZero(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == UInt8(ascii: "0") } }

  /// Whether the range holds `word`, whatever the case. `word` is given in lower case.
  func holds(_ word: StaticString, in range: Range<Int>) -> Bool {
    range.count == word.utf8CodeUnitCount && starts(with: word, at: range.lowerBound)
  }

  /// Whether `word`, given in lower case, stands at `start`, whatever the case.
  func starts(with word: StaticString, at start: Int) -> Bool {
    guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
    return word.withUTF8Buffer { buffer in
      for index in buffer.indices where unsafe Self.lowercased(bytes[start + index]) != buffer[index] { return false }
      return true
    }
  }

  /// Behind a `v` that stands before a digit, otherwise `start`.
  func afterVersionLetter(from start: Int = 0) -> Int {
    Self.lowercased(at(start)) == UInt8(ascii: "v") && Self.isDigit(at(start + 1)) ? start + 1 : start
  }

  /// Whether a wildcard stands at `index`: `x`, `X` or `*` that is not part of a word.
  func isWildcard(at index: Int) -> Bool {
    let byte: UInt8 = at(index)
    if byte == UInt8(ascii: "*") { return true }
    return Self.lowercased(byte) == UInt8(ascii: "x") && lettersEnd(from: index) == index + 1
      && !Self.isDigit(at(index + 1))
  }

  /// A wildcard stands for many versions and has no place in the order of single ones.
  func unexpectedWildcard(at index: Int) -> VersionError {
    invalidSyntax(at: index, expected: "a number must stand; a wildcard makes a range, as in >=1.2, <1.3")
  }

  /// The numbers `1.2.3` from `start` on; the end is behind the last digit.
  func dottedNumbers(from start: Int) -> (numbers: [Range<Int>], end: Int) {
    var numbers: [Range<Int>] = []
    var index: Int = start
    while Self.isDigit(at(index)) {
      let stop: Int = digitsEnd(from: index)
      numbers.append(index..<stop)
      guard at(stop) == UInt8(ascii: "."), Self.isDigit(at(stop + 1)) else { return (numbers, stop) }
      index = stop + 1
    }
    return (numbers, start)
  }
}

extension VersionText {
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}

extension VersionText {
  /// The character at `index` may not stand there.
  func invalidCharacter(at index: Int, allowed: String) -> VersionError {
    let scalar: Unicode.Scalar? = String(decoding: bytes[min(index, end)...].prefix(4), as: UTF8.self).unicodeScalars
      .first
    let name: String = scalar.map(Self.printable) ?? "the end"
    return VersionError(
      code: .invalidCharacter, text: original,
      reason: "\(name) at position \(dropped + index + 1) cannot stand in a \(scheme.displayName) version; "
        + "allowed are \(allowed)")
  }

  /// The text breaks off or goes on where the scheme expects something else.
  func invalidSyntax(at index: Int, expected: String) -> VersionError {
    let place: String = index >= end ? "at the end" : "at position \(dropped + index + 1)"
    return VersionError(
      code: .invalidSyntax, text: original,
      reason: "not a \(scheme.displayName) version: \(place) \(expected)")
  }

  private static func empty(_ text: String, _ scheme: VersionScheme) -> VersionError {
    VersionError(
      code: .empty, text: text,
      reason: "the text is empty; a \(scheme.displayName) version looks like \(scheme.example)")
  }

  private static func printable(_ scalar: Unicode.Scalar) -> String {
    guard scalar.value >= 0x20, scalar.value < 0x7F else {
      return "U+" + String(scalar.value, radix: 16, uppercase: true)
    }
    return "\"\(scalar)\""
  }
}
