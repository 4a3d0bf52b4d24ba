/// How far the isolation of a machine is, and everything that happened to it.
package struct IsolationState: Sendable, Hashable, Codable {
  /// Events that are kept here; older ones stand in the log alone.
  package static let eventLimit = 200

  /// Where it stands. The raw value is frozen.
  package enum Phase: String, Sendable, Hashable, Codable {
    /// Ordered; the rules are not in force yet.
    case asked
    /// In force until the deadline; nobody has confirmed yet that the kept addresses can be reached.
    case applied
    /// In force until something of ``IsolationPlan/end`` ends it.
    case confirmed
    /// Nobody confirmed in time, so the rules were taken away.
    case rolledBack = "rolled-back"
    /// Ended on purpose.
    case released
    /// The rules could not be put into force; nothing was changed.
    case failed
  }

  /// One thing that happened.
  package struct Event: Sendable, Hashable, Codable {
    /// What. The raw value is frozen.
    package enum Kind: String, Sendable, Hashable, Codable {
      case asked, applied, confirmed, released, failed
      case rolledBack = "rolled-back"
      /// The rules were gone or changed although nobody released the machine.
      case tampered
      /// The rules were put into force again: after tampering, a new device or a start of the machine.
      case reapplied
      /// A release was refused.
      case refused
      /// A new revision of the advisory asks for review.
      case reviewDue = "review-due"
    }

    /// When.
    package var time: Timestamp
    /// What.
    package var kind: Kind
    /// More, in words for the log.
    package var note: String

    /// One thing that happened.
    package init(time: Timestamp, kind: Kind, note: String = "") {
      self.time = time
      self.kind = kind
      self.note = note
    }
  }

  /// What was ordered.
  package var plan: IsolationPlan
  /// Where it stands.
  package var phase: Phase
  /// When the rules go away unless somebody confirms.
  package var confirmBy: Timestamp
  /// What happened, oldest first, at most ``eventLimit``.
  package var events: [Event] = []
  /// How often the rules were found gone or changed.
  package var timesTampered: Int = 0
  /// What this machine cannot do of the isolation, in the helper's words.
  package var limits: [String] = []
  /// SHA-256 of the rules as the kernel lists them, in hex; empty before they are in force.
  package var fingerprint: String = ""
  /// The network devices whose egress hook is in force.
  package var devices: [String] = []
  /// The one-time code for a release without the operator: its salted hash, never itself.
  package var code: ReleaseCodeHash?
  /// Codes that were wrong, one after the other.
  package var wrongCodes: Int = 0
  /// When the last wrong code came.
  package var lastWrongCode: Timestamp?

  /// A state in the phase `asked`.
  package init(plan: IsolationPlan, confirmBy: Timestamp, code: ReleaseCodeHash?) {
    self.plan = plan
    self.phase = .asked
    self.confirmBy = confirmBy
    self.code = code
  }

  /// Whether the rules are meant to be in force.
  package var isInForce: Bool { phase == .applied || phase == .confirmed }

  /// Notes what happened.
  package mutating func note(_ kind: Event.Kind, at time: Timestamp, _ text: String = "") {
    events.append(Event(time: time, kind: kind, note: text))
    if events.count > IsolationState.eventLimit { events.removeFirst(events.count - IsolationState.eventLimit) }
  }
}

/// The salted hash of a release code.
package struct ReleaseCodeHash: Sendable, Hashable, Codable {
  /// In hex; different for every code.
  package var salt: String
  /// SHA-256 over salt and code, in hex.
  package var digest: String

  /// The two as they are kept.
  package init(salt: String, digest: String) {
    self.salt = salt
    self.digest = digest
  }
}
