package import CordonModel

/// Judges what an inventory found by the rules of DESIGN.md: pure and deterministic, the same input gives the same
/// answer whatever its order.
///
/// A match counts whatever the coverage. Without one, `not-affected` needs a fresh and complete result of every
/// check the advisory requires of the target, or a platform that the advisory does not name. Everything else is
/// `unknown` and carries its reasons. What is missing is said beside a match too: there may be more.
package struct Detector: Sendable {
  private let ruleset: Ruleset
  private let freshness: Freshness

  /// Creates a detector for compiled advisories; `freshness` is how old a check result may be.
  package init(ruleset: Ruleset, freshness: Freshness = .standard) {
    self.ruleset = ruleset
    self.freshness = freshness
  }

  /// One assessment for every advisory of the ruleset, gravest first, then by advisory id and revision.
  ///
  /// - Parameters:
  ///   - others: what the matchers of files, processes and contacts found.
  ///   - reach: how far back the records of contacts go.
  ///   - now: the time that ages are measured at.
  package func evaluate(
    _ inventory: Inventory, others: [AdvisoryMatch] = [], depth: CheckDepth = .quick,
    reach: ContactReach = ContactReach(),
    now: Timestamp
  ) -> [Assessment] {
    let coverage = CoverageSummary(inventory.coverage, freshness: freshness, now: now)
    var found: [AdvisoryFindings] = findings(in: inventory)
    add(others, to: &found)
    let look = DetectorLook(target: inventory.target, depth: depth, reach: reach, now: now)
    var assessments: [Assessment] = []
    assessments.reserveCapacity(found.count)
    for (advisory, findings) in zip(ruleset.advisories, found) {
      var assessment: Assessment = advisory.assess(
        look, FindingID.numbered(MatchOrder.sorted(findings.matches)), exposing: findings.exposing, coverage)
      if assessment.basis != .platformNotConcerned {
        assessment.cleared = MatchOrder.sorted(findings.cleared)
        assessment.clearedOmitted = findings.clearedOmitted
      }
      assessments.append(assessment)
    }
    return assessments.sorted { left, right in
      if left.verdict != right.verdict { return left.verdict > right.verdict }
      if left.advisory.id != right.advisory.id { return left.advisory.id < right.advisory.id }
      return left.advisory.revision < right.advisory.revision
    }
  }

  private func add(_ others: [AdvisoryMatch], to found: inout [AdvisoryFindings]) {
    guard !others.isEmpty else { return }
    var positions: [AdvisoryReference: Int] = [:]
    for (index, advisory) in ruleset.advisories.enumerated() { positions[advisory.reference] = index }
    for other in others {
      guard let index = positions[other.advisory] else { continue }
      found[index].matches.append(other.match)
      if other.exposes { found[index].exposing = max(found[index].exposing ?? .notAffected, other.match.verdict) }
    }
  }

  /// Whether asking this advisory of this target can lead to an answer: it requires a check of such a target at this depth, or
  /// does not concern its platform. `--all` asks only these of a folder.
  package static func canAnswer(_ advisory: Advisory, target: Target, depth: CheckDepth = .quick) -> Bool {
    let compiled = CompiledAdvisory(advisory, unreadable: [])
    return !compiled.concerns(target.platform) || !compiled.required(of: target, depth).isEmpty
  }

  /// What was found for every advisory, by its position in the ruleset, in the order of the inventory.
  private func findings(in inventory: Inventory) -> [AdvisoryFindings] {
    var found: [AdvisoryFindings] = Array(repeating: AdvisoryFindings(), count: ruleset.advisories.count)
    let indexes: [ProductIndex] = ruleset.indexes(for: inventory.target.platform)
    guard !indexes.isEmpty else { return found }
    var candidates: [Int] = []
    for package in inventory.packages {
      for index in indexes { index.appendCandidates(for: package, to: &candidates) }
      if candidates.isEmpty { continue }
      if candidates.count > 1 { candidates.sort() }
      collect(package, candidates, into: &found)
      candidates.removeAll(keepingCapacity: true)
    }
    return found
  }

  /// Decides the candidates (ascending, a number can come twice) for one package. The products of one advisory have
  /// numbers in a row, so that its best clearance is known when the next advisory begins.
  private func collect(_ package: SoftwarePackage, _ candidates: [Int], into found: inout [AdvisoryFindings]) {
    var reading = VersionReading()
    let vendor: VendorName? = package.vendor.map(VendorName.init)
    var previous: Int = -1
    var pending = PendingClearance()
    for number in candidates where number != previous {
      previous = number
      let product: CompiledProduct = ruleset.products[number]
      if pending.advisory != product.advisory {
        pending.settle(package, ruleset.products, into: &found)
        pending = PendingClearance(advisory: product.advisory)
      }
      if let wanted = product.vendor, let vendor, wanted.clearlyDiffers(from: vendor) {
        pending.clear(.otherVendor, product: number)
        continue
      }
      switch ProductDecision.decide(product, package, &reading) {
      case .clear(let reason, let decidedBy): pending.clear(reason, product: number, decidedBy: decidedBy)
      case .match(let decision):
        pending.hasMatch = true
        found[product.advisory].matches.append(
          Match(
            verdict: decision.verdict, productID: product.id, productName: product.name, subject: .package(package),
            reason: decision.reason, decidedBy: decision.decidedBy, rule: product.rule))
      }
    }
    pending.settle(package, ruleset.products, into: &found)
  }
}

/// What was looked at, how and when: the frame of every assessment of one evaluation.
struct DetectorLook {
  let target: Target
  let depth: CheckDepth
  let reach: ContactReach
  let now: Timestamp
}
