import CordonTestSupport
import Foundation
import Testing

@Suite("cordon advisory, end to end")
struct AdvisoryCommandTests {
  /// The 21 cases that are built in.
  static let builtIn = 21

  @Test("every built-in advisory is listed")
  func list() throws {
    let outcome = try CordonProgram.run(["advisory", "list", "-o", "json"])
    #expect(outcome.code == 0)
    let advisories: [[String: Any]] = try #require(try outcome.json()["advisories"] as? [[String: Any]])
    #expect(advisories.count == AdvisoryCommandTests.builtIn)
  }

  @Test("every built-in advisory passes lint without error and without warning")
  func lint() throws {
    let outcome = try CordonProgram.run(["advisory", "lint"])
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(outcome.output.contains("21 files: 0 errors, 0 warnings"), "\(outcome.output)")
  }

  @Test("every built-in advisory decides its own cases")
  func selfTests() throws {
    let outcome = try CordonProgram.run(["advisory", "test"])
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(outcome.output.contains(" 0 failed"))
  }

  @Test("the pack to start from is right, and decides its own cases")
  func examplePack() throws {
    let path: String = Corpora.packageRoot.appendingPathComponent("Documentation/example-2026.yaml").path
    #expect(try CordonProgram.run(["advisory", "lint", path]).output.contains("1 file: 0 errors, 0 warnings"))
    #expect(try CordonProgram.run(["advisory", "test", path]).code == 0)
  }

  @Test("show says where it came from, in both languages", arguments: ["en", "de"])
  func show(language: String) throws {
    let outcome = try CordonProgram.run(["advisory", "show", "3cx-2023", "--lang", language])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("Advisories/3cx-2023.yaml") || outcome.output.contains("3cx-2023.yaml"))
    // The place is as long as the path of the checkout: it may be wrapped anywhere.
    let words: String = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(language == "de" ? "mit Cordon installiert" : "installed with Cordon"))
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("a pack of the user overrides the built-in one, and the built-in one is named")
  func override() throws {
    let tree = try FixtureTree()
    let text: String = try builtInPack("ctx-pypi-2022")
    try tree.write(
      "cordon/advisories/ctx-pypi-2022.yaml",
      text.replacing(/\nrevision: \d+/, with: "\nrevision: 99"))
    let environment: [String: String] = ["XDG_CONFIG_HOME": tree.path]
    let outcome = try CordonProgram.run(["advisory", "show", "ctx-pypi-2022", "-o", "json"], environment: environment)
    #expect(outcome.code == 0)
    let json: [String: Any] = try outcome.json()
    #expect(json["revision"] as? Int == 99)
    #expect((json["origin"] as? [String: Any])?["place"] as? String == "user")
    let overridden: [[String: Any]] = try #require(json["overridden"] as? [[String: Any]])
    #expect((overridden.first?["origin"] as? [String: Any])?["place"] as? String == "installation")

    let difference = try CordonProgram.run([
      "advisory", "diff", "ctx-pypi-2022", tree.path("cordon/advisories/ctx-pypi-2022.yaml"),
    ])
    #expect(difference.code == 0)
    #expect(difference.output.contains("revision"))
  }

  @Test("a broken pack hides nothing: the last good one stays in force, and the answer is not clean")
  func brokenPack() throws {
    let tree = try FixtureTree()
    try tree.write("cordon/advisories/ctx-pypi-2022.yaml", "pack: 1\nid: ctx-pypi-2022\nrevison: 2\n")
    let environment: [String: String] = ["XDG_CONFIG_HOME": tree.path]
    let project: FixtureTree = try ScenarioFixtures.project("axios", "1.14.0")
    let outcome = try CordonProgram.run(["check", "--path", project.path, "-o", "json"], environment: environment)
    #expect(outcome.code == 12)
    #expect(try outcome.verdict(of: "ctx-pypi-2022") == "not-affected")
    #expect(try outcome.verdict(of: "axios-npm-2026") == "not-affected")
    let problems: [[String: Any]] = try #require(try outcome.json()["problems"] as? [[String: Any]])
    #expect(!problems.isEmpty)
    let table = try CordonProgram.run(["check", "--path", project.path], environment: environment)
    #expect(table.output.hasPrefix("? Unknown: 1 advisory file could not be used: ctx-pypi-2022.yaml."))
    let lint = try CordonProgram.run(["advisory", "lint", tree.path("cordon/advisories/ctx-pypi-2022.yaml")])
    #expect(lint.code == 65)
    #expect(lint.output.contains("ctx-pypi-2022.yaml:3"))
    #expect(lint.output.contains("revision"))
  }

  @Test(
    "lint knows translated folder names and gives the real ones",
    arguments: [
      ("windows", #"\ProgrammDaten\3CXPhone"#, #"\ProgramData\3CXPhone"#),
      (
        "windows", #"\AppData\Local\Programme\3CXDesktopApp"#, #"\AppData\Local\Programs\3CXDesktopApp"#
      ), ("macos", "/Programme/3CX Desktop App.app", "/Applications/3CX Desktop App.app"),
    ])
  func translatedFolders(platform: String, given: String, right: String) throws {
    let tree = try FixtureTree()
    let text: String = try builtInPack("ctx-pypi-2022")
    let path: String =
      "paths:\n  - {platform: \(platform), path: '\(given)', role: install root, malicious: false, sources: [pysec]}\n"
    try tree.write("ctx-pypi-2022.yaml", text + "\n" + path)
    let outcome = try CordonProgram.run(["advisory", "lint", tree.path("ctx-pypi-2022.yaml")])
    #expect(outcome.code == 65)
    #expect(outcome.output.contains(right), "\(outcome.output)")
  }

  @Test("what is no regular file is refused without waiting for it")
  func fifo() throws {
    let tree = try FixtureTree()
    try tree.fifo("pack.yaml")
    let outcome = try CordonProgram.run(["advisory", "lint", tree.path("pack.yaml")])
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("pack.yaml"))
  }

  private func builtInPack(_ id: String) throws -> String {
    try String(
      contentsOf: Corpora.packageRoot.appendingPathComponent("Advisories/\(id).yaml"), encoding: .utf8)
  }
}
