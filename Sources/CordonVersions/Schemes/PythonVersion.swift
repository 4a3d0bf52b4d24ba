/// The parts of a PEP 440 version, as ranges of its text.
struct PythonVersion {
  var epoch: Range<Int> = 0..<0
  var release: [Range<Int>] = []
  var pre: (rank: UInt8, number: Range<Int>)?
  var post: Range<Int>?
  var dev: Range<Int>?
  var local: [Range<Int>] = []

  /// Reads the whole text. Returns whether PEP 440 reads it.
  mutating func read(_ text: VersionText) -> Bool {
    var index: Int = VersionText.lowercased(text.at(0)) == UInt8(ascii: "v") ? 1 : 0
    let epochEnd: Int = text.digitsEnd(from: index)
    if epochEnd > index, text.at(epochEnd) == UInt8(ascii: "!") {
      epoch = index..<epochEnd
      index = epochEnd + 1
    }
    (release, index) = text.dottedNumbers(from: index)
    guard !release.isEmpty else { return false }
    readPreRelease(text, &index)
    readPostRelease(text, &index)
    if let number = Self.number(behind: ["dev"], text, &index)?.1 { dev = number }
    if text.at(index) == UInt8(ascii: "+"), !readLocal(text, &index) { return false }
    return index == text.end
  }

  private mutating func readPreRelease(_ text: VersionText, _ index: inout Int) {
    // The longest spelling first: a marker may stand right behind another one, as in 1.0adev.
    let words: [StaticString] = ["alpha", "a", "beta", "b", "preview", "pre", "c", "rc"]
    guard let (word, number) = Self.number(behind: words, text, &index) else { return }
    pre = (word < 2 ? 1 : word < 4 ? 2 : 3, number)
  }

  private mutating func readPostRelease(_ text: VersionText, _ index: inout Int) {
    if text.at(index) == UInt8(ascii: "-"), VersionText.isDigit(text.at(index + 1)) {
      let stop: Int = text.digitsEnd(from: index + 1)
      post = (index + 1)..<stop
      index = stop
    } else if let number = Self.number(behind: ["post", "rev", "r"], text, &index)?.1 {
      post = number
    }
  }

  private mutating func readLocal(_ text: VersionText, _ index: inout Int) -> Bool {
    repeat {
      let start: Int = index + 1
      index = start
      while VersionText.isDigit(text.at(index)) || VersionText.isLetter(text.at(index)) { index += 1 }
      guard index > start else { return false }
      local.append(start..<index)
    } while Self.isSeparator(text.at(index))
    return true
  }

  /// `[._-]word[._-]number`: the word's place in the list and the number; the number, or all behind the word, may be
  /// missing.
  private static func number(
    behind words: [StaticString], _ text: VersionText, _ index: inout Int
  ) -> (Int, Range<Int>)? {
    let start: Int = isSeparator(text.at(index)) ? index + 1 : index
    guard let place = words.firstIndex(where: { text.starts(with: $0, at: start) }) else { return nil }
    let wordEnd: Int = start + words[place].utf8CodeUnitCount
    var numberStart: Int = wordEnd
    if isSeparator(text.at(wordEnd)), endsSegment(text, wordEnd + 1) { numberStart += 1 }
    let stop: Int = text.digitsEnd(from: numberStart)
    index = stop
    return (place, numberStart..<stop)
  }

  /// Whether a separator in front of `index` belongs to the word before it, and not to a next one.
  private static func endsSegment(_ text: VersionText, _ index: Int) -> Bool {
    let byte: UInt8 = text.at(index)
    return byte == 0 || byte == UInt8(ascii: "+") || VersionText.isDigit(byte) || isSeparator(byte)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
