internal import CordonDetect
internal import CordonModel
internal import CordonVersions
internal import Testing

@Suite("The verdict of a target")
struct VerdictTests {
  private static let product: AffectedProduct = Sample.product("pkg:deb/xz-utils", .dpkg, affected: ["5.6.1-1"])
  private static let minute: Int64 = 60
  private static let day: Int64 = 86_400

  private func assess(
    _ advisory: Advisory, _ packages: [String] = [], target: Target = Sample.target(), coverage: [Coverage]? = nil
  ) throws -> Assessment {
    let inventory: Inventory = Sample.inventory(
      try packages.map { try Sample.package($0) }, target: target, coverage: coverage)
    let detector = Detector(ruleset: Ruleset(advisories: [advisory]))
    return try #require(detector.evaluate(inventory, now: Sample.now).first)
  }

  private func result(
    _ check: CheckKind = .systemPackages, _ state: Coverage.State = .complete, age: Int64 = 0,
    gaps: [UnknownReason] = [], omitted: Int = 0
  ) -> Coverage {
    Coverage(
      check: check, state: state, collectedAt: Sample.now.before(seconds: age),
      gaps: gaps.map { Coverage.Gap(path: "/x", reason: $0, detail: "d") }, gapsOmitted: omitted)
  }

  @Test("Everything looked at and nothing found is not affected, by inventory only")
  func notAffected() throws {
    let found: Assessment = try assess(Sample.advisory(products: [Self.product]), ["pkg:deb/debian/xz-utils@5.4.1"])
    #expect(found.verdict == .notAffected)
    #expect(found.basis == .inventoryOnly)
    #expect(found.required == [.systemPackages])
    #expect(found.doubts.isEmpty && found.matches.isEmpty)
    #expect(found.axes == Assessment.Axes(exposed: .no))
    #expect(found.axes.infected == .notExamined && found.axes.contacted == .notExamined)
  }

  @Test("An affected version is affected whatever was not looked at, and the doubts stay")
  func affectedWithGaps() throws {
    let advisory: Advisory = Sample.advisory(products: [Self.product])
    let package = "pkg:deb/debian/xz-utils@5.6.1-1"
    let whole: Assessment = try assess(advisory, [package])
    #expect(whole.verdict == .affected && whole.doubts.isEmpty && whole.axes.exposed == .yes)
    let partial: Assessment = try assess(
      advisory, [package], coverage: [result(.systemPackages, .partial, gaps: [.scanPartial])])
    #expect(partial.verdict == .affected && partial.axes.exposed == .yes)
    #expect(partial.doubts == [Assessment.Doubt(check: .systemPackages, reason: .scanPartial)])
    let blind: Assessment = try assess(advisory, [package], coverage: [])
    #expect(blind.verdict == .affected)
    #expect(blind.doubts == [Assessment.Doubt(check: .systemPackages, reason: .neverSeen)])
  }

  @Test("A system that was not recognised is not ruled out by its platform", arguments: [Platform.windows, .macos])
  func unrecognisedSystem(platform: Platform) throws {
    var product: AffectedProduct = Self.product
    product.platform = platform
    var advisory: Advisory = Sample.advisory(products: [product])
    advisory.platforms = [platform]
    advisory.checks = [RequiredChecks(platform: platform, targets: [.root], require: [], later: [.programs])]
    let found: Assessment = try assess(advisory, target: Sample.target(.any, .root))
    #expect(found.verdict == .unknown)
    #expect(found.doubts == [Assessment.Doubt(check: nil, reason: .unsupportedPlatform)])
    #expect(try assess(advisory, target: Sample.target(.linux, .root)).basis == .platformNotConcerned)
  }

  @Test("A root without a system answers nothing, however complete the look; what it holds still counts")
  func emptyRoot() throws {
    let advisory: Advisory = Sample.advisory(products: [Self.product])
    let nowhere: Target = Sample.target(.any, .root)
    let found: Assessment = try assess(advisory, target: nowhere)
    #expect(found.verdict == .unknown && found.axes.exposed == .unknown)
    #expect(found.doubts == [Assessment.Doubt(check: nil, reason: .unsupportedPlatform)])
    #expect(try assess(advisory, ["pkg:deb/debian/xz-utils@5.6.1-1"], target: nowhere).verdict == .affected)
  }

  @Test("What has to be looked at follows from checks and products")
  func neededChecks() {
    var npm: Advisory = Sample.advisory(products: [Sample.product("pkg:npm/axios", .npm, affected: ["1.14.1"])])
    npm.checks = []
    #expect(Detector.checks(for: [npm]) == [.npmPackages])
    let xz: Advisory = Sample.advisory(products: [Self.product])
    // Images on the machine have package databases too.
    #expect(Detector.checks(for: [xz]) == [.systemPackages, .containerLayers])
    #expect(Detector.checks(for: [npm, xz]) == [.npmPackages, .systemPackages, .containerLayers])
    #expect(Detector.checks(for: []) == [])
  }

