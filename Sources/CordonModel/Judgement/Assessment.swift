/// The judgement of one target for one advisory revision, with everything it rests on.
package struct Assessment: Sendable, Hashable {
  /// The revision it was made with.
  package var advisory: AdvisoryReference
  /// The answer.
  package var verdict: Verdict
  /// Sorted: gravest first, then by purl and location.
  package var matches: [Match]
  /// Matches that a saved result left out because of its size; 0 in a result that was just made.
  package var matchesOmitted: Int
  /// Why the verdict is `unknown`, or would be without the matches; empty when nothing is missing.
  package var doubts: [Doubt]
  /// Why `not-affected` needed no look at all.
  package var basis: Basis
  /// What had to be looked at.
  package var required: [CheckKind]
  /// What the advisory will ask for once Cordon can look.
  package var later: [CheckKind]
  /// What only a deep check looks at, when this was none.
  package var whenDeep: [CheckKind]
  /// The three questions, each answered on its own.
  package var axes: Axes
  /// Software the advisory names, in versions it does not mean; at most ``clearedLimit`` are kept.
  package var cleared: [Clearance]
  /// Clearances beyond ``clearedLimit`` that are only counted.
  package var clearedOmitted: Int

  /// How many clearances an assessment keeps.
  package static let clearedLimit = 20

  /// One required check that has no fresh, complete result.
  package struct Doubt: Sendable, Codable, Hashable {
    /// The check that is missing; `nil` when the doubt concerns the target as a whole.
    package var check: CheckKind?
    /// Why it is missing.
    package var reason: UnknownReason

    package init(check: CheckKind?, reason: UnknownReason) {
      self.check = check
      self.reason = reason
    }
  }

  /// What the verdict rests on. The raw value is frozen.
  package enum Basis: String, Sendable, Codable, Hashable, CaseIterable {
    /// The required checks were evaluated, and all of them are inventories.
    case inventoryOnly = "inventory-only"
    /// The required checks were evaluated, and some look at what is really there: files, processes, contacts.
    case examined
    /// No product and no indicator of the advisory names the platform.
    case platformNotConcerned = "platform-not-concerned"
    /// The target's kind cannot answer this advisory.
    case notExamined = "not-examined"
  }

  /// The three questions a machine is described by.
  package struct Axes: Sendable, Codable, Hashable {
    /// Is an affected version present?
    package var exposed: Axis
    /// Is there a file or behaviour of the compromise?
    package var infected: Axis
    /// Did it talk to the attacker?
    package var contacted: Axis

    package init(exposed: Axis, infected: Axis = .notExamined, contacted: Axis = .notExamined) {
      self.exposed = exposed
      self.infected = infected
      self.contacted = contacted
    }
  }

  /// The answer to one of the three questions. The raw value is frozen.
  package enum Axis: String, Sendable, Codable, Hashable, CaseIterable {
    case yes, suspected, no, unknown
    case notExamined = "not-examined"
  }

  package init(
    advisory: AdvisoryReference, verdict: Verdict, matches: [Match], doubts: [Doubt], basis: Basis,
    required: [CheckKind], later: [CheckKind], whenDeep: [CheckKind] = [], axes: Axes, cleared: [Clearance] = [],
    clearedOmitted: Int = 0,
    matchesOmitted: Int = 0
  ) {
    self.advisory = advisory
    self.verdict = verdict
    self.matches = matches
    self.doubts = doubts
    self.basis = basis
    self.required = required
    self.later = later
    self.whenDeep = whenDeep
    self.axes = axes
    self.cleared = cleared
    self.clearedOmitted = clearedOmitted
    self.matchesOmitted = matchesOmitted
  }
}
