import CordonCollect
import CordonModel
import CordonOperations
import CordonTestSupport
import Testing

/// From packs and files to the report, without the command line.
@Suite("CheckOperation")
struct CheckOperationTests {
  private let tree: FixtureTree

  init() throws {
    tree = try FixtureTree()
    try tree.write("packs/case-1.yaml", PackText.pack(id: "case-1", revision: 1))
    try tree.write("project/node_modules/left-pad/package.json", "{\"name\":\"left-pad\",\"version\":\"1.3.0\"}")
  }

  private func check(
    _ folder: String = "project", finishedAfter seconds: Int64 = 1, observer: CollectionObserver = CollectionObserver()
  ) throws -> CheckReport {
    let places = AdvisoryPlaces(installation: tree.path("packs"), system: nil, user: nil)
    let start = Timestamp(secondsSinceEpoch: 1_795_219_200)
    let calls = CancellationFlag()
    let operation = CheckOperation(
      library: try AdvisoryLoader.load(places: places), observer: observer,
      clock: {
        if calls.isCancelled { return start.before(seconds: -seconds) }
        calls.cancel()
        return start
      })
    return try operation.run(CheckRequest(target: .folder(tree.path(folder)), selection: .all))
  }

  @Test("what was looked at whole is not affected")
  func clean() throws { #expect(try check().verdict == .notAffected) }

  @Test("a check that was stopped is unknown, although nothing was found")
  func stopped() throws {
    let flag = CancellationFlag()
    flag.cancel()
    let report: CheckReport = try check(observer: CollectionObserver(cancellation: flag))
    #expect(report.verdict == .unknown)
    #expect(report.coverage.allSatisfy { $0.state == .partial })
  }

  @Test("a look that ended more than a day after it began is stale")
  func stale() throws {
    #expect(try check(finishedAfter: 86_400).verdict == .notAffected)
    let report: CheckReport = try check(finishedAfter: 86_401)
    #expect(report.verdict == .unknown)
    #expect(report.results.first?.assessment.doubts.map(\.reason) == [.inventoryStale])
  }

  @Test("an advisory that asks nothing of a folder is not asked, but a match of it is an answer")
  func matchWithoutCheck() throws {
    try tree.write(
      "packs/case-1.yaml",
      PackText.pack(id: "case-1", revision: 1).replacing("targets: [live, root, folder]", with: "targets: [live]"))
    let clean: CheckReport = try check()
    #expect(clean.notAsked.map(\.id) == ["case-1"])
    #expect(clean.results.isEmpty && clean.verdict == .unknown)
    try tree.write("project/node_modules/left-pad/package.json", "{\"name\":\"left-pad\",\"version\":\"6.6.6\"}")
    let bad: CheckReport = try check()
    #expect(bad.notAsked.isEmpty)
    #expect(bad.verdict == .affected)
  }

  @Test("a broken pack beside a clean answer makes the whole unknown and hides nothing")
  func brokenPack() throws {
    try tree.write("packs/case-2.yaml", "pack: 1\n")
    let report: CheckReport = try check()
    #expect(report.results.map(\.assessment.verdict) == [.notAffected])
    #expect(report.verdict == .unknown)
  }

  @Test("a folder that is a file, gone or empty is never clean")
  func nothingThere() throws {
    try tree.write("file", "")
    try tree.folder("empty")
    #expect(throws: CordonError.self) { try check("file") }
    #expect(throws: CordonError.self) { try check("gone") }
    #expect(try check("empty").verdict == .unknown)
  }
}
