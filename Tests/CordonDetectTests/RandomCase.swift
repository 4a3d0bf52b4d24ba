internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions

/// Random advisories and inventories from a small world, so that they often meet.
struct RandomCase {
  var advisories: [Advisory]
  var inventory: Inventory

  private static let identities: [String] = [
    "pkg:deb/debian/a", "pkg:deb/ubuntu/a", "pkg:deb/debian/b", "pkg:npm/a", "pkg:npm/%40s/a", "pkg:npm/%40s/b",
    "pkg:pypi/a", "pkg:generic/a", "pkg:rpm/fedora/b",
  ]
  private static let wanted: [String] = identities + ["pkg:deb/a", "pkg:rpm/b", "pkg:npm/%40s/*", "pkg:deb/*"]
  private static let versions: [String] = ["1.0", "1.1", "2.0", "2.0-1", "0.9", "3", "not a version"]
  private static let ranges: [String] = ["<2.0", "vers:generic/>=1.0|<=2.0", "vers:generic/*", "who knows", "=1.0"]
  private static let times: [Timestamp] = (1...4).map { Timestamp(secondsSinceEpoch: 1_700_000_000 + $0) }

  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    advisories = (0..<Int.random(in: 1...6, using: &random)).map { RandomCase.advisory($0, &random) }
    let kind: TargetKind = RandomCase.one(of: TargetKind.allCases, &random)
    let platform: Platform = RandomCase.one(of: [.linux, .linux, .windows, .macos], &random)
    var packages: [SoftwarePackage] = []
    for _ in 0..<Int.random(in: 0...8, using: &random) { packages.append(try RandomCase.package(&random)) }
    inventory = Inventory(
      target: Target(kind: kind, platform: kind != .live && seed % 4 == 0 ? .any : platform, name: "h", path: "/"),
      packages: packages,
      coverage: RandomCase.coverage(&random))
  }

  static func package(_ random: inout SeededGenerator) throws -> SoftwarePackage {
    let purl: PackageURL = try PackageURL(parsing: one(of: identities, &random))
    let isVersioned: Bool = Int.random(in: 0..<8, using: &random) > 0
    return SoftwarePackage(
      purl: purl, name: one(of: [purl.name, purl.name.uppercased(), "c"], &random),
      version: isVersioned ? one(of: versions, &random) : nil,
      vendor: maybe(&random) ? one(of: ["X Ltd", "Y Inc"], &random) : nil,
      location: one(of: ["/1", "/2", "/3"], &random), installedAt: maybe(&random) ? one(of: times, &random) : nil,
      updatedAt: maybe(&random) ? one(of: times, &random) : nil,
      foundBy: one(of: SoftwarePackage.Discovery.allCases, &random))
  }

  /// Mostly good results, for a world where nothing is ever complete proves little.
  private static func coverage(_ random: inout SeededGenerator) -> [Coverage] {
    CheckKind.available.compactMap { check in
      switch Int.random(in: 0..<12, using: &random) {
      case 0: nil
      case 1: Coverage(check: check, state: one(of: [.partial, .failed], &random), collectedAt: Sample.now)
      case 2: Coverage(check: check, state: .complete, collectedAt: Sample.now.before(seconds: 100_000))
      default: Coverage(check: check, state: .complete, collectedAt: Sample.now)
      }
    }
  }

  private static func advisory(_ number: Int, _ random: inout SeededGenerator) -> Advisory {
    let products: [AffectedProduct] = (0..<Int.random(in: 0...4, using: &random)).map { product($0, &random) }
    let checks: [RequiredChecks] = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      RequiredChecks(
        platform: one(of: [.any, .linux, .windows], &random), targets: some(of: TargetKind.allCases, &random),
        require: some(of: CheckKind.available + [.files], &random), later: some(of: [.processes, .files], &random))
    }
    return Sample.advisory(
      "case-\(number)", platforms: [one(of: [.linux, .windows, .any], &random)], products: products, checks: checks)
  }

  private static func product(_ number: Int, _ random: inout SeededGenerator) -> AffectedProduct {
    let isNamed: Bool = Int.random(in: 0..<4, using: &random) == 0
    let window = TimeWindow(from: times[1], until: times[2])
    return AffectedProduct(
      id: "p\(number)", name: one(of: ["a", "B", "c"], &random), vendor: maybe(&random) ? "X" : nil,
      aliases: maybe(&random) ? ["b"] : [], platform: one(of: [.any, .linux, .linux, .windows], &random),
      purls: isNamed ? [] : [one(of: wanted, &random), one(of: wanted, &random)], scheme: .generic,
      knownAffected: some(of: versions, &random),
      affectedRanges: some(of: ranges, &random).map {
        AffectedProduct.AffectedRange(range: $0, verdict: $0 == "who knows" || maybe(&random) ? .suspected : .affected)
      },
      knownNotAffected: some(of: versions, &random), fixed: [], installedWithin: maybe(&random) ? window : nil)
  }

  private static func one<Element>(of choices: [Element], _ random: inout SeededGenerator) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  /// Each with a chance of one in three.
  private static func some<Element>(of choices: [Element], _ random: inout SeededGenerator) -> [Element] {
    choices.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
  }

  private static func maybe(_ random: inout SeededGenerator) -> Bool { Bool.random(using: &random) }
}
