/// PEP 440: `[N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]` in all the spellings the specification normalises.
///
/// What PEP 440 does not read but has digits or separators orders below all of it, as setuptools did while such
/// versions were published (`LegacyVersion`).
enum PythonOrder {
  /// The first byte of every key: which rules read it.
  private enum Rules {
    static let legacy: UInt8 = 0
    static let pep440: UInt8 = 1
  }

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    var parts = PythonVersion()
    if parts.read(text) {
      var key = VersionKey()
      key.bytes.reserveCapacity(text.end * 2 + 16)
      append(parts, of: text, to: &key)
      return key
    }
    let isOrderable: Bool = text.bytes.contains {
      VersionText.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    guard isOrderable else {
      throw text.invalidSyntax(at: 0, expected: "a number must stand, as in \(text.scheme.example)")
    }
    return legacyKey(text)
  }

  private static func append(_ parts: PythonVersion, of text: VersionText, to key: inout VersionKey) {
    key.append(Rules.pep440)
    key.append(number: parts.epoch, of: text)
    key.append(zeroPadded: parts.release, of: text)
    if let pre = parts.pre {
      key.append(pre.rank)
      key.append(number: pre.number, of: text)
    } else {
      key.append(parts.post == nil && parts.dev != nil ? 0 : 9)
    }
    key.append(parts.post == nil ? 0 : 1)
    if let post = parts.post { key.append(number: post, of: text) }
    key.append(parts.dev == nil ? 1 : 0)
    if let dev = parts.dev { key.append(number: dev, of: text) }
    for segment in parts.local {
      if text.digitsEnd(from: segment.lowerBound) >= segment.upperBound {
        key.append(2)
        key.append(number: segment, of: text)
      } else {
        key.append(1)
        key.append(word: segment, of: text, foldingCase: true)
      }
    }
    key.append(0)
  }

  /// Numbers, words and hyphens; dots only separate. Every part before `final` ends a row of numbers, whose zeros at
  /// the end then have no say.
  private static func legacyKey(_ text: VersionText) -> VersionKey {
    var parts: [LegacyPart] = []
    var index: Int = 0
    while index < text.end {
      let stop: Int = legacyPartEnd(text, from: index)
      defer { index = stop }
      if text.bytes[index] == UInt8(ascii: ".") { continue }
      if VersionText.isDigit(text.bytes[index]) {
        parts.append(.number(index..<stop))
        continue
      }
      append(.word(LegacyPart.normalized(Array(text.bytes[index..<stop]))), to: &parts, text)
    }
    append(.word(LegacyPart.final), to: &parts, text)
    var key = VersionKey()
    key.append(Rules.legacy)
    for part in parts {
      switch part {
      case .number(let range):
        key.append(2)
        key.append(number: range, of: text)
      case .word(let word):
        key.append(1)
        key.bytes += word + [0]
      }
    }
    key.append(0)
    return key
  }

  private static func append(_ word: LegacyPart, to parts: inout [LegacyPart], _ text: VersionText) {
    if case .word(let bytes) = word {
      if bytes.lexicographicallyPrecedes(LegacyPart.final) {
        while case .word(LegacyPart.hyphen) = parts.last { parts.removeLast() }
      }
      while case .number(let range) = parts.last, text.isZero(range) { parts.removeLast() }
    }
    parts.append(word)
  }

  private static func legacyPartEnd(_ text: VersionText, from start: Int) -> Int {
    let byte: UInt8 = text.bytes[start]
    if VersionText.isDigit(byte) { return text.digitsEnd(from: start) }
    if VersionText.isLetter(byte) { return text.lettersEnd(from: start) }
    if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") { return start + 1 }
    var index: Int = start + 1
    while index < text.end, !VersionText.isDigit(text.bytes[index]), !VersionText.isLetter(text.bytes[index]),
      text.bytes[index] != UInt8(ascii: "."), text.bytes[index] != UInt8(ascii: "-")
    {
      index += 1
    }
    return index
  }

  private enum LegacyPart {
    case number(Range<Int>)
    case word([UInt8])

    static let final: [UInt8] = Array("final".utf8)
    static let hyphen: [UInt8] = Array("final-".utf8)

    static func normalized(_ word: [UInt8]) -> [UInt8] {
      let lowered: [UInt8] = word.map(VersionText.lowercased)
      return switch String(decoding: lowered, as: UTF8.self) {
      case "pre", "preview", "rc": Array("c".utf8)
      case "-": hyphen
      case "dev": Array("@".utf8)
      default: lowered
      }
    }
  }
}
