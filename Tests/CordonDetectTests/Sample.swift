internal import CordonModel
internal import CordonVersions

/// Short ways to write advisories, packages and inventories down.
enum Sample {
  /// 2026-11-21T12:00:00Z.
  static let now = Timestamp(secondsSinceEpoch: 1_795_262_400)

  static func target(_ platform: Platform = .linux, _ kind: TargetKind = .live) -> Target {
    Target(kind: kind, platform: platform, name: "host", path: "/")
  }

  static func advisory(
    _ id: String = "case", platforms: [Platform] = [.linux], products: [AffectedProduct] = [],
    files: [FileIndicator] = [], network: [NetworkIndicator] = [], checks: [RequiredChecks]? = nil,
    tests: [AdvisoryTest] = []
  ) -> Advisory {
    let text = LocalizedText(en: "A case", de: "Ein Fall")
    let standard = RequiredChecks(platform: .any, targets: [.live, .root], require: [.systemPackages])
    var advisory = Advisory(
      AdvisoryReference(id: id, revision: 1), title: text, summary: text, category: .compromisedSoftware,
      dates: Advisory.Dates(initialRelease: now, currentRelease: now))
    advisory.platforms = platforms
    advisory.products = products
    advisory.files = files
    advisory.network = network
    advisory.checks = checks ?? [standard]
    advisory.tests = tests
    return advisory
  }

  /// A product known by package URL.
  static func product(
    _ purl: String, _ scheme: VersionScheme, platform: Platform = .any, affected: [String] = [],
    ranges: [AffectedProduct.AffectedRange] = [], clean: [String] = [], fixed: [String] = [],
    within: TimeWindow? = nil
  ) -> AffectedProduct {
    AffectedProduct(
      id: purl, name: purl, platform: platform, purls: [purl], scheme: scheme, knownAffected: affected,
      affectedRanges: ranges, knownNotAffected: clean, fixed: fixed, installedWithin: within)
  }

  /// A product known by name only.
  static func program(
    _ name: String, vendor: String? = nil, aliases: [String] = [], platform: Platform = .any,
    scheme: VersionScheme = .generic, affected: [String] = [], clean: [String] = []
  ) -> AffectedProduct {
    AffectedProduct(
      id: "\(name)-\(platform.rawValue)", name: name, vendor: vendor, aliases: aliases, platform: platform,
      scheme: scheme, knownAffected: affected, knownNotAffected: clean)
  }

  static func affected(_ range: String) -> AffectedProduct.AffectedRange { .init(range: range, verdict: .affected) }
  static func uncertain(_ range: String) -> AffectedProduct.AffectedRange { .init(range: range, verdict: .suspected) }

  /// A package with the version of its package URL.
  static func package(
    _ text: String, name: String? = nil, vendor: String? = nil, location: String = "/", installed: Timestamp? = nil,
    updated: Timestamp? = nil, foundBy: SoftwarePackage.Discovery = .dpkgStatus
  ) throws -> SoftwarePackage {
    let purl: PackageURL = try PackageURL(parsing: text, strictness: .lenient)
    return SoftwarePackage(
      purl: purl, name: name ?? purl.name, version: purl.version, vendor: vendor, location: location,
      installedAt: installed, updatedAt: updated, foundBy: foundBy)
  }

  /// A fresh and complete result of every check there is.
  static func fullCoverage(at time: Timestamp = now) -> [Coverage] {
    CheckKind.available.map { Coverage(check: $0, state: .complete, collectedAt: time) }
  }

  static func inventory(
    _ packages: [SoftwarePackage] = [], target: Target = Sample.target(), coverage: [Coverage]? = nil
  ) -> Inventory {
    Inventory(target: target, packages: packages, coverage: coverage ?? fullCoverage())
  }
}
