import CordonTestSupport
import Foundation
import Testing

/// `cordon check` keeps its result, `cordon explain` reads it: end to end.
@Suite("cordon explain")
struct ExplainCommandTests {
  private let tree: FixtureTree
  private let state: [String: String]

  init() throws {
    tree = try FixtureTree()
    state = ["CORDON_NO_SAVE": "", "XDG_STATE_HOME": tree.path("state")]
    try tree.write(
      "disk/var/lib/dpkg/status",
      "Package: liblzma5\nStatus: install ok installed\nVersion: 5.6.1-1\nArchitecture: amd64\n\n")
    try tree.write("disk/etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux trixie\"\n")
    try tree.write(
      "exceptions.yaml",
      """
      format: 1
      exceptions:
        - {id: known, kind: accepted, reason: rebuilt on Monday, advisory: CVE-2024-3094, until: 2999-01-01}

      """)
  }

  private func run(_ arguments: [String], _ more: [String: String] = [:]) throws -> CordonProgram.Outcome {
    try CordonProgram.run(arguments, environment: state.merging(more) { $1 })
  }

  private func check(_ more: [String] = [], _ environment: [String: String] = [:]) throws -> CordonProgram.Outcome {
    try run(["check", "xz-2024", "--root", tree.path("disk")] + more, environment)
  }

  @Test("why: the kept result, by id, alias and finding, in every format")
  func why() throws {
    #expect(try check().code == 10)
    for name in ["xz-2024", "CVE-2024-3094"] {
      let found: CordonProgram.Outcome = try run(["explain", name])
      #expect(found.code == 0)
      for fact in [
        "▲ Affected: xz-2024", "liblzma5 5.6.1-1", "xz-2024.yaml:", "less than a minute ago", "5.6.1+really",
      ] {
        #expect(found.output.contains(fact), "\(fact)")
      }
    }
    let json: [String: Any] = try run(["explain", "-o", "json"]).json()
    let advisories: [[String: Any]] = try #require(json["advisories"] as? [[String: Any]])
    let matches: [[String: Any]] = try #require(advisories.first?["matches"] as? [[String: Any]])
    let finding: String = try #require(matches.first?["id"] as? String)
    #expect(try run(["explain", finding]).output.contains(finding))
    #expect(try run(["explain", "-o", "md"]).output.contains("xz-2024"))
    #expect(try run(["explain", "xz-2024", "-o", "html", "--lang", "de"]).output.contains("Betroffen"))
  }

  @Test("an unknown name is bad input and names the nearest")
  func unknownName() throws {
    _ = try check()
    let near: CordonProgram.Outcome = try run(["explain", "xz-2025"])
    #expect(near.code == 65 && near.errors.contains("xz-2024"), "\(near.errors)")
    #expect(try run(["explain", "F-0000000000000000"]).code == 65)
    let other: CordonProgram.Outcome = try run(["explain", "3cx-2023"])
    #expect(other.code == 65 && other.errors.contains("cordon check 3cx-2023"), "\(other.errors)")
  }

  @Test("nothing is kept with --no-save, and without a place the check is as good as before")
  func notKept() throws {
    #expect(try check(["--no-save"]).code == 10)
    #expect(try check([], ["CORDON_NO_SAVE": "1"]).code == 10)
    let none: CordonProgram.Outcome = try run(["explain"])
    #expect(none.code == 65 && none.errors.contains("Run `cordon check` first"), "\(none.errors)")
    let nowhere: [String: String] = ["XDG_STATE_HOME": "/proc/no/where"]
    let silent: CordonProgram.Outcome = try check([], nowhere)
    #expect(silent.code == 10 && silent.errors.isEmpty)
    let said: CordonProgram.Outcome = try check(["-v"], nowhere)
    #expect(said.code == 10 && said.errors.contains("was not kept"), "\(said.errors)")
  }

  @Test("a saved result is explained too; what is none is refused")
  func from() throws {
    _ = try check(["--no-save", "-o", "json=" + tree.path("saved.json")])
    #expect(try run(["explain", "xz-2024", "--from", tree.path("saved.json")]).output.contains("liblzma5 5.6.1-1"))
    for (name, content) in [("a", ""), ("b", "{}"), ("c", String(repeating: "[", count: 100_000)), ("d", "\u{0}")] {
      try tree.write(name, content)
      let bad: CordonProgram.Outcome = try run(["explain", "--from", tree.path(name)])
      #expect(bad.code == 65 && bad.errors.contains(tree.path(name)), "\(bad.errors)")
    }
    #expect(try run(["explain", "--from", tree.path("gone")]).code == 65)
  }

  @Test("an exception decides the exit code, not the verdict; --no-exceptions wins")
  func exceptions() throws {
    let file: String = tree.path("exceptions.yaml")
    let aside: CordonProgram.Outcome = try check(["--exceptions", file, "-o", "json"])
    #expect(aside.code == 0)
    #expect(try aside.verdict(of: "xz-2024") == "affected")
    #expect(try aside.json()["openVerdict"] as? String == "not-affected")
    #expect(try check([], ["CORDON_EXCEPTIONS": file]).code == 0)
    #expect(try check(["--no-exceptions"], ["CORDON_EXCEPTIONS": file]).code == 10)
    let table: CordonProgram.Outcome = try check(["--exceptions", file])
    #expect(table.output.contains("▲ Affected") && table.output.contains("rebuilt on Monday"))
    #expect(try run(["explain", "xz-2024"]).output.contains("After 2999-01-01 the exception known ends"))
    let gone: CordonProgram.Outcome = try check(["--exceptions", tree.path("gone")])
    #expect(gone.code == 65 && gone.errors.contains("There is no such file"), "\(gone.errors)")
  }
}
