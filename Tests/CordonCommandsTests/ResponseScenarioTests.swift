import CordonTestSupport
import Foundation
import Testing

/// The disks of the 2023 case: taken apart by quarantine, and put together again.
@Suite("cordon quarantine and restore of the disks of the 2023 case")
struct ResponseScenarioTests {
  private static let canRun: Bool = SampleTreeScenarioTests.canRun

  /// Content, permissions, owners, times, attributes and access rights of all files, as others see them.
  private static func description(_ folder: String, contentFirst: Bool) throws -> [String] {
    let state: [String] = ["find", ".", "-type", "f", "-printf", "%p %m %U %G %s %T@ %A@ %n\\n"]
    let content: [String] = ["find", ".", "-type", "f", "-exec", "sha256sum", "{}", "+"]
    // Reading touches the time of the last access, once.
    let order: [[String]] = contentFirst ? [content, state] : [state, content]
    var lines: [String] = []
    for command in order {
      let line: String = command.map { "'" + $0 + "'" }.joined(separator: " ")
      lines += try #require(OracleProgram.output("sh", "-c", line, folder: folder)).split(separator: "\n").map(
        String.init)
    }
    for command in ["getfattr -R -h -d -m - -e hex . 2>/dev/null", "getfacl -R -n . 2>/dev/null"] {
      lines += (OracleProgram.output("sh", "-c", command, folder: folder) ?? "").split(separator: "\n").map(String.init)
    }
    return lines.sorted()
  }

  @Test(.enabled(if: canRun, "python3 is not on this machine, or this build has no deep check"))
  func allOfItComesBack() throws {
    let disks = try SampleTreeScenarioTests.Disks()
    let folder: String = disks.tree.path("case")
    let environment: [String: String] = ["CORDON_VAULT": disks.tree.path("vault")]
    let before: [String] = try Self.description(folder, contentFirst: true)
    let list: String = try #require(OracleProgram.output("find", folder, "-type", "f", "-print0"))
    let taken: CordonProgram.Outcome = try CordonProgram.run(
      ["quarantine", "--files-from", "-", "-o", "json"], input: list, environment: environment)
    #expect(taken.code == 0, "\(taken.errors)")
    #expect(OracleProgram.output("find", folder, "-type", "f") == "")
    let items: [String] = try #require(try taken.json()["dispositions"] as? [[String: Any]]).compactMap {
      $0["item"] as? String
    }
    #expect(items.count > 40)
    for item in items {
      #expect(try CordonProgram.run(["restore", item], environment: environment).code == 0)
    }
    #expect(try Self.description(folder, contentFirst: false) == before)
  }

  /// What a check found is taken, and nothing else.
  @Test(
    .enabled(if: canRun, "python3 is not on this machine, or this build has no deep check"),
    arguments: ["windows", "macos"])
  private func whatACheckFoundIsTaken(_ system: String) throws {
    let disks = try SampleTreeScenarioTests.Disks()
    let environment: [String: String] = ["CORDON_VAULT": disks.tree.path("vault")]
    let found: CordonProgram.Outcome = try disks.check("affected", system)
    #expect(found.code == 10)
    try disks.tree.write("result.json", found.output)
    let arguments: [String] = ["quarantine", "--from", disks.tree.path("result.json"), "-o", "json"]
    let plan: CordonProgram.Outcome = try CordonProgram.run(arguments + ["--dry-run"], environment: environment)
    let taken: CordonProgram.Outcome = try CordonProgram.run(arguments, environment: environment)
    func paths(_ outcome: CordonProgram.Outcome, _ wanted: String) throws -> [String] {
      try #require(try outcome.json()["dispositions"] as? [[String: Any]]).filter {
        $0["outcome"] as? String == wanted
      }.compactMap { $0["path"] as? String }
    }
    let gone: [String] = try paths(taken, "done")
    #expect(try paths(plan, "planned") == gone)
    #expect(!gone.isEmpty && gone.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
    #expect(gone.allSatisfy { $0.hasPrefix(disks.root("affected", system)) })
    let one: [String: Any] = try #require((try taken.json()["dispositions"] as? [[String: Any]])?.first)
    let record: [String: Any] = try #require(one["record"] as? [String: Any])
    #expect((record["cause"] as? [String: Any])?["advisory"] as? String == "3cx-2023")
  }

  /// A file that was exchanged after the check stays.
  @Test(.enabled(if: canRun, "python3 is not on this machine, or this build has no deep check"))
  func anExchangedFileStays() throws {
    let disks = try SampleTreeScenarioTests.Disks()
    let environment: [String: String] = ["CORDON_VAULT": disks.tree.path("vault")]
    try disks.tree.write("result.json", try disks.check("affected", "windows").output)
    let arguments: [String] = ["quarantine", "--from", disks.tree.path("result.json"), "-o", "json"]
    let plan: [[String: Any]] = try #require(
      try CordonProgram.run(arguments + ["--dry-run"], environment: environment).json()["dispositions"]
        as? [[String: Any]])
    let paths: [String] = plan.compactMap { $0["path"] as? String }
    for path in paths { try Data("something else".utf8).write(to: URL(fileURLWithPath: path)) }
    let taken: CordonProgram.Outcome = try CordonProgram.run(arguments, environment: environment)
    #expect(taken.code == 65)
    let refused: [[String: Any]] = try #require(try taken.json()["dispositions"] as? [[String: Any]]).filter {
      $0["obstacle"] as? String == "changed" && $0["outcome"] as? String == "refused"
    }
    #expect(!refused.isEmpty)
    for path in refused.compactMap({ $0["path"] as? String }) {
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("something else".utf8))
    }
  }
}
