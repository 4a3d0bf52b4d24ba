/// What we believe of a target for one advisory revision.
///
/// Ordered for rolling up: affected > suspected > unknown > remediated > not-affected. The raw value is frozen.
package enum Verdict: String, Sendable, Codable, Hashable, CaseIterable, Comparable {
  case notAffected = "not-affected"
  case remediated
  case unknown
  case suspected
  case affected

  private var rank: Int {
    switch self {
    case .notAffected: 0
    case .remediated: 1
    case .unknown: 2
    case .suspected: 3
    case .affected: 4
    }
  }

  package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

  /// The verdict of a whole from the verdicts of two parts: the graver one.
  ///
  /// Associative, commutative and idempotent, with ``notAffected`` as the neutral element; an empty whole has no
  /// verdict, so there is no roll-up of nothing.
  package func rolledUp(with other: Verdict) -> Verdict { max(self, other) }

  /// The exit code of `check` when this is the roll-up.
  package var exitCode: Int32 {
    switch self {
    case .affected: 10
    case .suspected: 11
    case .unknown: 12
    case .remediated, .notAffected: 0
    }
  }
}
