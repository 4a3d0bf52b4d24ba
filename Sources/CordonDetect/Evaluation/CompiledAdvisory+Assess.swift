internal import CordonModel

extension CompiledAdvisory {
  /// The judgement of one target from sorted matches and the state of its checks.
  func assess(
    _ look: DetectorLook, _ matches: [Match], exposing: Verdict?, _ coverage: CoverageSummary
  ) -> Assessment {
    let target: Target = look.target
    // What matched all the same concerns the target, whatever its platform.
    guard concerns(target.platform) || !matches.isEmpty else {
      return Assessment(
        advisory: reference, verdict: .notAffected, matches: [], doubts: [], basis: .platformNotConcerned,
        required: [], later: [], axes: Assessment.Axes(exposed: .no))
    }
    let required: [CheckKind] = required(of: target, look.depth)
    let later: [CheckKind] = later(of: target)
    let whenDeep: [CheckKind] = whenDeep(of: target, look.depth)
    let doubts: [Assessment.Doubt] = doubts(
      target, required: required, whenDeep: whenDeep, later: later, coverage)
    let verdict: Verdict = matches.first?.verdict ?? (doubts.isEmpty ? .notAffected : .unknown)
    let isExamined: Bool = !matches.isEmpty || !required.isEmpty
    let isInventoryOnly: Bool =
      required.allSatisfy(\.isInventory) && matches.allSatisfy { $0.subject.kind == .package }
    let axes = AxesDecision(
      target: target, advisory: self, coverage: coverage, matches: matches, exposing: exposing, reach: look.reach,
      now: look.now, isDoubtedAsWhole: doubts.contains { $0.check == nil })
    return Assessment(
      advisory: reference, verdict: verdict, matches: matches, doubts: doubts,
      basis: isExamined ? (isInventoryOnly ? .inventoryOnly : .examined) : .notExamined, required: required,
      later: later, whenDeep: whenDeep, axes: axes.axes(required: required))
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
}
