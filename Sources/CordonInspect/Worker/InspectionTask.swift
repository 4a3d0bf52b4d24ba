package import CordonModel

/// What the collector asks of an inspection worker, beside the open file itself.
package struct InspectionTask: Sendable, Hashable {
  /// Comes back in every answer.
  package var number: UInt32
  /// The path, for the external variables of rules; it is never opened.
  package var path: [UInt8]
  /// Numeric owner of the file.
  package var owner: UInt32
  /// Bytes, as the collector saw them when it opened the file.
  package var size: UInt64
  /// Digests to be made beside SHA-256.
  package var digests: Set<Digest.Kind>
  /// Whether rules are to be looked for.
  package var wantsRules: Bool
  /// Whether to look into archives.
  package var opensArchives: Bool
  /// Whether an archive that is not opened is told as a gap: in a look that leaves large ones closed.
  package var namesArchives: Bool
  /// Whether digests are known already and only rules are wanted.
  package var rulesOnly: Bool

  package init(
    number: UInt32, path: [UInt8], owner: UInt32 = 0, size: UInt64, digests: Set<Digest.Kind> = [],
    wantsRules: Bool = false, opensArchives: Bool = false, namesArchives: Bool = false,
    rulesOnly: Bool = false
  ) {
    self.number = number
    self.path = path
    self.owner = owner
    self.size = size
    self.digests = digests
    self.wantsRules = wantsRules
    self.opensArchives = opensArchives
    self.namesArchives = namesArchives
    self.rulesOnly = rulesOnly
  }
}

/// One message of a worker about a task. A task ends with `done`; before it come any number of items and gaps.
package enum InspectionAnswer: Sendable, Hashable {
  /// The file itself (no members) or a member of it.
  case item(InspectedItem)
  /// Something in the file could not be looked at.
  case gap(InspectionGap)
  /// Nothing more comes for this task.
  case done(UInt32)
}

/// What a worker found out about one content.
package struct InspectedItem: Sendable, Hashable {
  /// ``InspectionTask/number``.
  package var task: UInt32
  /// ``FilePlace/members``.
  package var members: [[UInt8]]
  /// Bytes of the content.
  package var size: UInt64
  /// `nil` when only rules were wanted.
  package var digests: FileDigests?
  /// Rules that matched, in the order of their sources.
  package var hits: [RuleHit]
  /// How far rules looked.
  package var ruleReach: FileFacts.RuleReach
  /// ``FileFacts/version``.
  package var version: String?

  package init(
    task: UInt32, members: [[UInt8]] = [], size: UInt64, digests: FileDigests?, hits: [RuleHit] = [],
    ruleReach: FileFacts.RuleReach = .none, version: String? = nil
  ) {
    self.task = task
    self.members = members
    self.size = size
    self.digests = digests
    self.hits = hits
    self.ruleReach = ruleReach
    self.version = version
  }
}

/// Something that a worker could not look at.
package struct InspectionGap: Sendable, Hashable {
  /// ``InspectionTask/number``.
  package var task: UInt32
  /// ``FilePlace/members``.
  package var members: [[UInt8]]
  /// Which kind of doubt it raises.
  package var reason: UnknownReason
  /// English, one line.
  package var detail: String

  package init(task: UInt32, members: [[UInt8]] = [], reason: UnknownReason, detail: String) {
    self.task = task
    self.members = members
    self.reason = reason
    self.detail = detail
  }
}
