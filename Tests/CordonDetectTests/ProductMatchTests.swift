internal import CordonDetect
internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

/// One package against one product: which verdict, and why.
struct MatchCase: Sendable, CustomTestStringConvertible {
  var title: String
  var product: AffectedProduct
  var package: String
  var platform: Platform = .linux
  var foundBy: SoftwarePackage.Discovery = .dpkgStatus
  var vendor: String?
  var installed: Timestamp?
  var updated: Timestamp?
  /// `nil`: no match.
  var reason: Match.Reason?
  var verdict: Verdict = .affected
  var decidedBy: String?

  var testDescription: String { title }

  func match() throws -> Match? {
    let package: SoftwarePackage = try Sample.package(
      package, vendor: vendor, installed: installed, updated: updated, foundBy: foundBy)
    let detector = Detector(ruleset: Ruleset(advisories: [Sample.advisory(products: [product])]))
    let inventory: Inventory = Sample.inventory([package], target: Sample.target(platform))
    return try #require(detector.evaluate(inventory, now: Sample.now).first).matches.first
  }
}

@Suite("One package against one product")
struct ProductMatchTests {
  @Test("Real traps", arguments: MatchCase.traps)
  func traps(_ expected: MatchCase) throws { try check(expected) }

  @Test("Identity", arguments: MatchCase.identities)
  func identities(_ expected: MatchCase) throws { try check(expected) }

  @Test("Doubtful versions", arguments: MatchCase.doubtful)
  func doubtful(_ expected: MatchCase) throws { try check(expected) }

  private func check(_ expected: MatchCase) throws {
    let match: Match? = try expected.match()
    #expect(match?.reason == expected.reason)
    guard expected.reason != nil else { return }
    #expect(match?.verdict == expected.verdict)
    if let decidedBy = expected.decidedBy { #expect(match?.decidedBy == decidedBy) }
  }

  @Test("A product with two package URLs that both fit matches once")
  func matchesOnce() throws {
    var product: AffectedProduct = Sample.product("pkg:deb/debian/xz-utils", .dpkg, affected: ["5.6.1-1"])
    product.purls.append("pkg:deb/xz-utils")
    let detector = Detector(ruleset: Ruleset(advisories: [Sample.advisory(products: [product])]))
    let package: SoftwarePackage = try Sample.package("pkg:deb/debian/xz-utils@5.6.1-1")
    let assessment = try #require(detector.evaluate(Sample.inventory([package, package]), now: Sample.now).first)
    #expect(assessment.matches.count == 1)
  }

  @Test("Matches come gravest first, then by package URL and location")
  func order() throws {
    let product: AffectedProduct = Sample.product("pkg:npm/a", .npm, affected: ["1.0.0", "2.0.0"])
    let packages: [SoftwarePackage] = try [
      Sample.package("pkg:npm/a@1.0.0", location: "/a", foundBy: .npmLock),
      Sample.package("pkg:npm/a@2.0.0", location: "/a", foundBy: .npmPackage),
      Sample.package("pkg:npm/a@1.0.0", location: "/c", foundBy: .npmPackage),
      Sample.package("pkg:npm/a@1.0.0", location: "/b", foundBy: .npmPackage),
    ]
    let detector = Detector(ruleset: Ruleset(advisories: [Sample.advisory(products: [product])]))
    let assessment = try #require(detector.evaluate(Sample.inventory(packages), now: Sample.now).first)
    let seen: [String] = assessment.matches.map { ($0.package.version ?? "") + $0.package.location }
    #expect(seen == ["1.0.0/b", "1.0.0/c", "2.0.0/a", "1.0.0/a"])
    #expect(assessment.matches.last?.verdict == .suspected)
  }

  @Test("A thousand listed versions are found by the scheme's own equality")
  func longList() throws {
    let versions: [String] = (1...1_000).map { "18.12.\($0)" }
    for (version, reason) in [("18.12.416.0", Match.Reason.versionListed), ("18.12.1001", nil), ("18.12.0", nil)] {
      let product: AffectedProduct = Sample.product("pkg:generic/3cx", .windows, affected: versions.reversed())
      let found = MatchCase(title: version, product: product, package: "pkg:generic/3cx@\(version)", reason: reason)
      #expect(try found.match()?.reason == reason, "\(version)")
    }
  }
}
