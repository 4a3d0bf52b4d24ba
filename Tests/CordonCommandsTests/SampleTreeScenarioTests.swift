import CordonTestSupport
import Foundation
import Testing

/// Disks in the shape of the 2023 case, made by `Scripts/make-sample-tree`, through the real program.
///
/// The table `expected.tsv` beside them says what has to be found; nothing else may be.
@Suite("cordon check --deep of the disks of the 2023 case")
struct SampleTreeScenarioTests {
  static let canMake: Bool = OracleProgram.exists("python3")
  /// Whether this build has the deep check.
  static let hasDeep: Bool = (try? CordonProgram.run(["check", "--help"]))?.output.contains("--deep") == true
  static let canRun: Bool = canMake && hasDeep

  /// A row of the table.
  struct Row: Hashable {
    let root: String
    let user: String
    let path: String
    let version: String
    let verdict: String
    let evidence: String
  }

  /// The disks, and what has to be found on them.
  struct Disks {
    let tree: FixtureTree
    let rows: [Row]

    init() throws {
      tree = try FixtureTree()
      let script: String = Corpora.packageRoot.appendingPathComponent("Scripts/make-sample-tree").path
      try #require(OracleProgram.output("python3", script, tree.path("case")) != nil, "make-sample-tree failed")
      let table: String = try String(contentsOfFile: tree.path("case/expected.tsv"), encoding: .utf8)
      rows = table.split(separator: "\n").dropFirst().map { line in
        let cells: [String] = line.components(separatedBy: "\t")
        return Row(
          root: cells[0], user: cells[1], path: cells[2], version: cells[3], verdict: cells[4], evidence: cells[5])
      }
    }

    func root(_ state: String, _ system: String) -> String { tree.path("case/" + state + "/" + system) }

    func check(_ state: String, _ system: String) throws -> CordonProgram.Outcome {
      try CordonProgram.run(["check", "--deep", "--no-cache", "--root", root(state, system), "3cx-2023", "-o", "json"])
    }
  }

  @Test("the disks are the same bytes every time", .enabled(if: canMake, "python3 is not on this machine"))
  func isDeterministic() throws {
    let first = try Disks()
    let second = try Disks()
    let sum: (Disks) -> String? = { disks in
      OracleProgram.output(
        "sh", "-c",
        "(find affected clean -type f -printf '%p %T@\\n'; "
          + "find affected clean -type f -exec sha256sum {} +) | LC_ALL=C sort",
        folder: disks.tree.path("case"))
    }
    let bytes: String = try #require(sum(first))
    #expect(bytes.split(separator: "\n").count > 40)
    #expect(bytes == sum(second))
    #expect(!first.rows.isEmpty && Set(first.rows).count == first.rows.count)
  }

  @Test(
    "an affected disk is affected, exposed and infected, by exactly what lies on it",
    .enabled(if: canRun, "python3 is not on this machine, or this build has no deep check"),
    arguments: ["windows", "macos", "linux"])
  func affected(system: String) throws {
    let disks = try Disks()
    let outcome: CordonProgram.Outcome = try disks.check("affected", system)
    #expect(outcome.code == 10, "\(outcome.errors)")
    #expect(try outcome.verdict(of: "3cx-2023") == "affected")
    #expect(try axis("infected", of: outcome) == "yes")
    #expect(try axis("exposed", of: outcome) == "yes")
    #expect(try axis("contacted", of: outcome) == "not-examined")
    let found: Set<Row> = Set(
      try outcome.matches(of: "3cx-2023").map { try row($0, system, below: disks.root("affected", system)) })
    let wanted: Set<Row> = Set(disks.rows.filter { $0.root == system })
    #expect(wanted.subtracting(found).isEmpty, "not found")
    #expect(found.subtracting(wanted).isEmpty, "found beside it")
  }

  @Test(
    "what was found has its hash and the time of its last change",
    .enabled(if: canRun, "python3 is not on this machine, or this build has no deep check"))
  func details() throws {
    let disks = try Disks()
    let outcome: CordonProgram.Outcome = try disks.check("affected", "windows")
    let root: String = disks.root("affected", "windows")
    for match in try outcome.matches(of: "3cx-2023") {
      guard let file = match["file"] as? [String: Any], (file["members"] as? [String])?.isEmpty == true else {
        continue
      }
      let path: String = try #require(file["path"] as? String)
      let sum: String? = OracleProgram.output("sha256sum", path)
      #expect((file["sha256"] as? String).map { sum?.hasPrefix($0) == true } == true, "\(path)")
      #expect(match["updatedAt"] as? String == "2023-03-24T08:15:00Z", "\(path)")
      #expect(path.hasPrefix(root + "/Users" + "/anna/"))
    }
  }

  @Test(
    "a clean disk is not affected, nothing is unknown and nobody claims to know its contacts",
    .enabled(if: canRun, "python3 is not on this machine, or this build has no deep check"),
    arguments: ["windows", "macos", "linux"])
  func clean(system: String) throws {
    let disks = try Disks()
    let outcome: CordonProgram.Outcome = try disks.check("clean", system)
    #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
    #expect(try outcome.verdict(of: "3cx-2023") == "not-affected")
    #expect(try outcome.matches(of: "3cx-2023").isEmpty)
    #expect(try axis("infected", of: outcome) == "no")
    #expect(try axis("exposed", of: outcome) == (system == "linux" ? "not-examined" : "no"))
    #expect(try axis("contacted", of: outcome) == "not-examined")
  }

  private func axis(_ name: String, of outcome: CordonProgram.Outcome) throws -> String {
    let advisories: [[String: Any]] = try #require(try outcome.json()["advisories"] as? [[String: Any]])
    let axes: [String: Any] = try #require(advisories.first?["axes"] as? [String: Any])
    return try #require(axes[name] as? String)
  }

  /// A match of the check as a row of the table.
  private func row(_ match: [String: Any], _ system: String, below root: String) throws -> Row {
    let location: String = try #require(match["location"] as? String)
    var path: String = location.hasPrefix(root + "/") ? String(location.dropFirst(root.count + 1)) : location
    let reason: String = try #require(match["reason"] as? String)
    let isVersion: Bool = match["kind"] as? String == "package"
    if isVersion {
      // An entry of a hive and the list of a bundle: the table names the file, or the bundle.
      for end in ["/Software/Microsoft", "/Contents/Info.plist"] {
        if let range = path.range(of: end) { path = String(path[..<range.lowerBound]) }
      }
    }
    let names: [String] = path.components(separatedBy: "/")
    let user: String = names.count > 2 && names[0] == "Users" ? names[1] : "-"
    let evidence: String =
      switch reason {
      case "file-rule": match["decidedBy"] as? String ?? "-"
      default: isVersion ? "version" : "path"
      }
    return Row(
      root: system, user: user, path: path, version: isVersion ? match["version"] as? String ?? "-" : "-",
      verdict: try #require(match["verdict"] as? String), evidence: evidence)
  }
}
