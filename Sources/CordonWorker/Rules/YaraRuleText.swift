/// Rule text, taken apart into rules, imports and includes. It is done only for text in which libyara finds a mistake:
/// a rule that is cut wrongly here costs no more than what libyara would have refused anyhow.
package struct YaraRuleText: Sendable {
  /// One piece of the text.
  package struct Part: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case rule, importing, including
      /// Something that belongs to no rule.
      case stray
    }

    package var kind: Kind
    /// The bytes of it.
    package var range: Range<Int>
    /// The line on which it begins, 1-based.
    package var line: Int
    /// Of the rule, module or file; empty where there is none.
    package var name: String = ""
    /// Whether the rule is `global`: a condition of all others of its source.
    package var isGlobal: Bool = false
    /// Whether it ends without its closing brace.
    package var isOpen: Bool = false
  }

  package let bytes: [UInt8]
  /// In the order of the text.
  package private(set) var parts: [Part] = []
  /// Whether there are more than `limit` parts: the rest was not taken apart.
  package private(set) var isCut: Bool = false

  private var tokens: YaraTokens
  private var token: YaraTokens.Token

  /// Takes the text apart, at most into `limit` parts.
  package init(_ bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    tokens = YaraTokens(bytes)
    token = tokens.next()
    while token != .end {
      guard parts.count < limit else {
        isCut = true
        return
      }
      takePart()
    }
  }

  private mutating func takePart() {
    let start: Int = tokens.start
    let line: Int = tokens.line
    guard token == .word else { return takeStray(from: start, line: line) }
    if tokens.isAt("import") || tokens.isAt("include") {
      takeNamed(tokens.isAt("import") ? .importing : .including, from: start, line: line)
      return
    }
    var isGlobal: Bool = false
    while token == .word, tokens.isAt("global") || tokens.isAt("private") {
      if tokens.isAt("global") { isGlobal = true }
      token = tokens.next()
    }
    guard token == .word, tokens.isAt("rule") else { return takeStray(from: start, line: line) }
    takeRule(Part(kind: .rule, range: start..<start, line: line, isGlobal: isGlobal))
  }

  /// `import "name"` or `include "name"`.
  private mutating func takeNamed(_ kind: Part.Kind, from start: Int, line: Int) {
    var part = Part(kind: kind, range: start..<tokens.stop, line: line)
    token = tokens.next()
    if token == .text {
      part.range = start..<tokens.stop
      part.name = String(tokens.text(256).dropFirst().prefix { $0 != "\"" })
      token = tokens.next()
    }
    parts.append(part)
  }

  /// From the word `rule` to the brace that closes it, or to where the next rule begins.
  private mutating func takeRule(_ begun: Part) {
    var part: Part = begun
    var end: Int = tokens.stop
    var depth: Int = 0
    token = tokens.next()
    if token == .word, !startsPart() {
      part.name = tokens.text()
      end = tokens.stop
      token = tokens.next()
    }
    part.isOpen = true
    while token != .end {
      if token == .word, depth == 0 ? startsPart() : startsRule() { break }
      end = tokens.stop
      if token == .open { depth += 1 }
      if token == .close { depth -= 1 }
      let isOver: Bool = token == .close && depth <= 0
      token = tokens.next()
      if isOver {
        part.isOpen = depth < 0
        break
      }
    }
    part.range = part.range.lowerBound..<end
    parts.append(part)
  }

  /// Everything up to what can begin a part.
  private mutating func takeStray(from start: Int, line: Int) {
    var end: Int = start
    repeat {
      end = max(end, tokens.stop)
      token = tokens.next()
    } while token != .end && !(token == .word && startsPart())
    parts.append(Part(kind: .stray, range: start..<end, line: line))
  }

  private func startsPart() -> Bool {
    tokens.isAt("rule") || tokens.isAt("global") || tokens.isAt("private") || tokens.isAt("import")
      || tokens.isAt("include")
  }

  /// Whether a rule begins inside of another, whose closing brace is then missing: `rule name {` or `rule name :`.
  private func startsRule() -> Bool {
    var ahead: YaraTokens = tokens
    if ahead.isAt("global") || ahead.isAt("private") {
      guard ahead.next() == .word else { return false }
      if ahead.isAt("global") || ahead.isAt("private") { guard ahead.next() == .word else { return false } }
    }
    guard ahead.isAt("rule"), ahead.next() == .word else { return false }
    switch ahead.next() {
    case .open: return true
    case .other: return bytes[ahead.start] == 0x3A
    default: return false
    }
  }

  /// Whether the condition of a rule uses a variable: the name, but not as a part of another (`hash.md5`).
  package func usesVariable(_ name: StaticString, in part: Part) -> Bool {
    var reader = YaraTokens(bytes, in: part.range, line: part.line)
    var isCondition: Bool = false
    var isMember: Bool = false
    while true {
      let token: YaraTokens.Token = reader.next()
      if token == .end { return false }
      if token == .word {
        if isCondition && !isMember && reader.isAt(name) { return true }
        isCondition = isCondition || reader.isAt("condition")
      }
      isMember = token == .other && bytes[reader.start] == 0x2E && reader.stop - reader.start == 1
    }
  }

  /// The names that the condition of a rule uses, and the beginnings of names it uses as `name*`.
  package func references(of part: Part) -> (names: Set<String>, prefixes: Set<String>) {
    var names: Set<String> = []
    var prefixes: Set<String> = []
    var reader = YaraTokens(bytes, in: part.range, line: part.line)
    var isCondition: Bool = false
    while true {
      let token: YaraTokens.Token = reader.next()
      if token == .end { return (names, prefixes) }
      guard token == .word else { continue }
      if isCondition {
        if reader.isWildcard() { prefixes.insert(reader.text()) } else { names.insert(reader.text()) }
      } else {
        isCondition = reader.isAt("condition")
      }
    }
  }
}
