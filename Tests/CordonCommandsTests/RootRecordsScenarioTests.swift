import CordonTestSupport
import Foundation
import Testing

@Suite("cordon check of a mounted disk: what its own records say of contacts, end to end")
struct RootRecordsScenarioTests {
  private func check(_ root: String, _ arguments: [String] = ["--deep"]) throws -> CordonProgram.Outcome {
    try CordonProgram.run(["check", "3cx-2023", "--root", root] + arguments + ["--no-cache", "-o", "json"])
  }

  private func contacted(_ outcome: CordonProgram.Outcome) throws -> String? {
    let advisories: [[String: Any]] = try #require(try outcome.json()["advisories"] as? [[String: Any]])
    return (advisories.first?["axes"] as? [String: Any])?["contacted"] as? String
  }

  @Test("a log of look-ups on the disk: its own look-up counts for it, that of a client is said to be the client's")
  func linux() throws {
    let tree: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.4.5-1")
    let line: String = "2023-03-24T10:00:00+00:00 gw dnsmasq[1]: query[A] akamaicontainer.com from "
    try tree.write("var/log/dnsmasq.log", line + "192.0.2.7\n")
    let client = try check(tree.path)
    #expect(client.code == 11, "\(client.errors)")
    #expect(try contacted(client) == "unknown")
    let match: [String: Any] = try #require(try client.matches(of: "3cx-2023").first)
    #expect(match["location"] as? String == tree.path("var/log/dnsmasq.log:1"))
    let rule: [String: Any] = try #require(match["rule"] as? [String: Any])
    #expect((rule["file"] as? String)?.hasSuffix("3cx-2023.yaml") == true && rule["line"] as? Int != nil)
    let page = try CordonProgram.run(["check", "3cx-2023", "--root", tree.path, "--deep", "--no-cache", "--lang", "en"])
    let words: String = page.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    #expect(words.contains("A client of this resolver: 192.0.2.7, not this machine."), "\(page.output)")

    try tree.write("var/log/dnsmasq.log", line + "127.0.0.1\n")
    #expect(try contacted(try check(tree.path)) == "suspected")
    // A quick check reads no records of a disk.
    #expect(try check(tree.path, []).matches(of: "3cx-2023").isEmpty)
  }

  @Test("the hosts file of a Windows disk")
  func windows() throws {
    let tree = try FixtureTree()
    var machine = RegistryHiveBuilder(list: .lh)
    try tree.write("Windows/System32/config/SOFTWARE", bytes: machine.build(RegistryHiveBuilder.Key.software([])))
    try tree.write("Windows/System32/drivers/etc/hosts", "192.0.2.66 akamaicontainer.com\r\n")
    let outcome = try check(tree.path)
    let match: [String: Any] = try #require(try outcome.matches(of: "3cx-2023").first, "\(outcome.errors)")
    #expect(match["foundBy"] as? String == "hosts-file" && match["reason"] as? String == "name-looked-up")
    #expect(try contacted(outcome) == "suspected")
  }
}
