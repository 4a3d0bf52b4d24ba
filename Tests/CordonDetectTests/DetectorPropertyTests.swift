internal import CordonDetect
internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

/// What has to hold for every advisory and every inventory, over seeded random ones.
@Suite("Properties of the detector")
struct DetectorPropertyTests {
  private static let seeds: Range<UInt64> = 0..<400

  private func evaluate(_ advisories: [Advisory], _ inventory: Inventory) -> [Assessment] {
    Detector(ruleset: Ruleset(advisories: advisories)).evaluate(inventory, now: Sample.now)
  }

  /// The result taken away, and made worse in every way.
  private func worsened(_ inventory: Inventory, _ check: CheckKind) -> [Inventory] {
    let gap = Coverage.Gap(path: "/x", reason: .scanPartial, detail: "d")
    var variants: [Inventory] = []
    var removed: Inventory = inventory
    removed.coverage.removeAll { $0.check == check }
    variants.append(removed)
    for position in inventory.coverage.indices where inventory.coverage[position].check == check {
      for change in 0..<6 {
        var variant: Inventory = inventory
        switch change {
        case 0: variant.coverage[position].state = .partial
        case 1: variant.coverage[position].state = .failed
        case 2: variant.coverage[position].collectedAt = Sample.now.before(seconds: 86_401)
        case 3: variant.coverage[position].collectedAt = Sample.now.before(seconds: -3_600)
        case 4: variant.coverage[position].gaps.append(gap)
        default: variant.coverage[position].gapsOmitted = 1
        }
        variants.append(variant)
      }
    }
    return variants
  }

  @Test("Without a required check result nothing is ever not affected or remediated")
  func missingResults() throws {
    var lost: Int = 0
    for seed in Self.seeds {
      let random: RandomCase = try RandomCase(seed: seed)
      let detector = Detector(ruleset: Ruleset(advisories: random.advisories))
      let before: [String: Assessment] = byID(detector.evaluate(random.inventory, now: Sample.now))
      for check in CheckKind.available {
        for inventory in worsened(random.inventory, check) {
          for after in detector.evaluate(inventory, now: Sample.now) {
            let was: Assessment = try #require(before[after.advisory.id])
            guard after.required.contains(check) else {
              #expect(after == was, "seed \(seed): \(check) is not required and changes nothing")
              continue
            }
            #expect(after.verdict > .remediated, "seed \(seed): \(after.advisory.id) without \(check)")
            #expect(after.doubts.contains { $0.check == check }, "seed \(seed): \(after.advisory.id)")
            #expect(after.matches == was.matches, "seed \(seed)")
            if was.verdict == .notAffected { lost += 1 }
          }
        }
      }
    }
    #expect(lost > 200, "the cases hold too few answers that can be lost: \(lost)")
  }

  private func unnumbered(_ assessment: Assessment) -> Set<Match> {
    Set(
      assessment.matches.map { match in
        var match: Match = match
        match.occurrence = 1
        return match
      })
  }

  private func names(_ assessment: Assessment) -> Set<FindingID> {
    Set(assessment.matches.map { FindingID(advisory: assessment.advisory.id, match: $0) })
  }

  @Test("Another package never lowers a verdict and takes no match away")
  func addingPackages() throws {
    var raised: Int = 0
    for seed in Self.seeds {
      let random: RandomCase = try RandomCase(seed: seed)
      var generator = SeededGenerator(seed: seed &+ 1_000_000)
      var larger: Inventory = random.inventory
      larger.packages.append(try RandomCase.package(&generator))
      let before: [String: Assessment] = byID(evaluate(random.advisories, random.inventory))
      for after in evaluate(random.advisories, larger) {
        let was: Assessment = try #require(before[after.advisory.id])
        #expect(after.verdict >= was.verdict, "seed \(seed): \(after.advisory.id)")
        // Of findings that are alike another may be the first by now; no name is lost.
        #expect(unnumbered(after).isSuperset(of: unnumbered(was)), "seed \(seed): \(after.advisory.id)")
        #expect(names(after).isSuperset(of: names(was)), "seed \(seed): \(after.advisory.id)")
        #expect(names(after).count == after.matches.count, "seed \(seed): \(after.advisory.id)")
        if after.verdict > was.verdict { raised += 1 }
      }
    }
    #expect(raised > 50, "the added packages hardly ever matter: \(raised)")
  }

