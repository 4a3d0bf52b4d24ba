internal import CordonModel

/// One thing that would make the answer another one.
struct TurningPoint: Hashable {
  /// What kind of thing. The raw value is frozen: it stands in JSON.
  enum Kind: String, Hashable, CaseIterable {
    /// Installing a version that the advisory names.
    case update
    /// Removing the software, or a decision of a person.
    case act
    /// A version or a find that would match.
    case found
    /// Looking again: as root, when something is repaired, with fresher data.
    case check
    /// Another revision of the advisory.
    case revision
    /// What Cordon cannot examine yet.
    case later
    /// The end of an exception, or of the data's time.
    case time
    /// Another platform.
    case platform
  }

  var kind: Kind
  var text: LocalizedText
}

extension Explanation {
  /// Rows of one kind before the rest is left out.
  private static let limit = 4
  /// Versions named of one product.
  private static let versionLimit = 6

  /// What would make the answer different, the most useful first.
  var turningPoints: [TurningPoint] {
    var points: [TurningPoint] = revisionPoints
    if report.isInterrupted { points.append(.init(kind: .check, text: ExplainRemark.letItEnd.text)) }
    points += matchPoints + doubtPoints
    if assessment.matches.isEmpty { points += foundPoints + examplePoints }
    points += reachPoints
    points += timePoints
    if !assessment.later.isEmpty {
      points.append(.init(kind: .later, text: ExplainSentences.later(ExplainSentences.kinds(assessment.later))))
    }
    var said: Set<TurningPoint> = []
    return points.filter { said.insert($0).inserted }
  }

  private var revisionPoints: [TurningPoint] {
    guard let loaded = otherRevision else { return [] }
    return [
      .init(
        kind: .revision,
        text: ExplainSentences.otherRevision(loaded: loaded, answered: assessment.advisory.revision))
    ]
  }

  // MARK: - With matches

  private var matchPoints: [TurningPoint] {
    var points: [TurningPoint] = []
    for match in matches {
      guard points.count < Explanation.limit * 2 else { break }
      for point in self.points(of: match) where !points.contains(point) { points.append(point) }
    }
    return points
  }

  private func points(of match: Match) -> [TurningPoint] {
    let name: String = inert(match.subject.name)
    var points: [TurningPoint] = []
    switch match.reason {
    case .versionMissing, .versionUnreadable:
      points.append(.init(kind: .act, text: ExplainSentences.recordVersion(name)))
    case .lockedNotInstalled: points.append(.init(kind: .act, text: ExplainSentences.correctLock(name)))
    case .installedInWindow:
      points.append(.init(kind: .act, text: ExplainSentences.outsideWindow(name, inert(match.decidedBy))))
    case .versionInUncertainRange, .rangeUnreadable, .versionsNotPublished:
      points.append(.init(kind: .act, text: ExplainSentences.personLooks(name)))
    case .versionListed, .versionInRange: break
    case .fileHash, .fileRule, .pathPresent, .processHash, .processRule, .processPath, .shellBelowProduct,
      .nameLookedUp,
      .addressContacted, .urlFetched, .userAgentSeen:
      return subjectPoints(of: match)
    }
    if let repair = repair(of: match, name) { points.append(repair) }
    return points
  }

  private func repair(of match: Match, _ name: String) -> TurningPoint? {
    guard let product = product(match.productID) else {
      return .init(kind: .act, text: ExplainSentences.updateOrRemove(name))
    }
    let place: String = inert(self.place(of: product))
    if !product.fixed.isEmpty {
      let versions: String = inert(AffectedProduct.joined(product.fixed, limit: Explanation.versionLimit))
      return .init(kind: .update, text: ExplainSentences.install(name, repaired: versions, place: place))
    }
    if !product.knownNotAffected.isEmpty {
      let versions: String = inert(AffectedProduct.joined(product.knownNotAffected, limit: Explanation.versionLimit))
      return .init(kind: .update, text: ExplainSentences.install(name, clean: versions, place: place))
    }
    return .init(kind: .act, text: ExplainSentences.noRepairNamed(name, place: place))
  }

