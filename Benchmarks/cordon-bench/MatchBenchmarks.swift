internal import CordonDetect
internal import CordonModel
internal import CordonVersions

/// Many packages against many advisories: the bar is 100,000 packages against 1,000 advisories with 10,000 products
/// in 2 s, and a cost that grows with packages plus products.
///
/// Ten products an advisory, five affected versions, a range, a clean and a fixed version each. One product in ten matches by name, one in a
/// thousand a whole npm scope. About one package in twenty has the identity of a product.
enum MatchBenchmarks {
  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    let clock = ContinuousClock()
    for (packages, products) in sizes {
      let advisories: [Advisory] = advisories(products: products)
      let inventory: Inventory = inventory(packages: packages, products: products)
      var compiling: Double = .infinity
      var evaluating: Double = .infinity
      var matches: Int = 0
      for _ in 0..<3 {
        let start: ContinuousClock.Instant = clock.now
        let detector = Detector(ruleset: Ruleset(advisories: advisories))
        let compiled: ContinuousClock.Instant = clock.now
        matches = detector.evaluate(inventory, now: time).reduce(0) { $0 + $1.matches.count }
        compiling = min(compiling, seconds(compiled - start))
        evaluating = min(evaluating, seconds(clock.now - compiled))
      }
      let size = "match/\(packages / 1_000)k-packages-\(products / 1_000)k-products"
      report(size + "/compile", compiling * 1_000, "ms")
      report(size + "/evaluate", evaluating * 1_000, "ms")
      report(size + "/both", (compiling + evaluating) * 1_000, "ms")
      report(size + "/matches", Double(matches), "matches")
    }
  }

  /// The bar first, then each side doubled alone and both together.
  private static let sizes: [(packages: Int, products: Int)] = [
    (100_000, 10_000), (200_000, 10_000), (100_000, 20_000), (200_000, 20_000),
  ]
  private static let time = Timestamp(secondsSinceEpoch: 1_795_262_400)

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func advisories(products: Int) -> [Advisory] {
    let text = LocalizedText(en: "A case", de: "Ein Fall")
    return (0..<(products / 10)).map { number in
      var advisory = Advisory(
        AdvisoryReference(id: "case-\(number)", revision: 1), title: text, summary: text,
        category: .compromisedSoftware, dates: Advisory.Dates(initialRelease: time, currentRelease: time))
      advisory.platforms = [.linux]
      advisory.products = (0..<10).map { product(number * 10 + $0) }
      advisory.checks = [
        RequiredChecks(platform: .linux, targets: [.live], require: [.systemPackages, .pythonPackages, .npmPackages])
      ]
      return advisory
    }
  }

  private static func product(_ number: Int) -> AffectedProduct {
    let kind: Int = number % 10
    let scheme: VersionScheme = kind < 4 ? .dpkg : kind < 8 ? .npm : kind == 8 ? .pep440 : .generic
    let purl: String =
      switch kind {
      case 0..<4: "pkg:deb/package-\(number)"
      case 4..<8:
        number % 1_000 == 4 ? "pkg:npm/%40whole-\(number)/*" : "pkg:npm/%40scope-\(number % 97)/package-\(number)"
      default: "pkg:pypi/package-\(number)"
      }
    return AffectedProduct(
      id: "p\(number)", name: "package-\(number)", aliases: kind == 9 ? ["other-\(number)"] : [], platform: .any,
      purls: kind == 9 ? [] : [purl], scheme: scheme, knownAffected: (0..<5).map { "1.\($0).\(number % 7)" },
      affectedRanges: [.init(range: "vers:\(versType(scheme))/>=3.0.0|<3.2.0", verdict: .affected)],
      knownNotAffected: ["3.1.0"], fixed: ["3.2.0"])
  }

  private static func versType(_ scheme: VersionScheme) -> String {
    switch scheme {
    case .dpkg: "deb"
    case .pep440: "pypi"
    default: scheme.rawValue
    }
  }

  /// One package in twenty bears the number of a product, the others lie beyond all of them.
  private static func inventory(packages: Int, products: Int) -> Inventory {
    let found: [SoftwarePackage] = (0..<packages).compactMap { position in
      let number: Int = position % 20 == 0 ? position / 20 % products * 3 % products : products + position
      return try? package(number, version: "\(position / 20 % 4).\(position / 20 % 3).0")
    }
    let coverage: [Coverage] = CheckKind.available.map { Coverage(check: $0, state: .complete, collectedAt: time) }
    let target = Target(kind: .live, platform: .linux, name: "host", path: "/")
    return Inventory(target: target, packages: found, coverage: coverage)
  }

  private static func package(_ number: Int, version: String) throws -> SoftwarePackage {
    let name = "package-\(number)"
    let kind: Int = number % 10
    let purl: PackageURL =
      switch kind {
      case 0..<4, 9: try PackageURL(type: "deb", namespace: "debian", name: name, version: version)
      case 4..<8: try PackageURL(type: "npm", namespace: "@scope-\(number % 97)", name: name, version: version)
      default: try PackageURL(type: "pypi", name: name, version: version)
      }
    let discovery: SoftwarePackage.Discovery =
      switch purl.type {
      case "deb": .dpkgStatus
      case "npm": .npmPackage
      default: .pythonDistInfo
      }
    return SoftwarePackage(
      purl: purl, name: name, version: version, location: "/opt/\(number)", foundBy: discovery)
  }
}
