import CordonCollect
import CordonModel
import CordonTestSupport
import Testing

@Suite("Rule files")
struct RuleFilesTests {
  static let rule: String = "rule a { condition: true }"

  private func tree() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("rules/b.yar", RuleFilesTests.rule)
    try tree.write("rules/a.YARA", RuleFilesTests.rule)
    try tree.write("rules/sub/c.yar", RuleFilesTests.rule)
    try tree.write("rules/notes.txt", "no rules")
    try tree.write("other.rules", RuleFilesTests.rule)
    try tree.write("secret.yar", RuleFilesTests.rule)
    return tree
  }

  private func names(_ files: RuleFiles, _ tree: FixtureTree) -> [String] {
    files.sources.map { $0.name.replacing(tree.path + "/", with: "") }
  }

  private func problems(_ files: RuleFiles, _ tree: FixtureTree) -> [String] {
    files.problems.map { "\($0.source.replacing(tree.path + "/", with: "")): \($0.message)" }
  }

  @Test("files are taken as they are named, folders in the order of their names, each once")
  func order() throws {
    let tree: FixtureTree = try tree()
    let files = RuleFiles.read([
      tree.path("other.rules"), tree.path("rules/"), tree.path("rules/sub"), tree.path("rules/b.yar"),
    ])
    #expect(names(files, tree) == ["other.rules", "rules/a.YARA", "rules/b.yar", "rules/sub/c.yar"])
    #expect(problems(files, tree) == [])
    #expect(files.sources.allSatisfy { $0.text == Array(RuleFilesTests.rule.utf8) })
  }

  @Test("inside of a folder, links are followed only to files in it")
  func links() throws {
    let tree: FixtureTree = try tree()
    try tree.link("rules/in.yar", to: "sub/c.yar")
    try tree.link("rules/out.yar", to: "../secret.yar")
    try tree.link("rules/loop", to: "..")
    try tree.link("rules/dangling.yar", to: "nowhere")
    try tree.fifo("rules/fifo.yar")
    let files = RuleFiles.read([tree.path("rules")])
    #expect(names(files, tree) == ["rules/a.YARA", "rules/b.yar", "rules/in.yar", "rules/sub/c.yar"])
    #expect(
      problems(files, tree) == [
        "rules/dangling.yar: there is no such file", "rules/fifo.yar: not a regular file",
        "rules/out.yar: a symbolic link that leads out of the scope",
      ])
    try tree.link("named", to: "rules/sub")
    #expect(names(RuleFiles.read([tree.path("named")]), tree) == ["named/c.yar"], "what is named is followed")
  }

  @Test("what is not there, empty or no file is a problem and no error")
  func missing() throws {
    let tree: FixtureTree = try tree()
    try tree.folder("none")
    try tree.fifo("fifo")
    let files = RuleFiles.read(["", tree.path("nowhere"), tree.path("none"), tree.path("fifo")])
    #expect(files.sources == [])
    #expect(
      problems(files, tree) == [
        ": there is no such file", "nowhere: there is no such file", "none: no *.yar or *.yara file in this folder",
        "fifo: This file cannot be used: not a regular file.",
      ])
  }

  @Test("every limit is a problem that names it")
  func limits() throws {
    let tree: FixtureTree = try tree()
    var limits = RuleFiles.Limits()
    limits.fileBytes = 10
    var files = RuleFiles.read([tree.path("rules/sub")], limits: limits)
    #expect(problems(files, tree) == ["rules/sub/c.yar: larger than the limit of 10 bytes"])
    limits = RuleFiles.Limits()
    limits.totalBytes = 60
    files = RuleFiles.read([tree.path("rules")], limits: limits)
    #expect(problems(files, tree) == ["rules/sub/c.yar: beyond the limit of 60 bytes for all rule files"])
    limits = RuleFiles.Limits()
    limits.files = 1
    files = RuleFiles.read([tree.path("rules"), tree.path("other.rules")], limits: limits)
    #expect(
      problems(files, tree) == [
        "rules/b.yar: more rule files than the limit of 1: this one and all later ones are left out"
      ])
    limits = RuleFiles.Limits()
    limits.depth = 1
    files = RuleFiles.read([tree.path("rules")], limits: limits)
    #expect(problems(files, tree) == ["rules/sub: deeper than the limit of 1 levels"])
    limits = RuleFiles.Limits()
    limits.entries = 2
    files = RuleFiles.read([tree.path("rules")], limits: limits)
    #expect(problems(files, tree).first == "rules: more entries than the limit of 2")
  }

  @Test("a name that is no UTF-8 is shown as its bytes")
  func bytes() throws {
    let tree: FixtureTree = try tree()
    guard
      OracleProgram.output(
        "sh", "-c", "printf 'rule a { condition: true }' > \"$0/$(printf '\\377').yar\"",
        tree.path("rules/sub")) != nil
    else { return }
    let files = RuleFiles.read([tree.path("rules/sub")])
    #expect(names(files, tree) == ["rules/sub/c.yar", "rules/sub/\\xFF.yar"])
  }
}