  @Test("A suspicion is shown on the axis")
  func suspected() throws {
    let found: Assessment = try assess(Sample.advisory(products: [Self.product]), ["pkg:deb/debian/xz-utils"])
    #expect(found.verdict == .suspected && found.axes.exposed == .suspected)
  }

  @Test(
    "What is wrong with a result is the doubt",
    arguments: [
      (Coverage.State.complete, Int64(0), [], 0, []),
      (.complete, 86_400, [], 0, []),
      (.complete, 86_401, [], 0, [.inventoryStale]),
      (.complete, -300, [], 0, []),
      (.complete, -301, [], 0, [.inventoryStale]),
      (.complete, 0, [.scanError], 0, [.scanError]),
      (.complete, 0, [], 1, [.scanPartial]),
      (.partial, 0, [], 0, [.scanPartial]),
      (.partial, 0, [.excludedByPolicy, .scanPartial, .scanPartial], 0, [.scanPartial, .excludedByPolicy]),
      (.partial, 90_000, [.scanPartial], 0, [.inventoryStale, .scanPartial]),
      (.failed, 0, [], 0, [.scanError]),
      (.failed, 0, [.unsupportedPlatform], 0, [.unsupportedPlatform]),
    ] as [(Coverage.State, Int64, [UnknownReason], Int, [UnknownReason])])
  func doubts(
    _ state: Coverage.State, _ age: Int64, _ gaps: [UnknownReason], _ omitted: Int, _ expected: [UnknownReason]
  ) throws {
    let coverage: [Coverage] = [result(.systemPackages, state, age: age, gaps: gaps, omitted: omitted)]
    let found: Assessment = try assess(Sample.advisory(products: [Self.product]), coverage: coverage)
    #expect(found.doubts == expected.map { Assessment.Doubt(check: .systemPackages, reason: $0) })
    #expect(found.verdict == (expected.isEmpty ? .notAffected : .unknown))
    #expect(found.axes.exposed == (expected.isEmpty ? .no : .unknown))
  }

  @Test("Two results of one check both have to be good, in either order")
  func twoResults() throws {
    let advisory: Advisory = Sample.advisory(products: [Self.product])
    let pair: [Coverage] = [result(), result(.systemPackages, .failed)]
    #expect(try assess(advisory, coverage: pair).verdict == .unknown)
    #expect(try assess(advisory, coverage: pair.reversed()).verdict == .unknown)
  }

