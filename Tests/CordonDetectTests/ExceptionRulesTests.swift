internal import CordonDetect
internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

/// Exceptions mark findings and change no verdict.
@Suite("Exceptions")
struct ExceptionRulesTests {
  private static let seeds: Range<UInt64> = 0..<400

  private static func exception(
    _ id: String = "e", advisory: String = "case", package: String? = nil, path: String? = nil,
    until: Timestamp = Sample.now
  ) -> FindingException {
    FindingException(
      id: id, kind: .accepted, reason: "r", advisory: advisory, package: package, path: path, until: until,
      location: .init(file: "f", line: 1))
  }

  private static func result(_ packages: [String], doubts: Bool = false) throws -> CheckReport.Result {
    let product: AffectedProduct = Sample.product("pkg:npm/a", .semver, affected: ["1.0.0", "1.0.1"])
    let inventory: Inventory = Sample.inventory(
      try packages.enumerated().map { try Sample.package($1, location: "/srv/\($0)/a", foundBy: .npmPackage) },
      coverage: doubts ? [] : nil)
    let found: [Assessment] = Detector(ruleset: Ruleset(advisories: [Sample.advisory(products: [product])]))
      .evaluate(inventory, now: Sample.now)
    return CheckReport.Result(
      title: .init(en: "", de: ""), assessment: try #require(found.first), hints: [], limits: [])
  }

  private static func report(_ results: [CheckReport.Result]) -> CheckReport {
    CheckReport(
      target: Sample.target(), startedAt: Sample.now, finishedAt: Sample.now, toolVersion: "1", results: results,
      coverage: [], packageCount: 1)
  }

  @Test(
    "what an exception covers",
    arguments: [
      (nil, nil, true), ("pkg:npm/a", nil, true), ("pkg:npm/a@1.0.0", nil, true),
      ("pkg:npm/a@1.0.1", nil, false), ("pkg:npm/b", nil, false), ("pkg:pypi/a", nil, false),
      ("pkg:npm/%40s/a", nil, false), ("pkg:npm/a?arch=x", nil, false), ("no purl", nil, false),
      (nil, "/srv", true), (nil, "/srv/0", true), (nil, "/srv/0/a", true), (nil, "/srv/0/a/b", false),
      (nil, "/sr", false), ("pkg:npm/a@1.0.0", "/srv/0", true), ("pkg:npm/a@1.0.0", "/opt", false),
    ] as [(String?, String?, Bool)])
  func coverage(package: String?, path: String?, isCovered: Bool) throws {
    var results: [CheckReport.Result] = [try Self.result(["pkg:npm/a@1.0.0"])]
    let exception: FindingException = Self.exception(package: package, path: path)
    let uses: [ExceptionUse] = ExceptionRules([exception]).apply(to: &results, aliases: [:], now: Sample.now)
    #expect((results[0].assessment.matches[0].exception != nil) == isCovered)
    #expect(uses.map(\.state) == [isCovered ? .applied : .unused])
    #expect(uses.map(\.findings) == [isCovered ? 1 : 0])
    #expect(Self.report(results).verdict == .affected)
    #expect(Self.report(results).openVerdict == (isCovered ? .notAffected : .affected))
  }

  @Test("an archive covers what lies in it")
  func archive() throws {
    var results: [CheckReport.Result] = [try Self.result(["pkg:npm/a@1.0.0"])]
    results[0].assessment.matches[0].package.location = "/srv/app.war!/WEB-INF/lib/a.jar"
    _ = ExceptionRules([Self.exception(path: "/srv/app.war")]).apply(to: &results, aliases: [:], now: Sample.now)
    #expect(results[0].assessment.matches[0].exception != nil)
  }

  @Test(
    "a log covers its lines, and nothing that only begins like it",
    arguments: [
      ("/var/log/dns.log", "/var/log/dns.log:17", true), ("/var/log/dns.log", "/var/log/dns.log", true),
      ("/var/log", "/var/log/dns.log:17", true), ("/var/log/dns.log:17", "/var/log/dns.log:17", true),
      ("/var/log/dns.log:1", "/var/log/dns.log:17", false), ("/var/log/dns.log", "/var/log/dns.log:", false),
      ("/var/log/dns.log", "/var/log/dns.log:1x", false), ("/var/log/dns.log", "/var/log/dns.log.1:17", false),
      ("/var/log/dns", "/var/log/dns.log:17", false),
    ])
  func logLines(path: String, location: String, isCovered: Bool) throws {
    let contact = ContactFacts(subject: .domain("evil.example"), source: .dnsLog, location: location)
    for (subject, isLog) in [
      (MatchSubject.contact(contact), true),
      // Of a file with such a name it is another file.
      (.file(FileFacts(place: FilePlace(path: Array(location.utf8)), size: 1, digests: nil)), false),
    ] {
      var results: [CheckReport.Result] = [try Self.result(["pkg:npm/a@1.0.0"])]
      results[0].assessment.matches[0].subject = subject
      _ = ExceptionRules([Self.exception(path: path)]).apply(to: &results, aliases: [:], now: Sample.now)
      let isSame: Bool = location == path || location.hasPrefix(path + "/")
      #expect((results[0].assessment.matches[0].exception != nil) == (isLog ? isCovered : isSame))
    }
  }

  @Test("an alias names the advisory too, in any case")
  func alias() throws {
    var results: [CheckReport.Result] = [try Self.result(["pkg:npm/a@1.0.0"])]
    let rules = ExceptionRules([
      Self.exception(advisory: "cve-2020-1"), Self.exception("other", advisory: "cve-2020-2"),
    ])
    let uses: [ExceptionUse] = rules.apply(to: &results, aliases: ["case": ["CVE-2020-1"]], now: Sample.now)
    #expect(uses.map(\.state) == [.applied, .unused])
  }

  @Test("its last second still holds, the next one does not, and says so")
  func expiry() throws {
    for (seconds, state) in [(Int64(0), ExceptionUse.State.applied), (-1, .expired)] {
      var results: [CheckReport.Result] = [try Self.result(["pkg:npm/a@1.0.0"])]
      let uses: [ExceptionUse] = ExceptionRules([Self.exception()])
        .apply(to: &results, aliases: [:], now: Sample.now.before(seconds: seconds))
      #expect(uses.map(\.state) == [state])
      #expect((results[0].exception != nil) == (state == .applied))
    }
  }

  @Test("one open match keeps its verdict, and setting matches aside answers no doubt")
  func rest() throws {
    let one: FindingException = Self.exception(package: "pkg:npm/a@1.0.0")
    var results: [CheckReport.Result] = [try Self.result(["pkg:npm/a@1.0.0", "pkg:npm/a@1.0.1"])]
    _ = ExceptionRules([one]).apply(to: &results, aliases: [:], now: Sample.now)
    #expect(Self.report(results).openVerdict == .affected)

    results = [try Self.result(["pkg:npm/a@1.0.0"], doubts: true)]
    _ = ExceptionRules([one]).apply(to: &results, aliases: [:], now: Sample.now)
    #expect(Self.report(results).openVerdict == .unknown)
    _ = ExceptionRules([Self.exception()]).apply(to: &results, aliases: [:], now: Sample.now)
    #expect(Self.report(results).openVerdict == .notAffected)
  }

  @Test("an unknown answer can be set aside whole, one that is clean needs no exception")
  func unknown() throws {
    var results: [CheckReport.Result] = [try Self.result([], doubts: true)]
    #expect(results[0].assessment.verdict == .unknown)
    let uses: [ExceptionUse] = ExceptionRules([Self.exception(), Self.exception("p", path: "/srv")])
      .apply(to: &results, aliases: [:], now: Sample.now)
    #expect(uses.map(\.state) == [.applied, .unused])
    #expect(Self.report(results).verdict == .unknown && Self.report(results).openVerdict == .notAffected)
    results = [try Self.result([])]
    #expect(
      ExceptionRules([Self.exception()]).apply(to: &results, aliases: [:], now: Sample.now).map(\.state) == [.unused])
    #expect(results[0].exception == nil)
  }

