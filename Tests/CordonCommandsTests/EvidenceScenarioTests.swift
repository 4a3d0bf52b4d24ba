import CordonTestSupport
import Foundation
import Testing

@Suite("cordon check --case, verify and report, end to end")
struct EvidenceScenarioTests {
  /// A machine with the affected xz, and the case of a check of it.
  private static func checked(_ tree: FixtureTree, version: String = "5.6.1-1") throws -> CordonProgram.Outcome {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: version)
    return try run(["check", "xz-2024", "--root", root.path, "--case", tree.path("case"), "-o", "json"], tree)
  }

  private static func run(_ arguments: [String], _ tree: FixtureTree) throws -> CordonProgram.Outcome {
    try CordonProgram.run(arguments, environment: ["XDG_DATA_HOME": tree.path("data"), "HOME": tree.path])
  }

  private static func tree() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.folder("data")
    return tree
  }

  @Test("the evidence is kept, signed by a new key whose fingerprint is said, and the answer stays the same")
  func kept() throws {
    let tree: FixtureTree = try EvidenceScenarioTests.tree()
    let outcome: CordonProgram.Outcome = try EvidenceScenarioTests.checked(tree)
    #expect(outcome.code == 10)
    #expect(try outcome.verdict(of: "xz-2024") == "affected")
    #expect(outcome.errors.contains("fingerprint") && outcome.errors.contains("5 items of evidence"))
    #expect(
      try tree.names("case/part-0001") == [
        "advisory-001-xz-2024.yaml", "check.json", "coverage.json", "facts.ndjson", "inventory.json", "manifest.ndjson",
      ])
    // What is kept is what was answered, and the pack byte for byte.
    #expect(try tree.bytes("case/part-0001/check.json") == Array(outcome.output.utf8))
    let packs: URL = Corpora.packageRoot.appendingPathComponent("Advisories/xz-2024.yaml")
    #expect(try tree.bytes("case/part-0001/advisory-001-xz-2024.yaml") == Array(try Data(contentsOf: packs)))
    let second: CordonProgram.Outcome = try EvidenceScenarioTests.checked(tree)
    #expect(!second.errors.contains("new key"))
    #expect(try tree.names("case") == ["part-0001", "part-0002"])
  }

  @Test("verify: genuine with the key, intact without, named when changed; 0, 12, 65")
  func verified() throws {
    let tree: FixtureTree = try EvidenceScenarioTests.tree()
    _ = try EvidenceScenarioTests.checked(tree)
    let key: String = tree.path("data/cordon/evidence-key.pub")
    func verify(_ more: String...) throws -> CordonProgram.Outcome {
      try EvidenceScenarioTests.run(["verify", tree.path("case")] + more, tree)
    }
    #expect(try verify("--key", key).code == 0)
    let open: CordonProgram.Outcome = try verify()
    #expect(open.code == 12)
    #expect(open.output.hasPrefix("? Intact, signer not checked"))
    #expect(try verify("--lang", "de").output.hasPrefix("? Unversehrt, Unterzeichner nicht geprüft"))
    let json: [String: Any] = try verify("--key", key, "-o", "json").json()
    #expect(json["state"] as? String == "genuine")
    let head: String = try #require(json["head"] as? String)
    #expect(try verify("--key", key, "--head", head).code == 0)
    #expect(try verify("--key", key, "--head", String(repeating: "0", count: 64)).code == 65)
    #expect(try verify("--key", String(repeating: "0", count: 64)).output.contains("foreign key"))

    var bytes: [UInt8] = try tree.bytes("case/part-0001/facts.ndjson")
    bytes[bytes.count / 2] ^= 1
    try tree.write("case/part-0001/facts.ndjson", bytes: bytes)
    let flipped: CordonProgram.Outcome = try verify("--key", key)
    #expect(flipped.code == 65)
    #expect(flipped.output.contains("E1-000004"))
    #expect(try verify("--head", "abc").code == 64)
    #expect(try EvidenceScenarioTests.run(["verify", tree.path("nothing")], tree).code == 65)
    #expect(try verify("--key", tree.path("data/cordon/evidence-key")).code == 65)
  }

  @Test("the report is made from the bundle alone: answers first, both languages", arguments: ["en", "de"])
  func report(language: String) throws {
    let tree: FixtureTree = try EvidenceScenarioTests.tree()
    _ = try EvidenceScenarioTests.checked(tree)
    let key: String = tree.path("data/cordon/evidence-key.pub")
    let outcome: CordonProgram.Outcome = try EvidenceScenarioTests.run(
      [
        "report", tree.path("case"), "--key", key, "--lang", language, "-o", "html=" + tree.path("r.html"),
        "-o", "md=" + tree.path("r.md"), "-o", "table",
      ], tree)
    #expect(outcome.code == 0)
    let isGerman: Bool = language == "de"
    let page = String(decoding: try tree.bytes("r.html"), as: UTF8.self)
    let text = String(decoding: try tree.bytes("r.md"), as: UTF8.self)
    for output in [page, text, outcome.output] {
      let order: [String] =
        isGerman
        ? [
          "Betroffen?", "Betroffen: xz-2024", "Geschützt?", "Nachweis?", "Echt", "Was geschehen ist", "Sechs Schritte",
        ]
        : ["Affected?", "Affected: xz-2024", "Protected?", "Proof?", "Genuine", "What happened", "Six steps"]
      var rest: Substring = output[...]
      for words in order {
        let place = try #require(rest.firstRange(of: words), "\(words) is missing or too early")
        rest = rest[place.upperBound...]
      }
      #expect(output.contains("liblzma5") && output.contains("E1-000005"))
    }
    #expect(!page.contains("<script"))
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("of a bundle in which something is wrong nothing is retold")
  func manipulatedReport() throws {
    let tree: FixtureTree = try EvidenceScenarioTests.tree()
    _ = try EvidenceScenarioTests.checked(tree)
    try tree.write("case/part-0001/check.json", "{}")
    let outcome: CordonProgram.Outcome = try EvidenceScenarioTests.run(["report", tree.path("case")], tree)
    #expect(outcome.code == 65)
    #expect(outcome.output.hasPrefix("▲ Not genuine"))
    #expect(!outcome.output.contains("liblzma5"))
  }

  @Test("a clean machine needs no steps three to five, and its report says so")
  func fastTrack() throws {
    let tree: FixtureTree = try EvidenceScenarioTests.tree()
    #expect(try EvidenceScenarioTests.checked(tree, version: "5.8.1-1").code == 0)
    let outcome: CordonProgram.Outcome = try EvidenceScenarioTests.run(["report", tree.path("case")], tree)
    #expect(outcome.output.contains("not needed"))
    #expect(outcome.output.contains("Nothing was found that would have to be contained"))
  }

  @Test("a case that cannot be kept is said before anything is looked at")
  func badPlace() throws {
    let tree: FixtureTree = try EvidenceScenarioTests.tree()
    try tree.write("case/other", "x")
    let outcome: CordonProgram.Outcome = try EvidenceScenarioTests.checked(tree)
    #expect(outcome.code == 64)
    #expect(outcome.output == "")
    #expect(try tree.names("case") == ["other"])
  }
}
