/// One thing that an advisory speaks of, and why: software, a file, a process or a contact.
package struct Match: Sendable, Hashable {
  /// `affected` or `suspected`.
  package var verdict: Verdict
  /// ``AffectedProduct/id``; for a row of another kind its place in the advisory, such as `files[3]`.
  package var productID: String
  /// ``AffectedProduct/name``; for a row of another kind its name and role.
  package var productName: String
  /// What was found.
  package var subject: MatchSubject
  /// Why it matched.
  package var reason: Reason
  /// The list entry, range or window that decided, word for word.
  package var decidedBy: String
  /// The product row that decided.
  package var rule: RuleReference
  /// Why a person set the finding aside, while that holds.
  package var exception: FindingException?
  /// Which one it is of the matches of an assessment that only differ in what changes from run to run, such as a process
  /// number or a line; from 1. ``FindingID/numbered(_:)`` counts them.
  package var occurrence: Int = 1

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
    /// The content of a file is listed by its hash.
    case fileHash = "file-hash"
    /// A rule matched the content of a file.
    case fileRule = "file-rule"
    /// Something lies at a place that only the compromise uses.
    case pathPresent = "path-present"
    /// A running executable, or code it has mapped, is listed by its hash.
    case processHash = "process-hash"
    /// A rule matched a running executable, or code it has mapped.
    case processRule = "process-rule"
    /// A process runs from a place that only the compromise uses.
    case processPath = "process-path"
    /// A command shell or interpreter runs below an executable of the product.
    case shellBelowProduct = "shell-below-product"
    /// A name was looked up.
    case nameLookedUp = "name-looked-up"
    /// An address was connected to.
    case addressContacted = "address-contacted"
    /// A URL was fetched.
    case urlFetched = "url-fetched"
    /// A client introduced itself by a listed user agent.
    case userAgentSeen = "user-agent-seen"
  }

  package init(
    verdict: Verdict, productID: String, productName: String, subject: MatchSubject, reason: Reason,
    decidedBy: String, rule: RuleReference = RuleReference(), exception: FindingException? = nil
  ) {
    self.verdict = verdict
    self.productID = productID
    self.productName = productName
    self.subject = subject
    self.reason = reason
    self.decidedBy = decidedBy
    self.rule = rule
    self.exception = exception
  }
}
