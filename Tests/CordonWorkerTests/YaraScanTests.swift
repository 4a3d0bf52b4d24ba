import CordonDetect
import CordonModel
import CordonTestSupport
import CordonWorker
import Foundation
import Testing

@Suite("YARA scans")
struct YaraScanTests {
  private func scanner(_ sources: RuleSource...) throws -> YaraScanner {
    let rules: YaraRuleSet = try #require(YaraRuleSet.compile(sources).rules)
    return try #require(YaraScanner(rules))
  }

  @Test("a hit says rule, source, verdict, description and places, in the order of the sources")
  func hit() throws {
    var scanner: YaraScanner = try scanner(
      YaraFixture.source(
        """
        rule second { meta: verdict = "suspected" description = "d" author = "x" strings: $a = "abc" $ = "bc" $no = "z"
          condition: any of them }
        rule third { meta: verdict = 1 description = true condition: filesize > 0 }
        """, name: "b"),
      YaraFixture.source(
        "rule first { meta: verdict = \"unknown\" strings: $a = { 61 62 } condition: #a == 2 }", name: "a"))
    #expect(
      YaraFixture.scan(&scanner, Array("-abc-ab".utf8))
        == .hits([
          RuleHit(
            rule: "second", source: "b", verdict: .suspected, summary: "d",
            strings: [.init(identifier: "$a", offset: 1), .init(identifier: "$", offset: 2)]),
          RuleHit(rule: "third", source: "b", verdict: .affected),
          RuleHit(rule: "first", source: "a", verdict: .affected, strings: [.init(identifier: "$a", offset: 1)]),
        ]))
  }

  @Test("at most eight strings, and texts of a bounded length")
  func bounds() throws {
    let strings: String = (0..<20).map { "$s\($0) = \"x\($0)\"" }.joined(separator: " ")
    let long: String = String(repeating: "ä", count: 2_000)
    var scanner: YaraScanner = try scanner(
      YaraFixture.source("rule a { meta: description = \"\(long)\" strings: \(strings) condition: any of them }"))
    let content: [UInt8] = Array((0..<20).map { "x\($0) " }.joined().utf8)
    guard case .hits(let hits) = YaraFixture.scan(&scanner, content) else { return #expect(Bool(false)) }
    #expect(hits.first?.strings.count == RuleHit.stringLimit)
    #expect(hits.first?.summary == String(repeating: "ä", count: 250))
  }

  @Test(
    "rules may ask about the file",
    arguments: [
      ("filename", "setup.exe"), ("filepath", "/home/ä/setup.exe"), ("extension", ".exe"), ("filetype", "EXE"),
      ("owner", "root"), ("md5", "900150983cd24fb0d6963f7d28e17f72"), ("id", "7"),
    ])
  func externals(_ name: String, _ value: String) throws {
    var scanner: YaraScanner = try scanner(YaraFixture.source("rule a { condition: \(name) == \"\(value)\" }"))
    let externals = RuleExternals(
      fileName: "setup.exe", filePath: "/home/ä/setup.exe", fileExtension: ".exe", fileType: "EXE", owner: "root",
      md5: "900150983cd24fb0d6963f7d28e17f72", id: "7")
    let hit: RuleScanOutcome = .hits([RuleHit(rule: "a", source: "test", verdict: .affected)])
    #expect(YaraFixture.scan(&scanner, [1], externals: externals) == hit)
    #expect(YaraFixture.scan(&scanner, [1]) == .hits([]), "the next content has its own")
    #expect(YaraFixture.scan(&scanner, [1], externals: externals) == hit)
  }

  @Test("private rules serve others and are never reported; a global rule is a condition of all of its source")
  func privateAndGlobal() {
    let text: String = """
      global rule mark { strings: $m = "MARK" condition: $m }
      private rule helper { strings: $a = "abc" condition: $a }
      global private rule quiet { condition: filesize < 100 }
      rule user { condition: helper }
      rule always { condition: true }
      """
    #expect(YaraFixture.names(text, in: "MARK abc") == ["mark", "user", "always"])
    #expect(YaraFixture.names(text, in: "MARK") == ["mark", "always"])
    #expect(YaraFixture.names(text, in: "abc") == [])
    #expect(YaraFixture.names(text, in: "MARK abc" + String(repeating: " ", count: 100)) == [])
  }

  @Test("a global rule binds only its own source")
  func globalOfAnother() throws {
    var scanner: YaraScanner = try scanner(
      YaraFixture.source("global rule never { condition: false }", name: "a"),
      YaraFixture.source("rule x { condition: true }", name: "b"))
    #expect(YaraFixture.scan(&scanner, [1]) == .hits([RuleHit(rule: "x", source: "b", verdict: .affected)]))
  }

  @Test("private strings are not told")
  func privateStrings() throws {
    var scanner: YaraScanner = try scanner(
      YaraFixture.source("rule a { strings: $a = \"abc\" private $b = \"b\" condition: all of them }"))
    #expect(
      YaraFixture.scan(&scanner, Array("abc".utf8))
        == .hits([
          RuleHit(
            rule: "a", source: "test", verdict: .affected, strings: [.init(identifier: "$b", offset: 1)])
        ]))
  }

  @Test("a rule that runs for ever ends at the time limit, and the next content is searched as usual")
  func endless() throws {
    var scanner: YaraScanner = try scanner(
      YaraFixture.source(
        """
        rule slow { strings: $a = "slow" condition: $a and for all i in (1..1000000) : (
          for all j in (1..1000000) : ( for all k in (1..1000000) : ( i + j + k > 0 ) ) ) }
        rule other { condition: true }
        """))
    #expect(YaraFixture.scan(&scanner, Array("slow".utf8), seconds: 1) == .timedOut)
    let hit: RuleScanOutcome = .hits([RuleHit(rule: "other", source: "test", verdict: .affected)])
    #expect(YaraFixture.scan(&scanner, Array("other".utf8), seconds: 1) == hit)
    #expect(YaraFixture.scan(&scanner, Array("slow".utf8), seconds: -5) == .timedOut, "never without a limit")
  }

  @Test("a string found too often does not pass as clean")
  func tooOften() throws {
    let content: [UInt8] = Array(repeating: 0x61, count: 1_100_000)
    var scanner: YaraScanner = try scanner(YaraFixture.source("rule many { strings: $a = \"aa\" condition: #a == 5 }"))
    #expect(YaraFixture.scan(&scanner, content) == .failed("rule many: a string was found too often"))
    #expect(YaraFixture.scan(&scanner, Array("aaaaaa".utf8)) != .hits([]), "the next content is searched as usual")
    var other: YaraScanner = try self.scanner(
      YaraFixture.source("rule many { strings: $a = \"aa\" condition: #a == 5 }\nrule a { condition: true }"))
    #expect(
      YaraFixture.scan(&other, content) == .hits([RuleHit(rule: "a", source: "test", verdict: .affected)]),
      "what was found is told")
  }

  @Test("the entry point of one program is not that of the next")
  func entryPoint() throws {
    var scanner: YaraScanner = try scanner(
      YaraFixture.source("rule a { condition: entrypoint >= 0 }"))
    let program: [UInt8] = try Array(Data(contentsOf: URL(fileURLWithPath: "/usr/bin/env")))
    let hit: RuleScanOutcome = .hits([RuleHit(rule: "a", source: "test", verdict: .affected)])
    #expect(YaraFixture.scan(&scanner, program) == hit)
    #expect(YaraFixture.scan(&scanner, Array("text".utf8)) == .hits([]))
  }

  @Test("content of no bytes can be searched")
  func empty() {
    #expect(YaraFixture.names("rule a { condition: filesize == 0 }", in: "") == ["a"])
  }
}
