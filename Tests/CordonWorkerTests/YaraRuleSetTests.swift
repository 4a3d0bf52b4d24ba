import CordonDetect
import CordonModel
import CordonTestSupport
import CordonWorker
import Testing

@Suite("YARA rules")
struct YaraRuleSetTests {
  @Test("a rule is found")
  func simple() throws {
    let result = YaraRuleSet.compile([
      RuleSource(name: "a", text: Array("rule x { strings: $a = \"abc\" condition: $a }".utf8))
    ])
    #expect(result.problems == [])
    let rules: YaraRuleSet = try #require(result.rules)
    var scanner: YaraScanner = try #require(YaraScanner(rules))
    let content: [UInt8] = Array("xxabcxx".utf8)
    let outcome = content.withUnsafeBytes {
      scanner.scan($0, externals: RuleExternals(fileName: "", filePath: "", fileExtension: ""), seconds: 1)
    }
    #expect(
      outcome
        == .hits([RuleHit(rule: "x", source: "a", verdict: .affected, strings: [.init(identifier: "$a", offset: 2)])]))
  }
}
