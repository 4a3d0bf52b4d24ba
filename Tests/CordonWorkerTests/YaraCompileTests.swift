import CordonModel
import CordonTestSupport
import CordonWorker
import Testing

/// A text with mistakes, the rules of it that stay, and what is said.
struct BrokenRules: Sendable, CustomTestStringConvertible {
  var name: String
  var text: [UInt8]
  var kept: Int
  /// `LINE: MESSAGE`, `-` where there is no line.
  var problems: [String]
  var testDescription: String { name }

  init(_ name: String, _ text: String, kept: Int, _ problems: String...) {
    self.init(name, Array(text.utf8), kept: kept, problems)
  }

  init(_ name: String, _ text: [UInt8], kept: Int, _ problems: [String]) {
    (self.name, self.text, self.kept, self.problems) = (name, text, kept, problems)
  }

  static let good: String = "rule good { condition: true }\n"

  static let table: [BrokenRules] = [
    BrokenRules("good", good, kept: 1),
    BrokenRules("empty", "", kept: 0, "-: there is no rule in it"),
    BrokenRules("only a comment", "// rule a { condition: true }\n/* rule b */", kept: 0, "-: there is no rule in it"),
    BrokenRules("byte order mark", "\u{FEFF}" + good, kept: 1),
    BrokenRules(
      "missing brace", "rule a { condition: true\n\n" + good, kept: 1, "1: rule a: its closing brace is missing"),
    BrokenRules(
      "missing brace at the end", good + "\nrule a {\n condition: true", kept: 1,
      "3: rule a: its closing brace is missing"),
    BrokenRules(
      "brace too many", good + "}\nrule b { condition: true }", kept: 2, "2: text that belongs to no rule"),
    BrokenRules(
      "unknown name", good + "rule a {\n condition:\n  nothing\n}\n", kept: 1,
      "4: rule a: undefined identifier \"nothing\""),
    BrokenRules(
      "unknown module",
      "import \"vt\"\nimport \"math\"\n" + good + "rule a { condition: vt.x > 1 }\n"
        + "rule b { condition: math.entropy(0, 1) >= 0 }", kept: 2, "1: unknown module \"vt\"",
      "4: rule a: it needs the module \"vt\", which is not available"),
    BrokenRules(
      "refused module", "import \"magic\"\n" + good + "rule a { condition: magic.type() == \"x\" }", kept: 1,
      "1: the module \"magic\" is not offered: it opens files of its own, which a confined worker cannot",
      "3: rule a: it needs the module \"magic\", which is not available"),
    BrokenRules(
      "bad regular expression", good + "rule a { strings: $a = /a(b/ condition: $a }", kept: 1,
      "2: rule a: invalid regular expression \"$a\": syntax error"),
    BrokenRules(
      "bad hex string", "rule a { strings: $a = { 4 } condition: $a }\n" + good, kept: 1,
      "1: rule a: invalid hex string \"$a\": uneven number of digits in hex string"),
    BrokenRules(
      "duplicate", good + "rule good { condition: false }", kept: 1, "2: rule good: duplicated identifier \"good\""),
    BrokenRules(
      "later syntax", "rule a { strings: $a = \"wxyz\" condition: any of them at 0 }\n" + good, kept: 1,
      "1: rule a: syntax error"),
    BrokenRules(
      "reference to a broken rule",
      "rule a { condition: x }\nrule b { condition: a }\nrule c { condition: b }\n" + good, kept: 1,
      "1: rule a: undefined identifier \"x\"", "2: rule b: it refers to the rule \"a\", which is left out",
      "3: rule c: it refers to the rule \"b\", which is left out"),
    BrokenRules(
      "references to good rules",
      "private rule a { condition: true }\nrule b { condition: a and any of (a*) }\nrule c { condition: x }", kept: 2,
      "3: rule c: undefined identifier \"x\""),
    BrokenRules(
      "a name after its pattern",
      "rule a1 { condition: true }\nrule b { condition: any of (a*) }\n"
        + "rule a2 { condition: true }", kept: 2,
      "3: rule a2: its name matches \"a*\", which an earlier rule used already"),
    BrokenRules(
      "broken global rule", good + "global rule g { condition: x }", kept: 0, "2: rule g: undefined identifier \"x\"",
      "-: all rules of this source are left out: the global rule \"g\", a condition of each, is broken"),
    BrokenRules(
      "include", "include \"/etc/passwd\"\n" + good, kept: 1,
      "1: \"include\" is not carried out: rule text may open no file. Give that file as well."),
    BrokenRules(
      "open text", "rule a { strings: $a = \"x\n condition: $a }\n" + good, kept: 1,
      "2: rule a: unterminated string", "2: rule a: syntax error"),
    BrokenRules("stray words", "hello world\n" + good, kept: 1, "1: text that belongs to no rule"),
    BrokenRules(
      "NUL", Array("rule a { condition: \0true }\n\(good)".utf8), kept: 1, ["1: rule a: a NUL byte in its text"]),
    BrokenRules("NUL at the end", Array("\(good)\0".utf8), kept: 1, ["2: text that belongs to no rule"]),
    BrokenRules("UTF-16", [0xFF, 0xFE, 0x72, 0x00], kept: 0, ["-: the text is UTF-16: save it as UTF-8"]),
    BrokenRules(
      "compiled", Array("YARA".utf8) + [0x0C, 0x12, 0, 0], kept: 0,
      ["-: compiled rules are not accepted: they can harm the program that loads them. Give the text of the rules."]),
  ]
}

