internal import CordonModel

/// The gaps of one check, bounded: the first ``Coverage/gapLimit`` in path order are kept, the rest is counted.
///
/// Which ones are kept does not depend on the order in which they came.
struct GapLedger {
  private var kept: [Coverage.Gap] = []
  private var dropped: Int = 0

  var isEmpty: Bool { kept.isEmpty }

  mutating func add(_ path: String, _ reason: UnknownReason, _ detail: String, isRefused: Bool = false) {
    kept.append(Coverage.Gap(path: path, reason: reason, detail: detail, isRefused: isRefused))
    if kept.count >= Coverage.gapLimit * 4 { trim() }
  }

  mutating func add(_ path: String, _ failure: FileFailure) {
    add(path, failure.reason, failure.detail, isRefused: failure.isRefusal)
  }

  mutating func add(_ other: GapLedger) {
    kept.append(contentsOf: other.kept)
    dropped += other.dropped
    trim()
  }

  /// Writes the gaps into `coverage` and makes its state honest.
  func settle(_ coverage: inout Coverage) {
    var ledger: GapLedger = self
    ledger.trim()
    coverage.gaps = ledger.kept
    coverage.gapsOmitted = ledger.dropped
    if coverage.state == .complete, !ledger.kept.isEmpty { coverage.state = .partial }
  }

  private mutating func trim() {
    kept.sort { ($0.path, $0.reason.rawValue, $0.detail) < ($1.path, $1.reason.rawValue, $1.detail) }
    if kept.count > Coverage.gapLimit {
      dropped += kept.count - Coverage.gapLimit
      kept.removeLast(kept.count - Coverage.gapLimit)
    }
  }
}
