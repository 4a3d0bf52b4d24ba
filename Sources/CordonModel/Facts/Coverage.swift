/// What one check looked at, what it could not look at, and why.
package struct Coverage: Sendable, Codable, Hashable {
  /// The check this is about.
  package var check: CheckKind
  /// How far it came.
  package var state: State
  /// When the check finished.
  package var collectedAt: Timestamp
  /// The places that were searched.
  package var scope: [String]
  /// Directory entries seen on the way.
  package var entriesExamined: Int
  /// Packages found.
  package var itemsFound: Int
  /// What could not be looked at; at most ``gapLimit`` are kept, ``gapsOmitted`` counts the rest.
  package var gaps: [Gap]
  /// Gaps beyond ``gapLimit`` that are only counted.
  package var gapsOmitted: Int
  /// Places left out on purpose and by rule (network file systems, `/proc`): listed, but no reason for doubt.
  package var leftOut: [Exclusion]

  /// How far a check came. The raw value is frozen.
  package enum State: String, Sendable, Codable, Hashable, CaseIterable {
    /// Everything in scope was looked at.
    case complete
    /// Some of the scope was not looked at: see ``gaps``.
    case partial
    /// Nothing usable came out.
    case failed
  }

  /// One place that was not looked at.
  package struct Gap: Sendable, Codable, Hashable {
    /// The place, printable.
    package var path: String
    /// The reason in the words of the verdict.
    package var reason: UnknownReason
    /// What the system said, in English, without line breaks.
    package var detail: String
    /// Whether the system refused access: then another user may look.
    package var isRefused: Bool

    package init(path: String, reason: UnknownReason, detail: String, isRefused: Bool = false) {
      self.path = path
      self.reason = reason
      self.detail = detail
      self.isRefused = isRefused
    }
  }

  /// One place left out by rule.
  package struct Exclusion: Sendable, Codable, Hashable {
    /// The place, printable.
    package var path: String
    /// The rule, such as "nfs: files of another machine".
    package var why: String

    package init(path: String, why: String) {
      self.path = path
      self.why = why
    }
  }

  /// How many gaps a result keeps word for word.
  package static let gapLimit = 200

  package init(
    check: CheckKind, state: State, collectedAt: Timestamp, scope: [String] = [], entriesExamined: Int = 0,
    itemsFound: Int = 0, gaps: [Gap] = [], gapsOmitted: Int = 0, leftOut: [Exclusion] = []
  ) {
    self.check = check
    self.state = state
    self.collectedAt = collectedAt
    self.scope = scope
    self.entriesExamined = entriesExamined
    self.itemsFound = itemsFound
    self.gaps = gaps
    self.gapsOmitted = gapsOmitted
    self.leftOut = leftOut
  }
}

/// Why an answer is `unknown`: a closed list. The raw value is frozen.
package enum UnknownReason: String, Sendable, Codable, Hashable, CaseIterable {
  case neverSeen = "never-seen"
  case offlineSince = "offline-since"
  case inventoryStale = "inventory-stale"
  case scanPartial = "scan-partial"
  case scanError = "scan-error"
  case unsupportedPlatform = "unsupported-platform"
  case capabilityMissing = "capability-missing"
  case eventsLost = "events-lost"
  case agentOutdated = "agent-outdated"
  case intelStale = "intel-stale"
  case excludedByPolicy = "excluded-by-policy"
}
