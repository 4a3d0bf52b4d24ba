package import CordonModel

/// What a report of a case is made of: everything comes out of the bundle, and was held against its sums.
package struct CaseContents: Sendable {
  /// Whether the bundle is genuine.
  package var verdict: BundleVerdict
  /// How the bundle was named, for the command that verifies it.
  package var place: String
  /// Every item, in order.
  package var items: [EvidenceItem]
  /// The checks in the bundle, the oldest first.
  package var checks: [Check]
  /// The advisories of the last check, as their packs in the bundle say.
  package var advisories: [Advisory]

  /// One check in the bundle.
  package struct Check: Sendable {
    /// The part it is in.
    package var part: Int
    /// The item it was read from.
    package var item: String
    /// What it found.
    package var report: CheckReport
    /// The items that its advisories were kept in, by id of the advisory.
    package var packs: [String: String]

    package init(part: Int, item: String, report: CheckReport, packs: [String: String]) {
      self.part = part
      self.item = item
      self.report = report
      self.packs = packs
    }
  }

  package init(
    verdict: BundleVerdict, place: String, items: [EvidenceItem], checks: [Check], advisories: [Advisory]
  ) {
    self.verdict = verdict
    self.place = place
    self.items = items
    self.checks = checks
    self.advisories = advisories
  }

  /// The six steps as the last check judged them, as far as the bundle bears that out: without the packs nobody can say
  /// later what was asked, and a signer who was not checked proves nothing. `nil` for a check of a version that judged none.
  package var steps: SixStepCheck? {
    guard let last = checks.last, var steps = last.report.steps else { return nil }
    let lost: Int = last.report.results.count { last.packs[$0.assessment.advisory.id] == nil }
    for index in steps.steps.indices {
      switch steps.steps[index].kind {
      case .scope where lost > 0:
        steps.steps[index].state = .open
        steps.steps[index].grounds.insert(.packsNotKept(lost), at: 0)
      case .prove:
        if lost > 0 {
          steps.steps[index].state = .waiting
          steps.steps[index].grounds.insert(.after(.scope), at: 0)
        }
        guard verdict.state != .genuine else { continue }
        steps.steps[index].grounds = steps.steps[index].grounds.filter { $0 != .caseKept } + [.signerOpen]
        if steps.steps[index].state == .done { steps.steps[index].state = .open }
      case .scope, .identify, .contain, .eradicate, .recover: continue
      }
    }
    return steps
  }
}
