/// One piece of software that an advisory speaks of, and why.
package struct Match: Sendable, Hashable {
  /// `affected` or `suspected`.
  package var verdict: Verdict
  /// ``AffectedProduct/id``.
  package var productID: String
  /// ``AffectedProduct/name``.
  package var productName: String
  /// The software that was found.
  package var package: SoftwarePackage
  /// Why it matched.
  package var reason: Reason
  /// The list entry, range or window that decided, word for word.
  package var decidedBy: String
  /// The product row that decided.
  package var rule: RuleReference
  /// Why a person set the finding aside, while that holds.
  package var exception: FindingException?

  /// Why it matched. The raw value is frozen.
  package enum Reason: String, Sendable, Codable, Hashable, CaseIterable {
    case versionListed = "version-listed"
    case versionInRange = "version-in-range"
    /// In a range that its author marked for review.
    case versionInUncertainRange = "version-in-uncertain-range"
    case versionMissing = "version-missing"
    case versionUnreadable = "version-unreadable"
    case rangeUnreadable = "range-unreadable"
    /// The advisory names the product but no versions.
    case versionsNotPublished = "versions-not-published"
    case installedInWindow = "installed-in-window"
    /// The version is affected, but only written in a lock file.
    case lockedNotInstalled = "locked-not-installed"
  }

  package init(
    verdict: Verdict, productID: String, productName: String, package: SoftwarePackage, reason: Reason,
    decidedBy: String, rule: RuleReference = RuleReference(), exception: FindingException? = nil
  ) {
    self.verdict = verdict
    self.productID = productID
    self.productName = productName
    self.package = package
    self.reason = reason
    self.decidedBy = decidedBy
    self.rule = rule
    self.exception = exception
  }
}
