/// Reads the tokens of a YAML text without building anything, and refuses what a pack must not contain before the
/// YAML library sees it: anchors, aliases, tags, directives, further documents, tabs as indentation, too much depth,
/// too many nodes.
///
/// The library composes recursively and compares keys by their whole content, so that deep nesting costs it stack and
/// nested aliases cost it exponential time. This scanner uses constant stack and linear time. It follows the token
/// rules of libyaml, the scanner beneath the library: where both would disagree, an anchor could slip through.
struct YamlGuard {
  var bytes: [UInt8]
  var index: Int = 0
  var line: Int = 1
  var lineStart: Int = 0
  /// Columns of the open block collections, innermost last, as libyaml keeps them.
  var indents: [Int] = []
  var flowDepth: Int = 0
  private var keyColumn: Int = 0
  private var keyLine: Int = 0
  private var tokens: Int = 0
  private var hasContent: Bool = false
  private var hasStart: Bool = false
  private var hasEnd: Bool = false
  private let limits: PackLimits
  private let findings: FindingList

  init(_ bytes: [UInt8], limits: PackLimits, findings: FindingList) {
    self.bytes = bytes
    self.limits = limits
    self.findings = findings
  }

  /// Scans the whole text; `false` when something was refused.
  mutating func pass() -> Bool {
    var isClean: Bool = true
    while true {
      switch skipToToken() {
      case .end: return isClean
      case .tab:
        findings.error(
          Place(line: line), "a tab is used for indentation: YAML wants spaces", example: "  id: example-2026")
        return false
      case .token: break
      }
      switch token() {
      case .fine: break
      case .refused: isClean = false
      case .stop: return false
      }
    }
  }

  // MARK: - Tokens

  enum Outcome { case fine, refused, stop }

  private mutating func token() -> Outcome {
    unroll(to: column)
    tokens += 1
    guard tokens <= limits.nodes * 4 else {
      return stop("the file has more than \(limits.nodes) values: split it")
    }
    if column == 0, let outcome = documentMark() { return outcome }
    if hasEnd { return stop(Self.manyDocuments) }
    hasContent = true
    let byte: UInt8 = peek(0)
    switch byte {
    case ascii("["), ascii("{"):
      saveKey()
      flowDepth += 1
      index += 1
      return depthOutcome()
    case ascii("]"), ascii("}"):
      flowDepth = max(0, flowDepth - 1)
      index += 1
      return .fine
    case ascii(","):
      index += 1
      return .fine
    case ascii("*"), ascii("&"), ascii("!"): return refuse(byte)
    case ascii("'"), ascii("\""):
      saveKey()
      skipQuoted(by: byte)
      return .fine
    case ascii("|") where flowDepth == 0, ascii(">") where flowDepth == 0:
      skipBlockScalar()
      return .fine
    default: return indicatorOrPlain(byte)
    }
  }

  private mutating func indicatorOrPlain(_ byte: UInt8) -> Outcome {
    switch byte {
    case ascii("-") where isBlankOrEnd(1), ascii("?") where flowDepth > 0 || isBlankOrEnd(1):
      roll(to: column)
      index += 1
    case ascii(":") where flowDepth > 0 || isBlankOrEnd(1):
      roll(to: keyLine == line ? keyColumn : column)
      index += 1
    default:
      saveKey()
      skipPlain()
    }
    return depthOutcome()
  }

  private mutating func documentMark() -> Outcome? {
    guard isBlankOrEnd(3) else { return peek(0) == ascii("%") ? directive() : nil }
    if matches(ascii("-")) {
      if hasStart || hasContent || hasEnd { return stop(Self.manyDocuments) }
      hasStart = true
    } else if matches(ascii(".")) {
      hasEnd = true
    } else {
      return peek(0) == ascii("%") ? directive() : nil
    }
    indents = []
    flowDepth = 0
    index += 3
    return .fine
  }

  private static let manyDocuments: String =
    "a second YAML document begins here: write it into a file of its own"

  private mutating func directive() -> Outcome {
    stop("a YAML directive (%) is not allowed here: delete the line")
  }

  private mutating func refuse(_ byte: UInt8) -> Outcome {
    let start: Int = index
    while !isBlankOrEnd(0), index - start < 64, ![ascii(","), ascii("]"), ascii("}")].contains(peek(0)) { index += 1 }
    let text: String = String(decoding: bytes[start..<index], as: UTF8.self)
    let what: String =
      switch byte {
      case ascii("*"): "an alias"
      case ascii("&"): "an anchor"
      default: "a tag"
      }
    findings.error(
      Place(line: line),
      "\(what) (\(TextSafety.quoted(text))) is not allowed here: write the value out where it is used, or put a "
        + "text that begins with \(String(decoding: [byte], as: UTF8.self)) in quotes",
      example: "\"" + text.filter { $0 != "\"" && $0 != "\\" } + "\"")
    if index == start { index += 1 }
    return .refused
  }

  private func depthOutcome() -> Outcome {
    indents.count + flowDepth <= limits.depth
      ? .fine : stop("the nesting is deeper than \(limits.depth) levels; no more than 6 are needed")
  }

  private func stop(_ message: String) -> Outcome {
    findings.error(Place(line: line), message)
    return .stop
  }

  // MARK: - Indentation, as libyaml keeps it

  private mutating func roll(to column: Int) {
    guard flowDepth == 0, (indents.last ?? -1) < column else { return }
    indents.append(column)
  }

  private mutating func unroll(to column: Int) {
    guard flowDepth == 0 else { return }
    while let last = indents.last, last > column { indents.removeLast() }
  }

  private mutating func saveKey() {
    guard flowDepth == 0 else { return }
    keyColumn = column
    keyLine = line
  }

  private func matches(_ byte: UInt8) -> Bool { peek(0) == byte && peek(1) == byte && peek(2) == byte }
}
