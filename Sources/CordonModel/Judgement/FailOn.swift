/// From which verdict on `check` fails (`--fail-on`). The raw value is what the command line takes.
package enum FailOn: String, Sendable, Codable, Hashable, CaseIterable {
  case affected
  case suspected
  /// The default: everything that is not known to be clean.
  case unknown
  /// A report only: a verdict never fails.
  case never

  /// The exit code of `check` when `verdict` is the roll-up: that of the verdict (10, 11, 12) when it is at least
  /// as grave as this, otherwise 0.
  package func exitCode(for verdict: Verdict) -> Int32 {
    let gravity: Verdict
    switch self {
    case .affected: gravity = .affected
    case .suspected: gravity = .suspected
    case .unknown: gravity = .unknown
    case .never: return 0
    }
    return verdict >= gravity ? verdict.exitCode : 0
  }
}