@Suite("YARA rules with mistakes")
struct YaraCompileTests {
  private func lines(_ problems: [RuleProblem]) -> [String] {
    problems.map { "\($0.line.map { String($0) } ?? "-"): \($0.message)" }
  }

  @Test("a mistake costs its rule, and is told with its line", arguments: BrokenRules.table)
  func table(_ broken: BrokenRules) {
    let other: RuleSource = YaraFixture.source(BrokenRules.good, name: "other")
    let result = YaraRuleSet.compile([RuleSource(name: "test", text: broken.text), other])
    #expect(lines(result.problems) == broken.problems)
    #expect(result.problems.allSatisfy { $0.source == "test" })
    #expect(result.rules?.count == broken.kept + 1, "another source loses nothing")
    #expect((YaraRuleSet.compile([RuleSource(name: "test", text: broken.text)]).rules?.count ?? 0) == broken.kept)
  }

  @Test("the same name in two sources is no mistake")
  func namespaces() throws {
    let result = YaraRuleSet.compile([
      YaraFixture.source(BrokenRules.good, name: "a"), YaraFixture.source(BrokenRules.good, name: "b"),
    ])
    #expect(result.problems == [])
    #expect(result.rules?.count == 2)
  }

  @Test("a thousand mistakes and more are all counted")
  func thousand() {
    let text: String = (1...1_500).map { "rule r\($0) { condition: nothing }\n" }.joined() + BrokenRules.good
    let result = YaraRuleSet.compile([YaraFixture.source(text)])
    #expect(result.rules?.count == 1)
    #expect(result.problems.count == 1_001)
    #expect(result.problems[999].line == 1_000)
    #expect(result.problems.last?.message == "500 more problems are not listed")
  }

  @Test("warnings leave the rule in force")
  func warning() {
    let text: String = "rule a { strings: $a = /x.*y/ condition: $a }"
    let result = YaraRuleSet.compile([YaraFixture.source(text)])
    #expect(result.rules?.count == 1)
    #expect(!result.problems.isEmpty && result.problems.allSatisfy { $0.isWarning && $0.line == 1 })
    let mistaken = YaraRuleSet.compile([YaraFixture.source("\n" + text + "\nrule b { condition: x }")])
    #expect(mistaken.problems.map(\.isWarning).contains(true))
    #expect(mistaken.problems.filter(\.isWarning).allSatisfy { $0.line == 2 })
  }

  @Test("every limit is a problem that names it")
  func limits() {
    var limits = YaraLimits()
    limits.sourceBytes = 20
    #expect(
      lines(YaraRuleSet.compile([YaraFixture.source(BrokenRules.good)], limits: limits).problems) == [
        "-: larger than the limit of 20 bytes for one source"
      ])
    limits = YaraLimits()
    limits.totalBytes = 40
    let two: [RuleSource] = [YaraFixture.source(BrokenRules.good, name: "a"), YaraFixture.source(BrokenRules.good)]
    var result = YaraRuleSet.compile(two, limits: limits)
    #expect(lines(result.problems) == ["-: beyond the limit of 40 bytes for all sources"])
    #expect(result.rules?.count == 1)
    limits = YaraLimits()
    limits.rules = 1
    result = YaraRuleSet.compile(two, limits: limits)
    #expect(lines(result.problems) == ["-: beyond the limit of 1 rules for all sources"])
    limits = YaraLimits()
    limits.textLength = 20
    result = YaraRuleSet.compile([YaraFixture.source("rule a { condition: nothing }")], limits: limits)
    #expect(lines(result.problems) == ["1: rule a: undefined id"])
  }

  /// What is repeated in a hostile text, and what stands around it. The texts are too long to be arguments of a test.
  enum Hostile: String, CaseIterable {
    case parentheses, expression, text, name, hex, braces, megabytes

    var rules: String {
      func many(_ piece: String, _ count: Int) -> String { String(repeating: piece, count: count) }
      switch self {
      case .parentheses: return "rule a { condition: \(many("(", 20_000))true\(many(")", 20_000)) }"
      case .expression: return "rule a { strings: $a = /\(many("(", 5_000))a\(many(")", 5_000))/ condition: $a }"
      case .text: return "rule a { strings: $a = \"\(many("a", 100_000))\" condition: $a }"
      case .name: return "rule \(many("a", 100_000)) { condition: true }"
      case .hex:
        return "rule a { strings: $a = { \(many("( 01 | ", 2_000))02\(many(")", 2_000)) } condition: $a }"
      case .braces: return "rule a \(many("{", 100_000))"
      case .megabytes: return "rule a { condition: \(many("nothing ", 1_250_000))}"
      }
    }
  }

  @Test("hostile text ends in a problem", arguments: Hostile.allCases)
  func hostile(_ hostile: Hostile) {
    let result = YaraRuleSet.compile([
      YaraFixture.source(hostile.rules), YaraFixture.source(BrokenRules.good, name: "other"),
    ])
    #expect(result.problems.contains { $0.source == "test" && !$0.isWarning })
    #expect(result.problems.allSatisfy { $0.message.utf8.count <= 2_000 })
    #expect(result.rules?.count == 1)
  }

  @Test("many rules that refer to each other are sorted in time")
  func chain() {
    var text: String = "rule r0 { condition: true }\n"
    for index in 1...1_000 { text += "rule r\(index) { condition: r\(index - 1) }\n" }
    let result = YaraRuleSet.compile([YaraFixture.source(text + "rule bad { condition: x }")])
    #expect(result.rules?.count == 1_001)
    #expect(lines(result.problems) == ["1002: rule bad: undefined identifier \"x\""])
  }
}
