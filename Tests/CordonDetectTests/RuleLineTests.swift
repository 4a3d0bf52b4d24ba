internal import CordonDetect
internal import CordonModel
internal import Testing

@Suite("Findings point to the row of the pack")
struct RuleLineTests {
  private static let advisory: Advisory = {
    var advisory: Advisory = Sample.advisory(
      products: [Sample.program("3CX Desktop App", platform: .linux)],
      files: [FileMatcherTests.file(.malicious)],
      network: [
        NetworkIndicator(type: .domain, value: "evil.example", role: "C2", block: .yes, confidence: .high, line: 40),
        // The same once more: the first one is named.
        NetworkIndicator(type: .domain, value: "evil.example", role: "C2", block: .yes, confidence: .high, line: 41),
      ])
    advisory.files[0].line = 20
    advisory.products[0].line = 10
    advisory.paths = [
      PathIndicator(platform: .linux, path: "/opt/fleet/", role: "install root", malicious: false, line: 30),
      PathIndicator(platform: .linux, path: "/opt/bad/", role: "left over", malicious: true, line: 31),
    ]
    advisory.rules = [
      DetectionRule(id: "a", language: .sigma, text: "rule never", line: 49),
      DetectionRule(
        id: "b", language: .yara, text: "private rule one : tag {condition: true}\nrule two{condition: one}", line: 50),
      DetectionRule(
        id: "c", language: .yara, text: "// the rule of three\nglobal rule three { condition: true }", line: 60),
    ]
    return advisory
  }()

  @Test("A hash") func hash() throws {
    let found: [AdvisoryMatch] = FileMatcher(advisories: [Self.advisory]).matches(try FileMatcherTests.facts())
    #expect(found.map(\.match.rule.line) == [20])
  }

  @Test(
    "A rule, by its name in a row that may hold several",
    arguments: [("one", 50), ("two", 50), ("three", 60), ("four", nil)])
  func rule(name: String, line: Int?) throws {
    let hit = RuleHit(rule: name, source: Self.advisory.id, verdict: .affected)
    let facts: FileFacts = try FileMatcherTests.facts(String(repeating: "b", count: 64), hits: [hit])
    #expect(FileMatcher(advisories: [Self.advisory]).matches(facts).map(\.match.rule.line) == [line])
  }

  @Test("A path") func path() throws {
    let matcher = PathMatcher(advisories: [Self.advisory])
    #expect(try matcher.match(question: 1, FileMatcherTests.facts())?.match.rule.line == 31)
  }

  @Test("A contact; rows that are the same count once") func contact() {
    let contact = ContactFacts(subject: .domain("evil.example"), source: .dnsLog, location: "/l:1")
    let found: [AdvisoryMatch] = ContactMatcher(advisories: [Self.advisory]).matches(contact)
    #expect(found.map(\.match.rule.line) == [40] && found.map(\.match.productID) == ["network[0]"])
  }

  @Test(
    "A process: by hash, by place, and a shell below a folder or a name of the product",
    arguments: [("/opt/bad/x", [31]), ("/opt/fleet/x", [30]), ("/srv/3cxdesktopapp", [10]), ("/srv/x", [])])
  func process(executable: String, lines: [Int]) {
    var parent = ProcessFacts(pid: 10, name: "x")
    parent.executable = Array(executable.utf8)
    var shell = ProcessFacts(pid: 11, name: "sh")
    shell.executable = Array("/bin/sh".utf8)
    shell.parent = 10
    let matcher = ProcessMatcher(advisories: [Self.advisory], platform: .linux)
    #expect(matcher.matches([parent, shell]).map(\.match.rule.line) == lines)
  }
}