  @Test("a broken advisory file is never set aside, a broken row of exceptions changes nothing")
  func problems() throws {
    var report: CheckReport = Self.report([try Self.result([])])
    report.problems = [.init(location: .init(file: "f"), message: "m", subject: .exceptions)]
    #expect(report.verdict == .notAffected && report.openVerdict == .notAffected)
    report.problems.append(.init(location: .init(file: "f"), message: "m"))
    #expect(report.verdict == .unknown && report.openVerdict == .unknown)
  }

  @Test("no exception ever changes an assessment, and without them the exit code is never lower")
  func property() throws {
    var lowered: Int = 0
    for seed in Self.seeds {
      let random: RandomCase = try RandomCase(seed: seed)
      var generator = SeededGenerator(seed: seed &+ 5_000_000)
      let before: [CheckReport.Result] = Detector(ruleset: Ruleset(advisories: random.advisories))
        .evaluate(random.inventory, now: Sample.now)
        .map { .init(title: .init(en: "", de: ""), assessment: $0, hints: [], limits: []) }
      var after: [CheckReport.Result] = before
      let exceptions: [FindingException] = (0..<Int.random(in: 1...9, using: &generator)).map { number in
        Self.exception(
          "e\(number)", advisory: "case-\(Int.random(in: 0...6, using: &generator))",
          package: Bool.random(using: &generator) ? random.inventory.packages.first?.purl.canonicalText : nil,
          path: Int.random(in: 0..<3, using: &generator) == 0 ? "/1" : nil,
          until: Sample.now.before(seconds: Int64.random(in: -1...1, using: &generator)))
      }
      let uses: [ExceptionUse] = ExceptionRules(exceptions).apply(to: &after, aliases: [:], now: Sample.now)
      #expect(uses.map(\.exception) == exceptions, "seed \(seed): none is lost")
      for (old, new) in zip(before, after) {
        var bare: Assessment = new.assessment
        for index in bare.matches.indices { bare.matches[index].exception = nil }
        #expect(bare == old.assessment, "seed \(seed): \(bare.advisory.id)")
      }
      let (plain, marked): (CheckReport, CheckReport) = (Self.report(before), Self.report(after))
      #expect(marked.verdict == plain.verdict && plain.openVerdict == plain.verdict, "seed \(seed)")
      #expect(marked.openVerdict <= plain.openVerdict, "seed \(seed)")
      for failOn in FailOn.allCases where failOn.exitCode(for: plain.openVerdict) == 0 {
        #expect(failOn.exitCode(for: marked.openVerdict) == 0, "seed \(seed)")
      }
      let isUsed: Bool = uses.contains { $0.state == .applied }
      if !isUsed { #expect(marked.openVerdict == plain.openVerdict, "seed \(seed)") }
      if marked.openVerdict < plain.openVerdict { lowered += 1 }
    }
    #expect(lowered > 20, "the exceptions hardly ever matter: \(lowered)")
  }
}
