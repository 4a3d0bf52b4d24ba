import CordonTestSupport
import Foundation
import Testing

@Suite("cordon inventory and cordon convert, end to end")
struct InventoryCommandTests {
  private static func packages(_ outcome: CordonProgram.Outcome) throws -> [String] {
    let packages: [[String: Any]] = try #require(try outcome.json()["packages"] as? [[String: Any]])
    return packages.map { "\($0["name"] as? String ?? "?") \($0["version"] as? String ?? "-")" }
  }

  @Test("a mounted root is listed, with its system") func root() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let outcome = try CordonProgram.run(["inventory", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 0)
    #expect(try InventoryCommandTests.packages(outcome) == ["base-files 13", "liblzma5 5.6.1-1"])
    #expect(try outcome.json()["complete"] as? Bool == true)
    #expect(outcome.errors.isEmpty)
    let plain = try CordonProgram.run(["inventory", "--root", root.path, "-o", "plain"])
    #expect(plain.output.split(separator: "\n").last == "deb\tliblzma5\t5.6.1-1\t\(root.path)/var/lib/dpkg/status")
  }

  @Test("--only narrows the look, on the command line and in the environment") func only() throws {
    let tree: FixtureTree = try ScenarioFixtures.project("left-pad", "1.3.0")
    try tree.write("x-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: x\nVersion: 1\n\n")
    let arguments: [String] = ["inventory", "--path", tree.path, "-o", "json"]
    let both = try CordonProgram.run(arguments)
    #expect(try InventoryCommandTests.packages(both).contains("x 1"))
    for outcome in [
      try CordonProgram.run(arguments + ["--only", "npm-packages"]),
      try CordonProgram.run(arguments, environment: ["CORDON_ONLY": "npm-packages"]),
    ] {
      #expect(try !InventoryCommandTests.packages(outcome).contains("x 1"))
      #expect(try (outcome.json()["coverage"] as? [Any])?.count == 1)
    }
    let wrong = try CordonProgram.run(arguments + ["--only", "npm"])
    #expect(wrong.code == 64)
    #expect(wrong.errors.contains("npm-packages"))
  }

