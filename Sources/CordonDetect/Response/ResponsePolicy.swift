package import CordonModel

/// Proposes what to do about what a check found.
///
/// Every open finding either leads to a step or is listed with the reason why it does not. A file that is listed by hash or
/// rule goes into the vault, whole: of a member its archive. A shell below a product and all else that is only suspected is
/// proposed, but never carried out with the rest. Who was infected or talked to the attacker is proposed for isolation.
package enum ResponsePolicy {
  /// The plan for a report.
  ///
  /// - Parameter advisories: those that were asked; an advisory that is missing blocks nothing.
  package static func plan(for report: CheckReport, advisories: [Advisory]) -> ResponsePlan {
    var draft = PlanDraft(target: report.target)
    for result in report.results where result.assessment.verdict >= .suspected {
      let assessment: Assessment = result.assessment
      for match in assessment.matches {
        let ground = ResponsePlan.Ground(
          advisory: assessment.advisory, finding: FindingID(advisory: assessment.advisory.id, match: match))
        let isSetAside: Bool = match.exception != nil || result.exception != nil
        draft.take(match, ground, isSetAside: isSetAside)
      }
      guard result.openVerdict ?? .notAffected >= .suspected else { continue }
      let whole = ResponsePlan.Ground(advisory: assessment.advisory)
      for advisory in advisories where advisory.reference == assessment.advisory {
        for row in advisory.network where row.block == .yes && row.type != .userAgent {
          draft.add(.block(row.type, row.value), whole, .affected)
        }
      }
      if report.target.kind == .live, assessment.axes.infected == .yes || assessment.axes.contacted == .yes {
        draft.add(.isolate, whole, .affected)
      }
    }
    return draft.plan
  }
}

/// A plan while findings are taken in.
private struct PlanDraft {
  let target: Target
  private var steps: [ResponsePlan.Step] = []
  private var positions: [ResponsePlan.Act: Int] = [:]
  private var left: [ResponsePlan.Left] = []

  init(target: Target) { self.target = target }

  mutating func take(_ match: Match, _ ground: ResponsePlan.Ground, isSetAside: Bool) {
    func leave(_ why: ResponsePlan.Reason) {
      left.append(ResponsePlan.Left(ground: ground, subject: match.subject.location, why: why))
    }
    guard !isSetAside else { return leave(.setAside) }
    switch match.subject {
    case .contact: leave(.record)
    case .file(let file):
      guard let digests = file.digests else { return leave(file.identity == nil ? .folder : .notRead) }
      // Of a member, the digests are not those of the file that is taken away.
      let isWhole: Bool = file.place.members.isEmpty
      add(
        .quarantine(
          path: file.place.path, identity: isWhole ? file.identity : nil, sha256: isWhole ? digests.sha256 : nil),
        ground, match.verdict)
    case .process(let process, _):
      guard target.kind == .live else { return leave(.notThisMachine) }
      add(
        .stop(pid: process.pid, startedAt: process.startedAt, name: process.name), ground, match.verdict)
    case .package(let package):
      guard target.kind == .live else { return leave(.notThisMachine) }
      guard package.foundBy == .dpkgStatus, let purl = match.subject.purl else { return leave(.otherTool) }
      add(.removePackage(name: package.name, purl: purl, location: package.location), ground, match.verdict)
    }
  }

  /// One step a thing, whatever the number of findings that ask for it; the surest of them decides.
  mutating func add(_ act: ResponsePlan.Act, _ ground: ResponsePlan.Ground, _ certainty: Verdict) {
    guard let position = positions[act] else {
      positions[act] = steps.count
      steps.append(ResponsePlan.Step(act: act, grounds: [ground], certainty: certainty))
      return
    }
    if !steps[position].grounds.contains(ground) { steps[position].grounds.append(ground) }
    steps[position].certainty = max(steps[position].certainty, certainty)
  }

  var plan: ResponsePlan {
    let order: [ResponsePlan.Act.Kind] = ResponsePlan.Act.Kind.allCases
    var sorted: [ResponsePlan.Step] = []
    for kind in order { sorted += steps.filter { $0.act.kind == kind } }
    return ResponsePlan(steps: sorted, left: left)
  }
}
