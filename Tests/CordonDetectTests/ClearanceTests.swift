internal import CordonDetect
internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

/// What "not affected" rests on: software the advisory names, in versions it does not mean.
@Suite("Clearances")
struct ClearanceTests {
  private func assess(_ products: [AffectedProduct], _ packages: [SoftwarePackage]) throws -> Assessment {
    let detector = Detector(ruleset: Ruleset(advisories: [Sample.advisory(products: products)]))
    return try #require(detector.evaluate(Sample.inventory(packages), now: Sample.now).first)
  }

  private static let product: AffectedProduct = {
    var product: AffectedProduct = Sample.product(
      "pkg:npm/a", .npm, affected: ["1.2.3"], ranges: [Sample.affected("vers:npm/>=2.0.0|<3.0.0")],
      clean: ["2.5.0"], fixed: ["2.9.0"])
    product.line = 17
    return product
  }()

  @Test(
    "the reason and the entry that decided",
    arguments: [
      ("1.0.0", Clearance.Reason.notListed, ""), ("3.0.0", .notListed, ""), ("2.5.0", .namedClean, "2.5.0"),
      ("v2.9.0", .namedFixed, "2.9.0"),
    ])
  func reasons(version: String, reason: Clearance.Reason, decidedBy: String) throws {
    let found: Assessment = try assess(
      [ClearanceTests.product], [Sample.package("pkg:npm/a@" + version, foundBy: .npmPackage)])
    #expect(found.verdict == .notAffected && found.matches.isEmpty)
    #expect(found.cleared.map(\.reason) == [reason])
    #expect(found.cleared.first?.decidedBy == decidedBy)
    #expect(found.cleared.first?.productID == "pkg:npm/a")
    #expect(found.cleared.first?.rule == RuleReference(line: 17))
  }

  @Test("a match knows its row too")
  func line() throws {
    let found: Assessment = try assess(
      [ClearanceTests.product], [Sample.package("pkg:npm/a@1.2.3", foundBy: .npmPackage)])
    #expect(found.matches.map(\.rule) == [RuleReference(line: 17)])
    #expect(found.cleared.isEmpty)
  }

  @Test("another maker is a clearance, an unrelated name is none")
  func otherVendor() throws {
    let program: AffectedProduct = Sample.program("Agent", vendor: "Kaseya", affected: ["1"])
    let found: Assessment = try assess(
      [program],
      [
        Sample.package("pkg:generic/agent@1", name: "Agent", vendor: "Zabbix"),
        Sample.package("pkg:generic/agency@1", name: "Agency", vendor: "Kaseya"),
      ])
    #expect(found.cleared.map(\.reason) == [.otherVendor])
    #expect(found.cleared.map(\.package.name) == ["Agent"])
  }

  @Test("what one row clears and another means is a match alone; of two clearances the one that says more stays")
  func severalRows() throws {
    var second: AffectedProduct = ClearanceTests.product
    second.id = "second"
    second.knownAffected = ["2.5.0"]
    second.knownNotAffected = []
    let package: SoftwarePackage = try Sample.package("pkg:npm/a@2.5.0", foundBy: .npmPackage)
    let both: Assessment = try assess([ClearanceTests.product, second], [package])
    #expect(both.matches.count == 1 && both.cleared.isEmpty)
    second.knownAffected = ["9.9.9"]
    second.affectedRanges = []
    let clear: Assessment = try assess([second, ClearanceTests.product], [package])
    #expect(clear.cleared.map(\.reason) == [.namedClean])
  }

  @Test("at most the limit is kept, in the order of the inventory, the rest is counted")
  func limit() throws {
    let packages: [SoftwarePackage] = try (0..<57).map { index in
      try Sample.package("pkg:npm/a@1.0.0", location: "/\(100 + index)", foundBy: .npmPackage)
    }
    let found: Assessment = try assess([ClearanceTests.product], packages)
    #expect(found.cleared.map(\.package.location) == (0..<Assessment.clearedLimit).map { "/\(100 + $0)" })
    #expect(found.clearedOmitted == 57 - Assessment.clearedLimit)
  }

  @Test("nothing is cleared of an advisory that is about another platform")
  func otherPlatform() throws {
    var product: AffectedProduct = ClearanceTests.product
    product.platform = .windows
    let found: Assessment = try assess([product], [Sample.package("pkg:npm/a@1.0.0", foundBy: .npmPackage)])
    #expect(found.basis == .platformNotConcerned && found.cleared.isEmpty)
  }
}
