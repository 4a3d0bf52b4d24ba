internal import CordonModel

/// Per check, the reasons to doubt its result: worked out once for an inventory, read by every assessment.
struct CoverageSummary {
  /// Empty for a check with a fresh, complete result; absent for a check without any result.
  private var reasons: [CheckKind: Set<UnknownReason>] = [:]

  init(_ coverage: [Coverage], freshness: Freshness, now: Timestamp) {
    for result in coverage {
      let found: Set<UnknownReason> = CoverageSummary.doubts(of: result, freshness: freshness, now: now)
      reasons[result.check, default: []].formUnion(found)
    }
  }

  /// The doubts about one required check, in the order of the closed list.
  ///
  /// A check that this version cannot do is `capability-missing`; one it can do but that has no result at all is
  /// `never-seen`, for nothing has been tried that could have failed.
  func doubts(about check: CheckKind) -> [Assessment.Doubt] {
    guard let found = reasons[check] else {
      let isAvailable: Bool = CheckKind.available.contains(check)
      return [Assessment.Doubt(check: check, reason: isAvailable ? .neverSeen : .capabilityMissing)]
    }
    guard !found.isEmpty else { return [] }
    return UnknownReason.allCases.filter { found.contains($0) }.map { Assessment.Doubt(check: check, reason: $0) }
  }

  /// Whether the check was done, however well.
  func hasResult(of check: CheckKind) -> Bool { reasons[check] != nil }

  private static func doubts(of result: Coverage, freshness: Freshness, now: Timestamp) -> Set<UnknownReason> {
    var found: Set<UnknownReason> = Set(result.gaps.map(\.reason))
    switch result.state {
    case .complete: if result.gapsOmitted > 0, found.isEmpty { found.insert(.scanPartial) }
    case .partial: if found.isEmpty { found.insert(.scanPartial) }
    case .failed: if found.isEmpty { found.insert(.scanError) }
    }
    if !freshness.accepts(result.collectedAt, now: now) { found.insert(.inventoryStale) }
    return found
  }
}
