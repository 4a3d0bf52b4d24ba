internal import CordonModel

extension CompiledAdvisory {
  /// The judgement of one target from sorted matches and the state of its checks.
  func assess(
    _ target: Target, _ depth: CheckDepth, _ matches: [Match], _ coverage: CoverageSummary
  ) -> Assessment {
    guard concerns(target.platform) else {
      return Assessment(
        advisory: reference, verdict: .notAffected, matches: [], doubts: [], basis: .platformNotConcerned,
        required: [], later: [], axes: Assessment.Axes(exposed: .no))
    }
    let required: [CheckKind] = required(of: target, depth)
    let later: [CheckKind] = later(of: target)
    let whenDeep: [CheckKind] = whenDeep(of: target, depth)
    let doubts: [Assessment.Doubt] = doubts(
      target, required: required, whenDeep: whenDeep, later: later, coverage)
    let verdict: Verdict = matches.first?.verdict ?? (doubts.isEmpty ? .notAffected : .unknown)
    let isExamined: Bool = !matches.isEmpty || !required.isEmpty
    return Assessment(
      advisory: reference, verdict: verdict, matches: matches, doubts: doubts,
      basis: isExamined ? .inventoryOnly : .notExamined, required: required, later: later,
      whenDeep: whenDeep,
      axes: Assessment.Axes(exposed: isExamined ? CompiledAdvisory.exposure(verdict) : .notExamined))
  }

  /// What is missing for `not-affected`. Never empty when nothing is required: an advisory that asks for nothing
  /// is answered by nothing. Nor for a root in which no system was recognised: an empty mount point answers nothing.
  private func doubts(
    _ target: Target, required: [CheckKind], whenDeep: [CheckKind], later: [CheckKind], _ coverage: CoverageSummary
  ) -> [Assessment.Doubt] {
    var doubts: [Assessment.Doubt] = required.flatMap { coverage.doubts(about: $0) }
    switch target.kind {
    case .folder where required.isEmpty:
      doubts.append(Assessment.Doubt(check: nil, reason: .excludedByPolicy))
    case .root where target.platform == .any:
      doubts.append(Assessment.Doubt(check: nil, reason: .unsupportedPlatform))
    case .live where required.isEmpty, .root where required.isEmpty:
      doubts += whenDeep.map { Assessment.Doubt(check: $0, reason: .neverSeen) }
      doubts += later.map { Assessment.Doubt(check: $0, reason: .capabilityMissing) }
      if doubts.isEmpty { doubts.append(Assessment.Doubt(check: nil, reason: .capabilityMissing)) }
    case .live, .root, .folder: break
    }
    let isUnreadable: Bool = hasUnreadableProduct(on: target.platform)
    let unreadable = Assessment.Doubt(check: nil, reason: .capabilityMissing)
    if isUnreadable, !doubts.contains(unreadable) { doubts.append(unreadable) }
    return doubts
  }

  private static func exposure(_ verdict: Verdict) -> Assessment.Axis {
    switch verdict {
    case .affected: .yes
    case .suspected: .suspected
    case .unknown: .unknown
    case .remediated, .notAffected: .no
    }
  }
}
