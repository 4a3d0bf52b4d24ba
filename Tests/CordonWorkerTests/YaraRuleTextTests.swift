import CordonTestSupport
import CordonWorker
import Testing

@Suite("Rule text taken apart")
struct YaraRuleTextTests {
  private func outline(_ text: String) -> [String] {
    let bytes: [UInt8] = Array(text.utf8)
    return YaraRuleText(bytes, limit: 100).parts.map { part in
      "\(part.line) \(part.kind) \(part.name)\(part.isGlobal ? " global" : "")\(part.isOpen ? " open" : "")"
    }
  }

  @Test(
    "braces in texts, comments and regular expressions are none",
    arguments: [
      ("rule a { condition: true } rule b{condition:true}", ["1 rule a", "1 rule b"]),
      ("// rule x {\n/* rule y {\n*/ rule a { condition: true }", ["3 rule a"]),
      (
        "rule a { strings: $a = \"}\\\"}\" $b = /\\/}{2}/ $c = { 0A ( 0B | 0C /* } */ ) // }\n} condition: $a }",
        ["1 rule a"]
      ),
      (
        "import \"pe\"\ninclude \"x\"\nglobal private rule a : t u { condition: true }",
        ["1 importing pe", "2 including x", "3 rule a global"]
      ),
      ("rule a {\n condition: true\nprivate rule b { condition: true }", ["1 rule a open", "3 rule b"]),
      ("rule a\nrule b { condition: true }", ["1 rule a open", "2 rule b"]),
      ("} rule a { condition: true } x y\nimport \"m\"", ["1 stray ", "1 rule a", "1 stray ", "2 importing m"]),
      ("rule a { strings: $rule = \"x\" condition: #rule > 0 and @rule[1] == 0 and !rule[1] == 1 }", ["1 rule a"]),
    ])
  func parts(_ text: String, _ expected: [String]) {
    #expect(outline(text) == expected)
  }

  @Test("the names a condition uses")
  func references() throws {
    let text: String = """
      rule a { meta: m = "other" strings: $s = "x"
        condition: b and $s and any of (c*, d) and filesize*2 > 3 and pe.is_dll() and /* e */ "f" != g }
      """
    let parsed = YaraRuleText(Array(text.utf8), limit: 10)
    let used = parsed.references(of: try #require(parsed.parts.first))
    #expect(used.prefixes == ["c"])
    #expect(used.names.isSuperset(of: ["b", "d", "pe", "g", "filesize"]))
    #expect(used.names.isDisjoint(with: ["e", "f", "c", "s", "x", "other", "m"]))
  }

  @Test("parts follow each other and end with the text, whatever stands in it")
  func random() {
    var generator = SeededGenerator(seed: 9)
    let pieces: [String] = [
      "rule ", "a ", "{", "}", "\"", "/", "/*", "*/", "//", "\n", "global ", "private ", "import ", "include ",
      "\\", "$a", "condition:", "(b*)", "\u{0}", "ä", ":", "= ",
    ]
    for _ in 0..<2_000 {
      let count: Int = Int.random(in: 0...40, using: &generator)
      let text: String = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      FuzzEntry.yaraSource.run(Array(text.utf8))
    }
  }

  @Test("no more parts than allowed")
  func limit() {
    let parsed = YaraRuleText(Array("rule a {} rule b {} rule c {}".utf8), limit: 2)
    #expect(parsed.parts.count == 2)
    #expect(parsed.isCut)
  }

  @Test(
    "a variable is used where a condition names it, and nowhere else",
    arguments: [
      ("rule a { condition: md5 == \"x\" }", true), ("rule a { condition: true and ( md5 contains \"x\" ) }", true),
      ("rule a { condition: hash.md5(0, 9) == \"x\" }", false),
      ("rule a { condition: hash . md5(0, 9) == \"x\" }", false),
      ("rule a { meta: md5 = \"x\" strings: $md5 = \"md5\" condition: $md5 }", false),
      ("rule a { condition: true // md5\n}", false), ("rule md5 { condition: true }", false),
    ])
  func variables(_ text: String, _ isUsed: Bool) throws {
    let rules = YaraRuleText(Array(text.utf8), limit: 100)
    let part: YaraRuleText.Part = try #require(rules.parts.first)
    #expect(rules.usesVariable("md5", in: part) == isUsed)
  }
}
