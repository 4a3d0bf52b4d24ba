internal import CordonModel

/// Answers the three questions a machine is described by, each from the matches and checks that speak of it.
///
/// A `no` needs every check that could have said `yes`, fresh and complete. What nobody looked at is `not-examined`.
struct AxesDecision {
  let target: Target
  let advisory: CompiledAdvisory
  let coverage: CoverageSummary
  let matches: [Match]
  /// The gravest match that shows the product itself in a compromised form.
  let exposing: Verdict?
  /// How far back the records of contacts go.
  let reach: ContactReach
  let now: Timestamp

  /// Whether something stands in the way of any answer about the target as a whole.
  let isDoubtedAsWhole: Bool

  func axes(required: [CheckKind]) -> Assessment.Axes {
    Assessment.Axes(exposed: exposed(required), infected: infected(), contacted: contacted())
  }

  /// Is an affected version present? Installed, as a file, or running.
  private func exposed(_ required: [CheckKind]) -> Assessment.Axis {
    var found: [Verdict] = matches.filter { $0.subject.kind == .package || speaksOfVersion($0) }.map(\.verdict)
    if let exposing { found.append(exposing) }
    if let axis = AxesDecision.axis(found) { return axis }
    let asked: [CheckKind] = required.filter(\.isInventory)
    guard !asked.isEmpty else { return .notExamined }
    return !isDoubtedAsWhole && asked.allSatisfy { coverage.doubts(about: $0).isEmpty } ? .no : .unknown
  }

  /// Is there a file or behaviour of the compromise?
  private func infected() -> Assessment.Axis {
    let found: [Verdict] = matches.filter { speaksOfInfection($0) }.map(\.verdict)
    if let axis = AxesDecision.axis(found) { return axis }
    let asked: [CheckKind] = advisory.required(of: target, .deep).filter { AxesDecision.infectionChecks.contains($0) }
    guard !asked.isEmpty else { return .notExamined }
    // Files are the larger part of the answer: without them it was not asked.
    if asked.contains(.files), !coverage.hasResult(of: .files) { return .notExamined }
    return !isDoubtedAsWhole && asked.allSatisfy { coverage.doubts(about: $0).isEmpty } ? .no : .unknown
  }

  /// Did it talk to the attacker? A name that was looked up is a suspicion, a connection is an answer.
  private func contacted() -> Assessment.Axis {
    let all: [Match] = matches.filter { $0.subject.kind == .contact }
    // What a client of a shared service did says nothing of the target.
    let found: [Match] = all.filter { $0.subject.contact?.isOfClient == false }
    if found.contains(where: AxesDecision.provesContact) { return .yes }
    if !found.isEmpty { return .suspected }
    // The target may have had the address of that client then.
    if !all.isEmpty { return .unknown }
    // Sockets and a hosts file speak of a moment: without a log nobody looked back.
    guard coverage.hasResult(of: .networkHistory), advisory.hasNetworkRows, reach.period != nil else {
      return .notExamined
    }
    let isComplete: Bool = coverage.doubts(about: .networkHistory).isEmpty
    return isComplete && reach.covers(advisory.contactWindow(now: now)) ? .no : .unknown
  }

  /// An address that is a word in a syslog may be a visitor's; a socket, and a log of fetches, is a contact.
  private static func provesContact(_ match: Match) -> Bool {
    guard match.reason != .nameLookedUp, case .contact(let contact) = match.subject else { return false }
    switch contact.source {
    case .liveSocket, .webLog, .jsonLog: return true
    case .resolverCache, .hostsFile, .journal, .syslog, .dnsLog: return false
    }
  }

  private static let infectionChecks: [CheckKind] = [.knownPaths, .files, .processes, .behaviour]

  private static func axis(_ verdicts: [Verdict]) -> Assessment.Axis? {
    guard let gravest = verdicts.max() else { return nil }
    return gravest == .affected ? .yes : .suspected
  }

  /// A listed build of the product, or its trojanised form, is a version of it.
  private func speaksOfVersion(_ match: Match) -> Bool {
    guard match.reason == .fileHash || match.reason == .processHash else { return false }
    switch advisory.file(of: match)?.verdict {
    case .trojanised, .affectedBuild: return true
    case .malicious, .suspicious, .legitimate, .clean, nil: return false
    }
  }

  /// Files of the compromise, of this platform: an installer of another system that lies here runs nowhere here.
  private func speaksOfInfection(_ match: Match) -> Bool {
    switch match.reason {
    case .fileHash, .processHash:
      guard let file = advisory.file(of: match) else { return true }
      if file.verdict == .affectedBuild { return false }
      return target.platform == .any || file.platform.covers(target.platform) || match.reason == .processHash
    case .fileRule, .processRule, .pathPresent, .processPath, .shellBelowProduct: return true
    default: return false
    }
  }
}
