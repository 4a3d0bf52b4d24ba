import CordonModel
import CordonOperations
import CordonReport
import CordonTestSupport
import CordonVersions
import Foundation
import Testing

/// The kept result: private, whole, bounded.
@Suite("LastResult")
struct LastResultTests {
  private let tree: FixtureTree
  private let place: LastResultPlace

  init() throws {
    tree = try FixtureTree()
    place = LastResultPlace(base: tree.path, folders: ["state", "cordon"])
  }

  static func report(matches: Int = 0, excepted: Int = 0, tool: String = "1") throws -> CheckReport {
    let purl: PackageURL = try PackageURL(parsing: "pkg:npm/a@1.0.0")
    let exception = FindingException(
      id: "e", kind: .accepted, reason: "r", advisory: "case", until: Timestamp(secondsSinceEpoch: 2_000_000_000),
      location: .init(file: "f"))
    let found: [Match] = (0..<matches).map { index in
      Match(
        verdict: .affected, productID: "p", productName: "P",
        package: SoftwarePackage(
          purl: purl, name: "a", version: "1.0.0", location: "/\(index)", foundBy: .npmPackage),
        reason: .versionListed, decidedBy: "1.0.0", exception: index < excepted ? exception : nil)
    }
    let now = Timestamp(secondsSinceEpoch: 1_795_219_200)
    let assessment = Assessment(
      advisory: .init(id: "case", revision: 1), verdict: matches > 0 ? .affected : .notAffected, matches: found,
      doubts: [], basis: .inventoryOnly, required: [.npmPackages], later: [], axes: .init(exposed: .yes))
    return CheckReport(
      target: Target(kind: .live, platform: .linux, name: "h", path: "/"), startedAt: now, finishedAt: now,
      toolVersion: tool,
      results: [.init(title: .init(en: "t", de: "t"), assessment: assessment, hints: [], limits: [])],
      coverage: [Coverage(check: .npmPackages, state: .complete, collectedAt: now)], packageCount: 1)
  }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: tree.path(name))
    return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
  }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: tree.path("state/cordon"))) ?? []).sorted()
  }

  @Test("it comes back as it was, in a folder and file of the user alone, and leaves nothing else")
  func roundTrip() throws {
    let report: CheckReport = try Self.report(matches: 3, excepted: 1)
    try LastResult.save(report, failOn: .unknown, in: place)
    #expect(try CheckJSON.encode(LastResult.load(from: place)) == CheckJSON.encode(report))
    #expect(try mode("state/cordon") == 0o700)
    #expect(try mode("state/cordon/last-check.json") == 0o600)
    #expect(names == ["last-check.json"])
    try tree.setMode("state/cordon", 0o755)
    try LastResult.save(report, failOn: .unknown, in: place)
    #expect(try mode("state/cordon") == 0o700, "an open folder is closed")
  }

  @Test("an interrupted check is kept and marked")
  func interrupted() throws {
    var report: CheckReport = try Self.report()
    report.isInterrupted = true
    try LastResult.save(report, failOn: .unknown, in: place)
    #expect(try LastResult.load(from: place).isInterrupted)
  }

  @Test("a link in the place of the folder is refused, one in the place of the file is replaced and never followed")
  func links() throws {
    try tree.folder("elsewhere")
    try tree.link("state/cordon", to: tree.path("elsewhere"))
    #expect(throws: CordonError.self) { try LastResult.save(try Self.report(), failOn: .unknown, in: place) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: tree.path("elsewhere")).isEmpty)
    try tree.remove("state/cordon")
    try tree.folder("state/cordon")
    try tree.write("precious", "precious")
    try tree.link("state/cordon/last-check.json", to: tree.path("precious"))
    #expect(throws: CordonError.self) { try LastResult.load(from: place) }
    try LastResult.save(try Self.report(), failOn: .unknown, in: place)
    #expect(try String(contentsOfFile: tree.path("precious"), encoding: .utf8) == "precious")
    #expect(try LastResult.load(from: place).toolVersion == "1")
  }

  @Test(
    "a folder of another user is refused, and root leaves nothing in a user's home",
    .enabled(if: geteuid() == 0, "only root can give a folder away"))
  func foreign() throws {
    try tree.folder("state")
    try #require(chown(tree.path("state"), 12_345, 12_345) == 0)
    #expect(throws: CordonError.self) { try LastResult.save(try Self.report(), failOn: .unknown, in: place) }
    try #require(chown(tree.path("state"), 0, 0) == 0)
    try tree.folder("state/cordon")
    try #require(chown(tree.path("state/cordon"), 12_345, 12_345) == 0)
    #expect(throws: CordonError.self) { try LastResult.save(try Self.report(), failOn: .unknown, in: place) }
    #expect(names.isEmpty)
  }

  @Test("no home that exists, no result kept")
  func noHome() throws {
    let gone = try #require(LastResultPlace.standard(environment: ["HOME": tree.path("gone")]))
    #expect(throws: CordonError.self) { try LastResult.save(try Self.report(), failOn: .unknown, in: gone) }
    #expect(!FileManager.default.fileExists(atPath: tree.path("gone")))
    #expect(LastResultPlace.standard(environment: [:]) == nil)
    #expect(
      LastResultPlace.standard(environment: ["HOME": "/root"])?.path == "/root/.local/state/cordon/last-check.json")
    let state: LastResultPlace? = .standard(environment: ["HOME": "/root", "XDG_STATE_HOME": "/var/tmp/s"])
    #expect(state?.path == "/var/tmp/s/cordon/last-check.json")
  }

  @Test("beyond the limit matches are left out and counted, those that nobody set aside last")
  func bounded() throws {
    let report: CheckReport = try Self.report(matches: 2_000, excepted: 1_900)
    try LastResult.save(report, failOn: .unknown, in: place, limit: 200_000)
    let kept: CheckReport = try LastResult.load(from: place)
    let assessment: Assessment = try #require(kept.results.first?.assessment)
    #expect(assessment.matches.count > 10 && assessment.matches.count < 2_000)
    #expect(assessment.matches.count + assessment.matchesOmitted == 2_000)
    #expect(kept.openVerdict == report.openVerdict && kept.verdict == report.verdict)
    #expect(try Data(contentsOf: URL(fileURLWithPath: place.path)).count <= 200_000)
    #expect(throws: CordonError.self) { try LastResult.save(report, failOn: .unknown, in: place, limit: 300) }
    #expect(try LastResult.load(from: place).results.count == 1, "the result before stays")
  }

  @Test("two at once leave one of both, whole")
  func concurrent() async throws {
    let place: LastResultPlace = place
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 {
        group.addTask {
          try LastResult.save(try Self.report(matches: 200, tool: "\(number)"), failOn: .unknown, in: place)
        }
      }
      try await group.waitForAll()
    }
    #expect((0..<16).map(String.init).contains(try LastResult.load(from: place).toolVersion))
    #expect(names == ["last-check.json"])
  }

  @Test("what a killed run left is removed, what is being written is not")
  func drafts() throws {
    try LastResult.save(try Self.report(), failOn: .unknown, in: place)
    for name in ["last-check.json.1-a.new", "last-check.json.2-b.new", "other.new"] {
      try tree.write("state/cordon/" + name, "")
    }
    try tree.setModified("state/cordon/last-check.json.1-a.new", 1_700_000_000)
    try tree.setModified("state/cordon/last-check.json.2-b.new", 1_795_219_000)
    try LastResult.save(try Self.report(), failOn: .unknown, in: place)
    #expect(names == ["last-check.json", "last-check.json.2-b.new", "other.new"])
  }

  @Test("nothing kept and something else in its place name what to do")
  func missing() throws {
    let none: CordonError? = #expect(throws: CordonError.self) { try LastResult.load(from: place) }
    #expect(none?.code == .notFound && none?.message.contains("Run `cordon check` first") == true)
    try tree.write("state/cordon/last-check.json", "{}")
    #expect(throws: CordonError.self) { try LastResult.load(from: place) }
    try tree.sparse("state/cordon/last-check.json", size: 1 << 40)
    #expect(throws: CordonError.self) { try LastResult.load(from: place) }
  }
}
