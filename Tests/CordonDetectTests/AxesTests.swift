internal import CordonDetect
internal import CordonModel
internal import CordonVersions
internal import Testing

@Suite("Exposed, infected, contacted")
struct AxesTests {
  private static let checks = [
    RequiredChecks(
      platform: .any, targets: [.live, .root], require: [.systemPackages, .knownPaths], deep: [.files])
  ]

  private func axes(
    _ advisory: Advisory, _ matches: [Match] = [], depth: CheckDepth = .deep, done: [CheckKind] = CheckKind.available,
    broken: [CheckKind] = [], since: Timestamp? = nil, platform: Platform = .linux
  ) throws -> Assessment.Axes {
    let coverage: [Coverage] = done.map {
      Coverage(check: $0, state: broken.contains($0) ? .partial : .complete, collectedAt: Sample.now)
    }
    let inventory: Inventory = Sample.inventory([], target: Sample.target(platform), coverage: coverage)
    let found: [Assessment] = Detector(ruleset: Ruleset(advisories: [advisory])).evaluate(
      inventory, others: matches.map { AdvisoryMatch(advisory: advisory.reference, match: $0) }, depth: depth,
      reach: reach(since: since), now: Sample.now)
    return try #require(found.first).axes
  }

  /// A DNS log from that time up to now; without one only sockets were looked at.
  private func reach(since: Timestamp?) -> ContactReach {
    var reach = ContactReach(sources: [.init(place: "sockets", kind: .liveSocket)])
    if let since {
      reach.sources.append(.init(place: "/var/log/dns", kind: .dnsLog, from: since, until: Sample.now))
    }
    return reach
  }

  private func match(_ reason: Match.Reason, _ verdict: Verdict, row: String = "", _ subject: MatchSubject) -> Match {
    Match(verdict: verdict, productID: row, productName: "x", subject: subject, reason: reason, decidedBy: "x")
  }

  private func file(_ reason: Match.Reason, _ verdict: Verdict, row: String = "") throws -> Match {
    match(reason, verdict, row: row, .file(try FileMatcherTests.facts()))
  }

  private func contact(_ reason: Match.Reason) -> Match {
    match(
      reason, .suspected,
      .contact(
        ContactFacts(
          subject: .domain("a.example"), source: reason == .nameLookedUp ? .dnsLog : .webLog, location: "/l:1")))
  }

  private func advisory(_ verdict: FileVerdict = .malicious, platform: Platform = .linux) -> Advisory {
    Sample.advisory(
      files: [FileMatcherTests.file(verdict, platform: platform)],
      network: [NetworkIndicator(type: .domain, value: "a.example", role: "C2", block: .yes, confidence: .high)],
      checks: Self.checks)
  }

  @Test("Infected: a listed file says yes, and a build of the product says exposed")
  func files() throws {
    let malicious: Assessment.Axes = try axes(advisory(), [file(.fileHash, .affected, row: "files[0]")])
    #expect(malicious.infected == .yes && malicious.exposed == .no)
    let build: Assessment.Axes = try axes(advisory(.affectedBuild), [file(.fileHash, .affected, row: "files[0]")])
    #expect(build.exposed == .yes && build.infected == .no)
    let trojan: Assessment.Axes = try axes(advisory(.trojanised), [file(.fileHash, .affected, row: "files[0]")])
    #expect(trojan.exposed == .yes && trojan.infected == .yes)
  }

  @Test("A Windows installer on a Linux server exposes it and infects nothing there")
  func foreignPlatform() throws {
    let found: Assessment.Axes = try axes(
      advisory(.trojanised, platform: .windows), [file(.fileHash, .affected, row: "files[0]")])
    #expect(found.exposed == .yes && found.infected == .no)
  }

  @Test("Infected without a find: no needs every file, else it was not asked or is not known")
  func clean() throws {
    #expect(try axes(advisory()).infected == .no)
    #expect(try axes(advisory(), broken: [.files]).infected == .unknown)
    #expect(try axes(advisory(), broken: [.knownPaths]).infected == .unknown)
    #expect(try axes(advisory(), depth: .quick, done: [.systemPackages, .knownPaths]).infected == .notExamined)
    #expect(
      try axes(advisory(), [file(.pathPresent, .suspected)], depth: .quick, done: [.knownPaths]).infected == .suspected)
    #expect(try axes(advisory(), [file(.fileRule, .affected)]).infected == .yes)
  }

  @Test("Contacted: a look-up is a suspicion, a connection an answer")
  func contacts() throws {
    #expect(try axes(advisory(), [contact(.nameLookedUp)]).contacted == .suspected)
    for reason in [Match.Reason.addressContacted, .urlFetched, .userAgentSeen] {
      #expect(try axes(advisory(), [contact(.nameLookedUp), contact(reason)]).contacted == .yes)
    }
  }

  @Test("An address in a syslog may be a visitor's")
  func words() throws {
    let contact = ContactFacts(subject: .address("192.0.2.1"), source: .syslog, location: "/var/log/syslog:1")
    #expect(try axes(advisory(), [match(.addressContacted, .suspected, .contact(contact))]).contacted == .suspected)
  }

  @Test("What a client of this resolver did is a finding and no contact of this machine")
  func clients() throws {
    var contact = ContactFacts(
      subject: .url("http://a.example/"), source: .webLog, location: "/l:1", client: "192.0.2.7")
    contact.isOfClient = true
    let other: Match = match(.urlFetched, .suspected, .contact(contact))
    let day: Int64 = 86_400
    // Even with a history without a hole: it may have been this machine, under another address.
    for since in [nil, Sample.now.before(seconds: 99 * day)] {
      #expect(try axes(advisory(), [other], since: since).contacted == .unknown)
    }
    #expect(try axes(advisory(), [other, self.contact(.nameLookedUp)]).contacted == .suspected)
    contact.isOfClient = false
    #expect(try axes(advisory(), [other, match(.urlFetched, .suspected, .contact(contact))]).contacted == .yes)
  }

  @Test("Not contacted needs a history that covers the whole window")
  func window() throws {
    var advisory: Advisory = advisory()
    let day: Int64 = 86_400
    #expect(try axes(advisory, since: Sample.now.before(seconds: 35 * day)).contacted == .no)
    #expect(try axes(advisory, since: Sample.now.before(seconds: 33 * day)).contacted == .unknown)
    #expect(try axes(advisory).contacted == .notExamined)
    #expect(try axes(advisory, done: [.files]).contacted == .notExamined)
    #expect(
      try axes(advisory, broken: [.networkHistory], since: Sample.now.before(seconds: 99 * day)).contacted == .unknown)
    advisory.dates.compromised = TimeWindow(from: Sample.now.before(seconds: 90 * day), until: nil)
    #expect(try axes(advisory, since: Sample.now.before(seconds: 88 * day)).contacted == .unknown)
    #expect(try axes(advisory, since: Sample.now.before(seconds: 90 * day)).contacted == .no)
    advisory.network = []
    #expect(try axes(advisory, since: Sample.now.before(seconds: 99 * day)).contacted == .notExamined)
  }

  @Test("A match counts on a platform that the advisory does not name")
  func unexpectedPlatform() throws {
    var advisory: Advisory = advisory(.trojanised, platform: .windows)
    advisory.platforms = [.windows]
    let found: Assessment.Axes = try axes(advisory, [file(.fileHash, .affected, row: "files[0]")])
    #expect(found.exposed == .yes)
  }
}
