/// Cuts an advisory's range text into lexemes.
struct RangeLexer {
  let text: String
  private(set) var lexemes: [RangeLexeme] = []

  init(_ text: String) throws(VersionError) {
    self.text = text
    var words: [String] = []
    for word in Self.words(of: text) {
      words.append(word)
      guard words.count <= 4 * VersionRange.Limits.constraints else {
        throw VersionError(code: .tooLong, text: text.excerpt, reason: "the range has too many words")
      }
    }
    var index: Int = 0
    while index < words.count {
      index += try take(words, at: index)
    }
  }

  /// Words between blanks; comparators, commas, semicolons, pipes and ellipses are words of their own.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word: String.UnicodeScalarView = .init()
    func flush() {
      if !word.isEmpty { words.append(String(word)) }
      word = .init()
    }
    var signs: String = ""
    for scalar in text.unicodeScalars {
      if "<>=!≤≥|".unicodeScalars.contains(scalar) {
        flush()
        signs.unicodeScalars.append(scalar)
        continue
      }
      if !signs.isEmpty {
        words.append(signs)
        signs = ""
      }
      if scalar.properties.isWhitespace {
        flush()
      } else if ",;…–—".unicodeScalars.contains(scalar) {
        flush()
        words.append(String(scalar))
      } else {
        word.append(scalar)
      }
    }
    flush()
    if !signs.isEmpty { words.append(signs) }
    return words
  }

  /// Takes one lexeme at `index` and says how many words it was.
  private mutating func take(_ words: [String], at index: Int) throws(VersionError) -> Int {
    let word: String = words[index].lowercased()
    if let sign = Self.sign(word) {
      lexemes.append(sign)
      return 1
    }
    for (phrase, lexeme) in RangePhrases.table[word] ?? [] where matches(phrase, words, at: index) {
      lexemes.append(lexeme)
      return phrase.count
    }
    try takeVersion(words[index])
    return 1 + takeSuffix(words, at: index + 1)
  }

  /// `V17 Update 6`, `3.0 SP2`: up to three words that belong to the version in front are joined to it, as `17-Update6`.
  private mutating func takeSuffix(_ words: [String], at start: Int) -> Int {
    var index: Int = start
    for _ in 0..<3 {
      guard case .version(let version)? = lexemes.last, index < words.count else { break }
      let letters: String = String(words[index].prefix { $0.isLetter })
      let rest: String = String(words[index].dropFirst(letters.count))
      let isGlued: Bool = !rest.isEmpty
      let known: Set<String> = ["update", "upd", "sp", "hf", "fp", "patch", "build", "hotfix"]
      let knownGlued: Set<String> = ["p", "r", "u"]
      guard known.contains(letters.lowercased()) || isGlued && knownGlued.contains(letters.lowercased()) else { break }
      let number: String = isGlued ? rest : index + 1 < words.count ? words[index + 1] : ""
      guard !number.isEmpty, number.utf8.allSatisfy(\.isASCIIDigit) else { break }
      lexemes[lexemes.count - 1] = .version(version + "-" + letters + number)
      index += isGlued ? 1 : 2
    }
    return index - start
  }

  private func matches(_ phrase: [String], _ words: [String], at index: Int) -> Bool {
    guard index + phrase.count <= words.count else { return false }
    for offset in phrase.indices where words[index + offset].lowercased() != phrase[offset] { return false }
    return true
  }

  private static func sign(_ word: String) -> RangeLexeme? {
    switch word {
    case "<", "<<": .comparator(.less)
    case "<=", "=<", "≤": .comparator(.lessOrEqual)
    case ">", ">>": .comparator(.greater)
    case ">=", "=>", "≥": .comparator(.greaterOrEqual)
    case "=", "==": .comparator(.equal)
    case "!=", "<>": .comparator(.notEqual)
    case "||": .doublePipe
    case ",", ";": .comma
    default: nil
    }
  }

  private mutating func takeVersion(_ word: String) throws(VersionError) {
    var version: String = word
    var isOpen: Bool = false
    if version.utf8.last == UInt8(ascii: "+") {
      version.removeLast()
      isOpen = true
    }
    if version.utf8.first == UInt8(ascii: "("), version.utf8.last == UInt8(ascii: ")") {
      version = String(version.dropFirst().dropLast())
    }
    guard version.looksLikeVersion else {
      throw VersionError(
        code: .unsupportedRange, text: text.excerpt,
        reason: "'\(word.excerpt)' is not understood; write versions with comparators, such as '>= 1.0, < 2.0', or "
          + "'1.0 through 1.4'")
    }
    lexemes.append(.version(version))
    if isOpen { lexemes.append(.andLater) }
  }
}
