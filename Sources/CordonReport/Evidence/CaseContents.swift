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
}