  @Test("what is left out is a gap: a note on standard error, and 12 with --strict") func excluded() throws {
    let tree: FixtureTree = try ScenarioFixtures.project("left-pad", "1.3.0")
    let arguments: [String] = ["inventory", "--path", tree.path, "--exclude", "node_modules", "-o", "json"]
    let outcome = try CordonProgram.run(arguments)
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("--strict"))
    #expect(outcome.output.contains("excluded-by-policy"))
    #expect(try !InventoryCommandTests.packages(outcome).contains("left-pad 1.3.0"))
    #expect(try CordonProgram.run(arguments + ["--strict"]).code == 12)
    #expect(try CordonProgram.run(["inventory", "--path", tree.path, "--strict"]).code == 0)
    let table = try CordonProgram.run(["inventory", "--path", tree.path, "--exclude", "node_modules"])
    #expect(table.output.hasPrefix("? Not complete"))
    #expect(table.errors.isEmpty)
    #expect(try CordonProgram.run(["inventory", "--exclude", "relative"]).code == 64)
  }

  @Test("SARIF and JUnit are refused with the reason, before anything is looked at", arguments: ["sarif", "junit"])
  func refused(format: String) throws {
    let tree = try FixtureTree()
    let outcome = try CordonProgram.run(["inventory", "--path", tree.path, "-o", format])
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("an inventory has none"))
  }

  @Test("every limit is listed") func limits() throws {
    let outcome = try CordonProgram.run(["inventory", "--limits", "--depth", "7", "-o", "json"])
    let limits: [String: Int] = try #require(try outcome.json()["limits"] as? [String: Int])
    #expect(limits["depth"] == 7)
    #expect(limits.count > 10)
    #expect(try CordonProgram.run(["inventory", "--limits"]).output.contains("npm-lock-bytes"))
  }

  @Test("--diff says what changed since a saved inventory, or the CycloneDX of another program") func diff() throws {
    let tree: FixtureTree = try ScenarioFixtures.project("left-pad", "1.3.0")
    let saved: String = tree.path("saved.json")
    let sbom: String = tree.path("sbom.json")
    let look: [String] = ["inventory", "--path", tree.path]
    _ = try CordonProgram.run(look + ["-o", "json=" + saved, "-o", "cyclonedx=" + sbom])
    let same = try CordonProgram.run(look + ["--diff", saved])
    #expect(same.code == 0)
    #expect(same.output.hasPrefix("= No difference"))

    try tree.write("node_modules/left-pad/package.json", "{\"name\": \"left-pad\", \"version\": \"1.4.0\"}")
    try tree.write("node_modules/new/package.json", "{\"name\": \"new\", \"version\": \"1.0.0\"}")
    for old in [saved, sbom] {
      let changed = try CordonProgram.run(look + ["--diff", old, "-o", "plain"])
      let lines: [String] = changed.output.split(separator: "\n").map(String.init)
      #expect(lines.count == 2)
      #expect(lines.first?.hasPrefix("+\tnpm\tnew\t-\t1.0.0\t") == true)
      #expect(lines.last?.hasPrefix("~\tnpm\tleft-pad\t1.3.0\t1.4.0\t") == true)
    }
    #expect(try CordonProgram.run(look + ["--diff", saved, "-o", "cyclonedx"]).code == 64)
    let german = try CordonProgram.run(look + ["--diff", saved, "--lang", "de"])
    #expect(german.output.contains("1 hinzugefügt, 0 entfernt, 1 geändert"))
  }

  @Test(
    "what cannot be OLD is refused by name",
    arguments: [
      ("", "ends too early"), ("{}", "no saved result"), ("[]", "no saved result"), ("<bom/>", "no saved result"),
      ("{\"spdxVersion\": \"SPDX-2.3\"}", "CycloneDX instead"),
      ("{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"9\"}", "specVersion"),
    ])
  func badOld(text: String, words: String) throws {
    let tree = try FixtureTree()
    try tree.write("old.json", text)
    let outcome = try CordonProgram.run(["inventory", "--path", tree.path, "--diff", tree.path("old.json")])
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("convert writes a saved inventory in the bytes the look itself writes")
  func convertInventory() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let saved: String = root.path("saved.json")
    let formats: [String] = ["plain", "json", "ndjson", "csv", "md", "html", "cyclonedx"]
    let direct: [String] = formats.flatMap { ["-o", "\($0)=" + root.path("direct." + $0)] }
    _ = try CordonProgram.run(["inventory", "--root", root.path, "-o", "json=" + saved] + direct)
    let converted: [String] = formats.flatMap { ["-o", "\($0)=" + root.path("converted." + $0)] }
    #expect(try CordonProgram.run(["convert", saved] + converted).code == 0)
    for format in formats {
      let one: Data = try Data(contentsOf: URL(fileURLWithPath: root.path("direct." + format)))
      #expect(try one == Data(contentsOf: URL(fileURLWithPath: root.path("converted." + format))), "\(format)")
      #expect(!one.isEmpty)
    }
    #expect(try CordonProgram.run(["convert", saved, "-o", "sarif"]).code == 64)
    let sbom = try CordonProgram.run(["convert", root.path("direct.cyclonedx")])
    #expect(sbom.code == 65)
    #expect(sbom.errors.contains("--diff"))
  }

  @Test("convert writes a saved check, never with its exit code", arguments: ["affected", "never"])
  func convertCheck(failOn: String) throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let check = try CordonProgram.run(
      ["check", "xz-2024", "--root", root.path, "-o", "json", "--fail-on", failOn])
    let again = try CordonProgram.run(["convert", "-", "-o", "json"], input: check.output)
    #expect(again.code == 0)
    #expect(again.output == check.output)
    let table = try CordonProgram.run(["convert", "-", "--lang", "de"], input: check.output)
    #expect(table.output.hasPrefix("▲ Betroffen"))
    let small = try CordonProgram.run(["convert", "-", "--input-bytes", "99"], input: check.output)
    #expect(small.code == 65)
    #expect(small.errors.contains("--input-bytes"))
  }

  @Test("a file that is not there, a folder, a broken document") func convertErrors() throws {
    let tree = try FixtureTree()
    try tree.write("cut.json", "{\"schema\": \"cordon.check\",")
    #expect(try CordonProgram.run(["convert", tree.path("none.json")]).code == 65)
    #expect(try CordonProgram.run(["convert", tree.path]).code == 65)
    let cut = try CordonProgram.run(["convert", tree.path("cut.json")])
    #expect(cut.code == 65)
    #expect(cut.errors.contains("cut.json:1"))
  }
}
