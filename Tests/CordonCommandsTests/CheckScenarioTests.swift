import CordonTestSupport
import Foundation
import Testing

@Suite("cordon check, end to end")
struct CheckScenarioTests {
  @Test("a mounted root with the affected xz packages is affected, with place and version")
  func affectedRoot() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let outcome = try CordonProgram.run(["check", "--all", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 10)
    #expect(try outcome.verdict(of: "xz-2024") == "affected")
    let match: [String: Any] = try #require(try outcome.matches(of: "xz-2024").first)
    #expect(match["version"] as? String == "5.6.1-1")
    #expect((match["location"] as? String)?.hasSuffix("var/lib/dpkg/status") == true)
    #expect(try outcome.verdict(of: "ctx-pypi-2022") == "not-affected")
  }

  @Test("its clean neighbours are not", arguments: ["5.6.1+really5.4.5-1", "5.4.5-0.3", "5.8.1-1"])
  func cleanRoot(version: String) throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: version)
    let outcome = try CordonProgram.run(["check", "xz-2024", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 0)
    #expect(try outcome.verdict(of: "xz-2024") == "not-affected")
  }

  @Test(
    "a project tree with an affected npm package is affected, its neighbour is not",
    arguments: [
      ("axios", "1.14.1", "1.14.0", "axios-npm-2026"), ("event-stream", "3.3.6", "3.3.5", "event-stream-2018"),
    ])
  func project(name: String, bad: String, good: String, advisory: String) throws {
    let affected: FixtureTree = try ScenarioFixtures.project(name, bad)
    let outcome = try CordonProgram.run(["check", "--all", "--path", affected.path, "-o", "json"])
    #expect(outcome.code == 10)
    #expect(try outcome.verdict(of: advisory) == "affected")
    let match: [String: Any] = try #require(try outcome.matches(of: advisory).first)
    #expect(match["version"] as? String == bad)
    #expect((match["location"] as? String)?.contains("node_modules/" + name) == true)

    let clean: FixtureTree = try ScenarioFixtures.project(name, good)
    let neighbour = try CordonProgram.run(["check", "--all", "--path", clean.path, "-o", "json"])
    #expect(neighbour.code == 0)
    #expect(try neighbour.verdict(of: advisory) == "not-affected")
  }

  @Test("a Python environment with the affected ctx is affected, its neighbour is not")
  func pythonEnvironment() throws {
    let affected: FixtureTree = try ScenarioFixtures.environment("ctx", "0.2.6")
    let outcome = try CordonProgram.run(["check", "ctx-pypi-2022", "--path", affected.path, "-o", "json"])
    #expect(outcome.code == 10)
    let match: [String: Any] = try #require(try outcome.matches(of: "ctx-pypi-2022").first)
    #expect(match["version"] as? String == "0.2.6")
    #expect((match["location"] as? String)?.hasSuffix("ctx-0.2.6.dist-info") == true)

    let clean: FixtureTree = try ScenarioFixtures.environment("ctx", "0.1.2")
    #expect(try CordonProgram.run(["check", "ctx-pypi-2022", "--path", clean.path]).code == 0)
  }

  @Test("a folder is not asked what it cannot answer, and says so when asked by name")
  func folderIsNotAsked() throws {
    let clean: FixtureTree = try ScenarioFixtures.project("axios", "1.14.0")
    let all = try CordonProgram.run(["check", "--path", clean.path, "-o", "json"])
    let notAsked: [[String: Any]] = try #require(try all.json()["notAsked"] as? [[String: Any]])
    #expect(notAsked.contains { $0["id"] as? String == "xz-2024" })
    let named = try CordonProgram.run(["check", "xz-2024", "--path", clean.path, "-o", "json"])
    #expect(named.code == 12)
    #expect(try named.verdict(of: "xz-2024") == "unknown")
  }

  @Test("an empty folder is asked about its place")
  func emptyFolder() throws {
    let tree = try FixtureTree()
    let outcome = try CordonProgram.run(["check", "--path", tree.path])
    #expect(outcome.output.contains("No packages were found at all"))
  }

  @Test("an empty root is no Linux machine that 3CX on Windows does not concern", arguments: ["--root", "--path"])
  func emptyTarget(option: String) throws {
    let empty = try FixtureTree()
    for advisory in ["kaseya-revil-2021", "3cx-2023"] {
      let outcome = try CordonProgram.run(["check", advisory, option, empty.path, "-o", "json"])
      #expect(outcome.code == 12)
      #expect(try outcome.verdict(of: advisory) == "unknown")
      let target: [String: Any]? = try outcome.json()["target"] as? [String: Any]
      #expect(target?["platform"] as? String == "any")
    }
    let all = try CordonProgram.run(["check", "--all", option, empty.path, "-o", "json"])
    let counts: [String: Int]? = try all.json()["counts"] as? [String: Int]
    #expect(counts?["not-affected"] == 0)
    #expect(all.code == 12)
  }

  @Test("a case that names Linux and that nothing here can recognise is unknown, not another platform's")
  func nothingLooksForIt() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.4.5-0.3")
    let outcome = try CordonProgram.run(["check", "codecov-2021", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 12)
    #expect(try outcome.verdict(of: "codecov-2021") == "unknown")
  }

  @Test("what cannot be read makes the answer unknown, never clean")
  func unreadable() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.4.5-0.3")
    try root.remove("var/lib/dpkg/status")
    try root.fifo("var/lib/dpkg/status")
    let outcome = try CordonProgram.run(["check", "xz-2024", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 12)
    #expect(try outcome.verdict(of: "xz-2024") == "unknown")
  }

  @Test("the answer comes first, in the language asked for, within 80 columns", arguments: ["en", "de"])
  func table(language: String) throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let outcome = try CordonProgram.run(["check", "xz-2024", "--root", root.path, "--lang", language])
    #expect(outcome.output.hasPrefix(language == "de" ? "▲ Betroffen" : "▲ Affected"))
    #expect(!outcome.output.contains("\u{1B}"))
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("one run writes several outputs")
  func severalOutputs() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let file: String = root.path("answer.json")
    let outcome = try CordonProgram.run(
      ["check", "xz-2024", "--root", root.path, "-o", "table", "-o", "json=" + file])
    #expect(outcome.code == 10)
    #expect(outcome.output.hasPrefix("▲"))
    let saved = CordonProgram.Outcome(
      output: try String(contentsOfFile: file, encoding: .utf8), errors: "", code: 0)
    #expect(try saved.verdict(of: "xz-2024") == "affected")
  }

  @Test(
    "--fail-on narrows the exit code, on the command line and in the environment",
    arguments: [("affected", Int32(10)), ("suspected", 10), ("unknown", 10), ("never", 0)])
  func failOn(choice: String, code: Int32) throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let arguments: [String] = ["check", "xz-2024", "--root", root.path]
    #expect(try CordonProgram.run(arguments + ["--fail-on", choice]).code == code)
    #expect(try CordonProgram.run(arguments, environment: ["CORDON_FAIL_ON": choice]).code == code)
  }

  @Test("the command line wins over the environment")
  func precedence() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let outcome = try CordonProgram.run(
      ["check", "xz-2024", "--root", root.path, "--lang", "en"], environment: ["CORDON_LANG": "de"])
    #expect(outcome.output.hasPrefix("▲ Affected"))
  }

  @Test(
    "errors have their own exit codes and say what to do",
    arguments: [
      (["check", "no-such-case"], Int32(65), "advisory list"),
      (["check", "--root", "/nonexistent"], Int32(65), "--root"),
      (["check", "--root", "/", "--path", "/"], Int32(64), "exclude each other"),
      (["check", "--frob"], Int32(64), "--frob"),
      (["check", "--advisory", "/nonexistent.yaml"], Int32(65), "/nonexistent.yaml"),
      (["check", "-o", "table", "-o", "json"], Int32(64), "json=result.json"),
      (["check", "-o", "pdf"], Int32(64), "pdf"),
      (["check", "xz-2024", "--path", "/proc/self", "-o", "json=/nonexistent/x"], Int32(1), "/nonexistent/x"),
    ])
  func errors(arguments: [String], code: Int32, fragment: String) throws {
    let outcome = try CordonProgram.run(arguments)
    #expect(outcome.code == code)
    #expect(outcome.errors.contains(fragment), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("an advisory is found by its alias")
  func alias() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    #expect(try CordonProgram.run(["check", "cve-2024-3094", "--root", root.path]).code == 10)
  }

  @Test("the same tree gives the same answer, byte for byte but for the times")
  func deterministic() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let arguments: [String] = ["check", "--all", "--root", root.path, "-o", "json"]
    let first = try CordonProgram.run(arguments).output
    let second = try CordonProgram.run(arguments).output
    let isTime: (Substring) -> Bool = { $0.contains("At\": \"20") && !$0.contains("nstalledAt") }
    #expect(
      first.split(separator: "\n").filter { !isTime($0) } == second.split(separator: "\n").filter { !isTime($0) })
  }
}
