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

  @Test("a quick look reads what fits into its bytes, small files first, and names the rest")
  func quickLook() throws {
    let pack: String = PackText.pack(id: "case-1", revision: 1)
      .replacing("require: [npm-packages]", with: "require: [npm-packages, known-paths]")
      .replacing(
        "tests:",
        with: "paths:\n  - {platform: linux, path: '/opt/case/*', role: x, malicious: false, sources: [report]}\ntests:"
      )
    try tree.write("packs/case-1.yaml", pack)
    try tree.write("root/etc/os-release", "ID=debian\nVERSION_ID=12\n")
    for (name, size) in [("a-large", 100), ("b", 10), ("c", 10)] {
      try tree.write("root/opt/case/" + name, String(repeating: "x", count: size))
    }
    try tree.write("root/opt/case/d.zip", bytes: ZipFixture(files: ["x": String(repeating: "y", count: 900)]).bytes)
    let places = AdvisoryPlaces(installation: tree.path("packs"), system: nil, user: nil)
    let operation = CheckOperation(
      library: try AdvisoryLoader.load(places: places), clock: { Timestamp(secondsSinceEpoch: 1_795_219_200) })
    var request = CheckRequest(target: .root(tree.path("root")), selection: .all)
    func leftOut() throws -> [String] {
      let coverage: Coverage? = try operation.run(request).coverage.first { $0.check == .knownPaths }
      #expect(coverage?.state == .complete, "\(String(describing: coverage?.gaps))")
      return try #require(coverage).leftOut.map { "\($0.path.split(separator: "/").last ?? ""): \($0.why)" }
    }
    #expect(try leftOut() == [])
    request.quickLook.archiveBytes = 500
    #expect(try leftOut().count == 1)
    #expect(try leftOut().first?.contains("d.zip: not opened: an archive") == true)
    request.quickLook.bytes = 25
    let rest: [String] = try leftOut()
    #expect(rest.first == "a-large: not read: 100 bytes, and 25 are read in all")
    #expect(rest.count == 2 && rest.last?.hasPrefix("d.zip: not read: ") == true)
  }
}
