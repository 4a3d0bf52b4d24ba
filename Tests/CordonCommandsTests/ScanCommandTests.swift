internal import CordonTestSupport
internal import Foundation
internal import Testing

/// `cordon scan` as a user starts it, with real workers.
struct ScanCommandTests {
  private static let rule = """
    rule evil { meta: description = "an evil word" strings: $a = "evil word" condition: $a }
    rule odd { meta: verdict = "suspected" strings: $a = "odd word" condition: $a }
    """

  private static func tree() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("rules/my.yar", rule)
    try tree.write("clean/a", "nothing to see")
    try tree.write("bad/a", "an evil word")
    try tree.write("bad/b", "nothing either")
    try tree.write("odd/a", "an odd word")
    return tree
  }

  private static func scan(
    _ tree: FixtureTree, _ arguments: [String], input: String = ""
  ) throws -> CordonProgram.Outcome {
    try CordonProgram.run(
      ["scan", "--rules", tree.path("rules"), "--no-advisories"] + arguments, input: input,
      environment: ["XDG_CACHE_HOME": tree.path])
  }

  @Test(arguments: [
    (["clean"], 0), (["bad"], 10), (["odd"], 11), (["odd", "bad"], 10), (["gone"], 12), (["bad", "gone"], 10),
  ])
  private func answersByExitCode(_ folders: [String], code: Int) throws {
    let tree: FixtureTree = try Self.tree()
    #expect(try Self.scan(tree, folders.map(tree.path)).code == Int32(code))
  }

  @Test(arguments: [("affected", "odd", 0), ("suspected", "odd", 11), ("never", "bad", 0), ("suspected", "gone", 0)])
  private func failOnNarrows(_ failOn: String, folder: String, code: Int) throws {
    let tree: FixtureTree = try Self.tree()
    #expect(try Self.scan(tree, ["--fail-on", failOn, tree.path(folder)]).code == Int32(code))
  }

  @Test(arguments: [
    [], ["--threads", "0", "x"], ["--rate", "0", "x"], ["--archive-depth", "65", "x"], ["--no-advisories", "x"],
    ["-o", "html", "x"],
  ])
  private func refusesWhatItCannotDo(_ arguments: [String]) throws {
    #expect(try CordonProgram.run(["scan"] + arguments, environment: ["CORDON_NO_CACHE": "1"]).code == 64)
  }

  @Test func tellsWhatAndWhere() throws {
    let tree: FixtureTree = try Self.tree()
    let json: [String: Any] = try Self.scan(tree, ["-o", "json", tree.path("bad")]).json()
    let files: [[String: Any]] = try #require(json["files"] as? [[String: Any]])
    #expect(json["schema"] as? String == "cordon.scan")
    #expect(json["complete"] as? Bool == true)
    #expect(json["exitCode"] as? Int == 10)
    #expect(files.count == 1)
    #expect(files.first?["path"] as? String == tree.path("bad/a"))
    let findings: [[String: Any]] = try #require(files.first?["findings"] as? [[String: Any]])
    #expect(findings.first?["rule"] as? String == "evil")
    #expect(findings.first?["description"] as? String == "an evil word")
    let strings: [[String: Any]] = try #require(findings.first?["strings"] as? [[String: Any]])
    #expect(strings.first?["offset"] as? Int == 3)
  }

  /// The same bytes in every row, whether the cache answers or the workers do.
  @Test func theCacheChangesNoAnswer() throws {
    let tree: FixtureTree = try Self.tree()
    let arguments: [String] = ["--hashes", "-o", "csv", tree.path("bad"), tree.path("odd"), tree.path("clean")]
    let first: CordonProgram.Outcome = try Self.scan(tree, arguments)
    let second: CordonProgram.Outcome = try Self.scan(tree, arguments)
    let without: CordonProgram.Outcome = try Self.scan(tree, ["--no-cache"] + arguments)
    func sorted(_ outcome: CordonProgram.Outcome) -> [String] {
      outcome.output.split(separator: "\r\n").map(String.init).sorted()
    }
    #expect(sorted(first).count == 5)
    #expect(sorted(first) == sorted(second))
    #expect(sorted(first) == sorted(without))
    #expect([first.code, second.code, without.code] == [10, 10, 10])
  }

  @Test(arguments: ["\n", "\0"])
  private func takesAList(_ separator: String) throws {
    let tree: FixtureTree = try Self.tree()
    let list: String = tree.path("clean/a") + separator + tree.path("odd/a") + separator
    let outcome: CordonProgram.Outcome = try Self.scan(tree, ["--files-from", "-", "-o", "ndjson"], input: list)
    let lines: [Substring] = outcome.output.split(separator: "\n")
    #expect(outcome.code == 11)
    #expect(lines.count == 3)
    #expect(lines.first?.contains("\"kind\":\"run\"") == true)
    #expect(lines.last?.contains("\"kind\":\"summary\"") == true)
  }

  @Test func digestsAreThoseOfOthers() throws {
    let tree: FixtureTree = try Self.tree()
    let outcome: CordonProgram.Outcome = try CordonProgram.run(
      ["scan", "--no-advisories", "--no-cache", "--hashes", "-o", "ndjson", tree.path("clean/a")])
    #expect(outcome.code == 0)
    for (name, program) in [("sha256", "sha256sum"), ("sha1", "sha1sum"), ("md5", "md5sum")] {
      guard let answer = OracleProgram.output(program, tree.path("clean/a")) else {
        print("skipped: \(program) is not here")
        continue
      }
      let digest: Substring = try #require(answer.split(separator: " ").first)
      #expect(outcome.output.contains("\"\(name)\":\"\(digest)\""))
    }
  }

  @Test func looksIntoArchives() throws {
    let tree: FixtureTree = try Self.tree()
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/tar") else {
      print("skipped: tar is not here")
      return
    }
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
    tar.arguments = ["-C", tree.path, "-cf", tree.path("clean/x.tar"), "bad"]
    try tar.run()
    tar.waitUntilExit()
    let found: CordonProgram.Outcome = try Self.scan(tree, ["-o", "csv", tree.path("clean")])
    #expect(found.code == 10)
    #expect(found.output.contains("x.tar!/bad/a"))
    // Its bytes are those of its member: only the name inside is not known then.
    let closed: CordonProgram.Outcome = try Self.scan(
      tree, ["--archive-depth", "0", "-o", "csv", tree.path("clean")])
    #expect(closed.code == 10 && !closed.output.contains("!/"))
  }

  @Test func aBrokenRuleIsNamedAndTheOthersHold() throws {
    let tree: FixtureTree = try Self.tree()
    try tree.write("rules/broken.yar", "rule broken { condition: nonsense }")
    let outcome: CordonProgram.Outcome = try Self.scan(tree, [tree.path("bad")])
    #expect(outcome.code == 10)
    #expect(outcome.output.contains("broken.yar"))
    #expect(try Self.scan(tree, [tree.path("clean")]).code == 12)
    // The mistake is known although nothing is compiled any more.
    #expect(try Self.scan(tree, [tree.path("clean")]).output.contains("broken.yar"))
  }

  @Test func speaksGerman() throws {
    let tree: FixtureTree = try Self.tree()
    let outcome: CordonProgram.Outcome = try Self.scan(tree, ["--lang", "de", tree.path("bad")])
    #expect(outcome.output.contains("1 Datei ist betroffen."))
  }
}