  // MARK: - Without matches

  /// What would match: another version of what was found, or a find of what was not.
  private var foundPoints: [TurningPoint] {
    if assessment.basis == .platformNotConcerned {
      return platforms.isEmpty
        ? [] : [.init(kind: .platform, text: ExplainSentences.otherPlatform(ExplainSentences.platforms(platforms)))]
    }
    var rows: [(id: String, names: [String])] = []
    // No version of another maker's program is meant.
    for cleared in assessment.cleared where cleared.reason != .otherVendor {
      let name: String = inert(cleared.package.name)
      guard let index = rows.firstIndex(where: { $0.id == cleared.productID }) else {
        rows.append((cleared.productID, [name]))
        continue
      }
      if !rows[index].names.contains(name), rows[index].names.count < Explanation.limit {
        rows[index].names.append(name)
      }
    }
    var points: [TurningPoint] = []
    for row in rows.prefix(Explanation.limit) {
      guard let product = product(row.id), let versions = affected(product) else { continue }
      points.append(
        .init(
          kind: .found,
          text: ExplainSentences.wouldMatch(
            row.names.joined(separator: ", "), versions: versions, place: inert(place(of: product)))))
    }
    guard points.isEmpty else { return points }
    return sought.prefix(Explanation.limit).map { product in
      .init(
        kind: .found,
        text: ExplainSentences.wouldMatch(
          inert(product.name), versions: affected(product) ?? "*", place: inert(place(of: product))))
    }
  }

  private func affected(_ product: AffectedProduct) -> String? {
    let text: String = product.affectedVersions(limit: Explanation.versionLimit)
    return text.isEmpty ? nil : inert(text)
  }

  // MARK: - With doubts, and with time

  private var doubtPoints: [TurningPoint] {
    guard !assessment.doubts.isEmpty else { return [] }
    let checks: Set<CheckKind> = Set(assessment.doubts.compactMap(\.check))
    let isRefused: Bool = report.coverage.contains { coverage in
      checks.contains(coverage.check) && coverage.gaps.contains(where: \.isRefused)
    }
    var reasons: Set<UnknownReason> = Set(assessment.doubts.map(\.reason))
    var points: [TurningPoint] = []
    if report.target.kind == .folder, reasons.remove(.excludedByPolicy) != nil {
      points.append(.init(kind: .check, text: Remark.notAskedOfFolder.text))
    }
    if report.target.kind == .root, report.target.platform == .any, reasons.remove(.unsupportedPlatform) != nil {
      points.append(.init(kind: .check, text: Remark.mountTheSystem.text))
    }
    if isRefused {
      reasons.remove(.scanPartial)
      points.append(.init(kind: .check, text: Remark.refused(to: report.runner).text))
    }
    points += UnknownReason.allCases.filter(reasons.contains).map { .init(kind: .check, text: $0.remedy) }
    return points
  }

  private var timePoints: [TurningPoint] {
    var points: [TurningPoint] = []
    if assessment.basis != .platformNotConcerned {
      points.append(
        .init(
          kind: isStale ? .check : .time,
          text: isStale ? ExplainSentences.tooOld(age: age) : ExplainSentences.countsUntil(expiry.minuteText)))
    }
    let held: [FindingException] = ([result.exception] + matches.map(\.exception)).compactMap { $0 }
    var seen: Set<String> = []
    for exception in held where seen.insert(exception.id).inserted && seen.count <= Explanation.limit {
      points.append(
        .init(
          kind: .time, text: ExplainSentences.exceptionEnds(inert(exception.id), after: exception.until.dateText)))
    }
    return points
  }

  /// Foreign text as it may stand in a sentence.
  func inert(_ text: String) -> String { InertText(text, limit: CheckPage.foreignLimit).text }
}
