import CordonTestSupport
import Foundation
import Testing

/// The commands of the vault, as a user starts them.
@Suite struct ResponseCommandTests {
  private static func tree() throws -> FixtureTree {
    let tree: FixtureTree = try FixtureTree()
    try tree.write("home/a", "evil")
    try tree.write("home/b", "worse")
    return tree
  }

  private static func run(_ tree: FixtureTree, _ arguments: [String]) throws -> CordonProgram.Outcome {
    try CordonProgram.run(arguments, environment: ["CORDON_VAULT": tree.path("vault")])
  }

  @Test func thereAndBack() throws {
    let tree: FixtureTree = try Self.tree()
    let taken: CordonProgram.Outcome = try Self.run(
      tree, ["quarantine", tree.path("home/a"), "--reason", "case 17", "-o", "json"])
    #expect(taken.code == 0, "\(taken.errors)")
    let json: [String: Any] = try taken.json()
    #expect(json["schema"] as? String == "cordon.response" && json["dryRun"] as? Bool == false)
    let one: [String: Any] = try #require((json["dispositions"] as? [[String: Any]])?.first)
    let id: String = try #require(one["item"] as? String)
    #expect(one["outcome"] as? String == "done" && one["undo"] as? String == "cordon restore " + id)
    #expect(try tree.names("home") == ["b"])

    let list: CordonProgram.Outcome = try Self.run(tree, ["vault", "list"])
    #expect(list.code == 0 && list.output.contains(id) && list.output.contains("home/a"))
    let show: [String: Any] = try Self.run(tree, ["vault", "show", String(id.prefix(8)), "-o", "json"]).json()
    let record: [String: Any] = try #require(show["record"] as? [String: Any])
    #expect((record["cause"] as? [String: Any])?["reason"] as? String == "case 17")

    let export: CordonProgram.Outcome = try Self.run(tree, ["vault", "export", id, tree.path("copy")])
    #expect(export.code == 0 && export.output.contains("harmful"))
    #expect(try tree.bytes("copy") == Array("evil".utf8))

    #expect(try Self.run(tree, ["restore", id]).code == 0)
    #expect(try tree.bytes("home/a") == Array("evil".utf8))
    #expect(try Self.run(tree, ["restore", id]).code == 65)
  }

  @Test func aDryRunChangesNothingAndSaysWhat() throws {
    let tree: FixtureTree = try Self.tree()
    let plan: CordonProgram.Outcome = try Self.run(tree, ["quarantine", "--dry-run", tree.path("home/a")])
    #expect(plan.code == 0)
    #expect(plan.output.contains("would go into the vault") && plan.output.contains("read the copy back"))
    #expect(try tree.names("") == ["home"] && tree.names("home") == ["a", "b"])
    let taken: [String: Any] = try Self.run(tree, ["quarantine", tree.path("home/a"), "-o", "json"]).json()
    let id: String = try #require(((taken["dispositions"] as? [[String: Any]])?.first)?["item"] as? String)
    for command in [
      ["restore", id, "--dry-run"], ["remove", id, "--dry-run"], ["vault", "export", id, tree.path("c"), "-n"],
    ] {
      let outcome: CordonProgram.Outcome = try Self.run(tree, command)
      #expect(outcome.code == 0 && outcome.output.contains("Would"), "\(command) \(outcome.errors)")
    }
    #expect(try tree.names("home") == ["b"] && !tree.names("").contains("c"))
    #expect(try Self.run(tree, ["remove", id]).code == 0)
    #expect(try Self.run(tree, ["restore", id]).code == 65)
  }

  @Test func takesAList() throws {
    let tree: FixtureTree = try Self.tree()
    let outcome: CordonProgram.Outcome = try CordonProgram.run(
      ["quarantine", "--files-from", "-", "--lang", "de"],
      input: tree.path("home/a") + "\0" + tree.path("home/b") + "\0" + tree.path("home/gone"),
      environment: ["CORDON_VAULT": tree.path("vault")])
    #expect(outcome.code == 65)
    #expect(outcome.output.contains("2 von 3 Dateien jetzt im Tresor."))
    #expect(outcome.output.contains("Diese Datei gibt es nicht."))
    #expect(try tree.names("home").isEmpty)
  }

  @Test(arguments: [
    (["quarantine"], 64), (["restore", "abcdef01"], 65), (["vault", "list"], 65), (["remove", "x", "-o", "csv"], 64),
    (["vault", "show", "abcdef01"], 65),
  ])
  private func refuses(_ arguments: [String], code: Int) throws {
    let tree: FixtureTree = try Self.tree()
    #expect(try Self.run(tree, arguments).code == Int32(code))
    #expect(try tree.names("") == ["home"])
  }
}