  @Test("The order of packages, results and advisories does not show, and asking twice gives the same")
  func order() throws {
    for seed in Self.seeds {
      let random: RandomCase = try RandomCase(seed: seed)
      var generator = SeededGenerator(seed: seed &+ 2_000_000)
      var shuffled: Inventory = random.inventory
      shuffled.packages.shuffle(using: &generator)
      shuffled.coverage.shuffle(using: &generator)
      let first: [Assessment] = evaluate(random.advisories, random.inventory)
      #expect(evaluate(random.advisories, random.inventory) == first, "seed \(seed)")
      #expect(evaluate(random.advisories.shuffled(using: &generator), shuffled) == first, "seed \(seed)")
    }
  }

  @Test("One advisory is judged the same alone and among others")
  func independence() throws {
    for seed in Self.seeds {
      let random: RandomCase = try RandomCase(seed: seed)
      let together: [String: Assessment] = byID(evaluate(random.advisories, random.inventory))
      for advisory in random.advisories {
        #expect(evaluate([advisory], random.inventory) == [together[advisory.id]], "seed \(seed): \(advisory.id)")
      }
    }
  }

  @Test("Every assessment is coherent")
  func coherence() throws {
    var seen: [Verdict: Int] = [:]
    for seed in Self.seeds {
      let random: RandomCase = try RandomCase(seed: seed)
      for found in evaluate(random.advisories, random.inventory) {
        seen[found.verdict, default: 0] += 1
        let gravest: Verdict? = found.matches.map(\.verdict).max()
        if let gravest { #expect(found.verdict == gravest, "seed \(seed)") }
        #expect((found.verdict == .unknown) == (gravest == nil && !found.doubts.isEmpty), "seed \(seed)")
        if random.inventory.target.platform == .any { #expect(found.basis != .platformNotConcerned, "seed \(seed)") }
        #expect(Set(found.required).isDisjoint(with: found.later), "seed \(seed)")
        #expect(Set(found.doubts).count == found.doubts.count, "seed \(seed)")
        for match in found.matches where !match.package.foundBy.provesInstallation {
          #expect(match.verdict == .suspected, "seed \(seed): a lock file proves nothing")
        }
      }
    }
    for verdict in [Verdict.affected, .suspected, .unknown, .notAffected] {
      #expect(seen[verdict, default: 0] > 50, "\(verdict) hardly ever happens")
    }
  }

  @Test("The index finds what comparing every product with every package finds")
  func index() throws {
    for seed in Self.seeds {
      let random: RandomCase = try RandomCase(seed: seed)
      let found: [String: Assessment] = byID(evaluate(random.advisories, random.inventory))
      for advisory in random.advisories {
        var pairs: Set<String> = []
        for product in advisory.products where speaks(product, of: random.inventory.target) {
          // A product that suspects whatever bears its identity shows the identity alone.
          var open: AffectedProduct = product
          open.knownAffected = []
          open.affectedRanges = []
          open.knownNotAffected = []
          for package in random.inventory.packages where Plain.speaks(product, of: package) {
            pairs.insert(product.id + package.purl.canonicalText + package.location)
            #expect(
              evaluate(
                [Sample.advisory(products: [open])],
                Sample.inventory(
                  [package],
                  target: random.inventory.target)
              ).first?.matches.count == 1, "seed \(seed): \(product.id)")
          }
        }
        for match in found[advisory.id]?.matches ?? [] {
          let pair: String = match.productID + match.package.purl.canonicalText + match.package.location
          #expect(pairs.contains(pair), "seed \(seed): \(pair) has not the identity")
        }
      }
    }
  }

  private func speaks(_ product: AffectedProduct, of target: Target) -> Bool {
    target.platform == .any || product.platform.covers(target.platform)
  }

  private func byID(_ assessments: [Assessment]) -> [String: Assessment] {
    Dictionary(assessments.map { ($0.advisory.id, $0) }) { first, _ in first }
  }
}

/// Identity written down a second time, product by product and without any index.
private enum Plain {
  static func speaks(_ product: AffectedProduct, of package: SoftwarePackage) -> Bool {
    guard product.purls.isEmpty else { return product.purls.contains { matches($0, package.purl) } }
    guard ["deb", "rpm", "apk", "alpm", "generic"].contains(package.purl.type) else { return false }
    if product.vendor == "X", package.vendor == "Y Inc" { return false }
    let names: [String] = ([product.name] + product.aliases).map { $0.lowercased() }
    return names.contains(package.name.lowercased()) || names.contains(package.purl.name.lowercased())
  }

  private static func matches(_ text: String, _ purl: PackageURL) -> Bool {
    guard let wanted = try? PackageURL(parsing: text, strictness: .lenient), wanted.type == purl.type else {
      return false
    }
    let isSystem: Bool = ["deb", "rpm", "apk", "alpm"].contains(wanted.type)
    guard wanted.namespace == purl.namespace || (isSystem && wanted.namespace == nil) else { return false }
    return wanted.name == "*" || wanted.name == purl.name
  }
}
