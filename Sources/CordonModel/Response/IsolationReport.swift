/// What one command about the isolation of this machine did, or found.
package struct IsolationReport: Sendable, Hashable {
  /// What was asked for. The raw value is frozen.
  package enum Act: String, Sendable, Hashable {
    /// Only to show what would be done.
    case plan
    case isolate, confirm, release, status
  }

  /// How it went. The raw value is frozen.
  package enum Outcome: String, Sendable, Hashable {
    case done
    /// A rule of Cordon says no.
    case refused
    case failed
    /// The rules are in force, but no kept address answered, so they go away again.
    case unreachable
    /// The rules are in force and wait for a person to confirm.
    case waiting
  }

  /// What was asked for.
  package var act: Act
  /// How it went.
  package var outcome: Outcome
  /// Why not, or what does not hold, in the helper's words.
  package var messages: [String] = []
  /// How the isolation stands; `nil` when there never was one.
  package var state: IsolationState?
  /// What was planned, where nothing was done.
  package var plan: IsolationPlan?
  /// The rules, where they are to be shown.
  package var ruleset: String?
  /// Whether the kernel was asked about the rules.
  package var kernelAsked: Bool = true
  /// The release code; shown once and kept nowhere.
  package var code: String?
  /// The kept address that a new connection reached.
  package var reached: String?
  /// Open connections that were ended.
  package var connectionsEnded: Int?
  /// Microseconds until the rules were in force.
  package var microseconds: Int?
  /// Whether the rules are in the kernel.
  package var rulesLoaded: Bool?
  /// Whether the keeper runs.
  package var keeperRuns: Bool?
  /// Whether the unit is there that isolates the machine again when it starts.
  package var unitInstalled: Bool?
  /// The newer revision of the advisory that asks for review.
  package var reviewRevision: Int?
  /// The version of Cordon.
  package var toolVersion: String
  /// When.
  package var at: Timestamp

  /// A report without details.
  package init(act: Act, outcome: Outcome, toolVersion: String, at: Timestamp) {
    self.act = act
    self.outcome = outcome
    self.toolVersion = toolVersion
    self.at = at
  }
}