  @Test("A check that this version cannot do is a missing capability")
  func capability() throws {
    let checks = [RequiredChecks(platform: .linux, targets: [.live], require: [.behaviour, .npmPackages])]
    let found: Assessment = try assess(Sample.advisory(products: [Self.product], checks: checks), coverage: [])
    #expect(
      found.doubts == [
        Assessment.Doubt(check: .npmPackages, reason: .neverSeen),
        Assessment.Doubt(check: .behaviour, reason: .capabilityMissing),
      ])
  }

  @Test("Required and later checks of several rows are joined, in one order")
  func joinedChecks() throws {
    let checks = [
      RequiredChecks(platform: .any, targets: [.live, .root], require: [.npmPackages], later: [.files, .processes]),
      RequiredChecks(platform: .linux, targets: [.live], require: [.systemPackages, .npmPackages]),
      RequiredChecks(platform: .linux, targets: [.live], require: [], later: [.npmPackages, .networkHistory]),
      RequiredChecks(platform: .windows, targets: [.live], require: [.pythonPackages]),
      RequiredChecks(platform: .linux, targets: [.folder], require: [.pythonPackages]),
    ]
    let found: Assessment = try assess(Sample.advisory(products: [Self.product], checks: checks))
    #expect(found.required == [.systemPackages, .npmPackages])
    #expect(found.later == [.files, .processes, .networkHistory])
    #expect(found.verdict == .notAffected)
  }

  @Test("Nothing required is no answer", arguments: TargetKind.allCases)
  func nothingRequired(_ kind: TargetKind) throws {
    let advisory: Advisory = Sample.advisory(products: [Self.product], checks: [])
    let found: Assessment = try assess(advisory, target: Sample.target(.linux, kind))
    let reason: UnknownReason = kind == .folder ? .excludedByPolicy : .capabilityMissing
    #expect(found.verdict == .unknown)
    #expect(found.basis == .notExamined)
    #expect(found.doubts == [Assessment.Doubt(check: nil, reason: reason)])
    #expect(found.axes.exposed == .notExamined)
  }

  @Test("Nothing required names what will be needed")
  func nothingRequiredYet() throws {
    let checks = [RequiredChecks(platform: .linux, targets: [.live], require: [], later: [.files])]
    let found: Assessment = try assess(Sample.advisory(products: [Self.product], checks: checks))
    #expect(found.doubts == [Assessment.Doubt(check: .files, reason: .capabilityMissing)])
  }

  @Test("A match counts where nothing is required, too")
  func matchWithoutChecks() throws {
    let found: Assessment = try assess(
      Sample.advisory(products: [Self.product], checks: []), ["pkg:deb/debian/xz-utils@5.6.1-1"])
    #expect(found.verdict == .affected && found.basis == .inventoryOnly && found.axes.exposed == .yes)
  }

  @Test("A platform that no row names is not concerned, whatever was looked at")
  func notConcerned() throws {
    var product: AffectedProduct = Self.product
    product.platform = .windows
    let advisory: Advisory = Sample.advisory(platforms: [.windows, .linux], products: [product])
    let found: Assessment = try assess(advisory, coverage: [])
    #expect(found.verdict == .notAffected)
    #expect(found.basis == .platformNotConcerned)
    #expect(found.required.isEmpty && found.later.isEmpty && found.doubts.isEmpty)
    #expect(found.axes.exposed == .no)
  }

  @Test("Rows without a platform have those of the advisory")
  func concernedByIndicator() throws {
    let network = NetworkIndicator(type: .domain, value: "a.example", role: "C2", block: .yes, confidence: .high)
    let file = FileIndicator(name: "f", platform: .macos, verdict: .malicious, role: "r", confidence: .high)
    let linux: Advisory = Sample.advisory(platforms: [.linux], network: [network])
    #expect(try assess(linux, coverage: []).verdict == .unknown)
    let windows: Advisory = Sample.advisory(platforms: [.windows], network: [network])
    #expect(try assess(windows, coverage: []).basis == .platformNotConcerned)
    let files: Advisory = Sample.advisory(platforms: [.linux], files: [file])
    #expect(try assess(files, coverage: []).basis == .platformNotConcerned)
    #expect(try assess(files, target: Sample.target(.macos), coverage: []).verdict == .unknown)
    #expect(try assess(Sample.advisory(platforms: [.linux]), coverage: []).verdict == .unknown)
  }

  @Test("A package URL that nobody can read never ends in not affected")
  func unreadableIdentity() throws {
    var product: AffectedProduct = Self.product
    product.purls = ["no package URL"]
    let found: Assessment = try assess(Sample.advisory(products: [product]))
    #expect(found.verdict == .unknown)
    #expect(found.doubts == [Assessment.Doubt(check: nil, reason: .capabilityMissing)])
    product.purls.append("pkg:deb/xz-utils")
    let both: Assessment = try assess(Sample.advisory(products: [product]), ["pkg:deb/debian/xz-utils@5.6.1-1"])
    #expect(both.verdict == .affected)
  }

  @Test("Assessments come gravest first, then by id")
  func order() throws {
    var windows: AffectedProduct = Self.product
    windows.platform = .windows
    let advisories: [Advisory] = [
      Sample.advisory("e", products: [windows]), Sample.advisory("d", products: [Self.product], checks: []),
      Sample.advisory("c", products: [Self.product]), Sample.advisory("b", products: [Sample.program("gzip")]),
      Sample.advisory("a", products: [windows]),
    ]
    let packages: [SoftwarePackage] = try [Sample.package("pkg:deb/debian/gzip@1")]
    let detector = Detector(ruleset: Ruleset(advisories: advisories))
    let found: [Assessment] = detector.evaluate(Sample.inventory(packages), now: Sample.now)
    #expect(found.map(\.advisory.id) == ["b", "d", "a", "c", "e"])
  }

  @Test("An advisory is asked of a folder when it can answer")
  func canAnswer() throws {
    let folder: Target = Sample.target(.linux, .folder)
    let npm = [RequiredChecks(platform: .any, targets: [.folder], require: [.npmPackages])]
    var windows: AffectedProduct = Self.product
    windows.platform = .windows
    #expect(!Detector.canAnswer(Sample.advisory(products: [Self.product]), target: folder))
    #expect(Detector.canAnswer(Sample.advisory(products: [Self.product]), target: Sample.target()))
    #expect(Detector.canAnswer(Sample.advisory(products: [Self.product], checks: npm), target: folder))
    #expect(Detector.canAnswer(Sample.advisory(products: [windows]), target: folder))
  }

  @Test("Ages at the edge of time neither trap nor count")
  func extremes() {
    let early = Timestamp(secondsSinceEpoch: .min)
    let late = Timestamp(secondsSinceEpoch: .max)
    #expect(!Freshness.standard.accepts(early, now: late))
    #expect(!Freshness.standard.accepts(late, now: early))
    #expect(Freshness.standard.accepts(late, now: late))
    #expect(!Freshness(maximumAge: -1, clockSkew: .min).accepts(late, now: late.before(seconds: 1)))
  }
}
