internal import CordonModel
internal import CordonVersions
internal import Testing

@testable internal import CordonDetect

/// What is proposed against what was found.
@Suite struct ResponsePolicyTests {
  @Test func everyOpenFindingLeadsToAStepOrIsLeftWithAReason() throws {
    let matches: [Match] = try ResponseSample.allKinds()
    let report: CheckReport = ResponseSample.report(matches)
    let plan: ResponsePlan = ResponsePolicy.plan(for: report, advisories: [ResponseSample.advisory])
    let named: Set<FindingID> = Set(
      plan.steps.flatMap { $0.grounds.compactMap(\.finding) } + plan.left.compactMap(\.ground.finding))
    #expect(named == Set(matches.map { FindingID(advisory: "case", match: $0) }))
  }

  @Test func theWayOutIsClosedFirst() throws {
    let report: CheckReport = ResponseSample.report(try ResponseSample.allKinds(), infected: .yes)
    let plan: ResponsePlan = ResponsePolicy.plan(for: report, advisories: [ResponseSample.advisory])
    #expect(plan.steps.map(\.act.kind) == [.block, .isolate, .stop, .quarantine, .quarantine, .removePackage])
    #expect(plan.left.map(\.why) == [.folder, .record, .otherTool])
    // A shared host is matched, never blocked.
    #expect(plan.steps.first?.act == .block(.domain, "c2.example"))
  }

  @Test func aMemberTakesItsArchiveAlong() throws {
    let member: Match = ResponseSample.file("/home/a/x.zip", members: ["evil.dll"])
    let plan: ResponsePlan = ResponsePolicy.plan(for: ResponseSample.report([member]), advisories: [])
    #expect(plan.steps.map(\.act) == [.quarantine(path: Array("/home/a/x.zip".utf8), identity: nil, sha256: nil)])
  }

  @Test func oneFileIsOneStep() throws {
    let one: Match = ResponseSample.file("/a", verdict: .suspected, product: "files[0]")
    let other: Match = ResponseSample.file("/a", verdict: .affected, product: "files[1]")
    let plan: ResponsePlan = ResponsePolicy.plan(for: ResponseSample.report([one, other]), advisories: [])
    #expect(plan.steps.count == 1)
    #expect(plan.steps.first?.certainty == .affected)
    #expect(plan.steps.first?.grounds.count == 2)
  }

  @Test func whatAPersonSetAsideIsLeft() throws {
    var match: Match = ResponseSample.file("/a")
    match.exception = ResponseSample.exception
    let plan: ResponsePlan = ResponsePolicy.plan(
      for: ResponseSample.report([match]), advisories: [ResponseSample.advisory])
    #expect(plan.steps.isEmpty)
    #expect(plan.left.map(\.why) == [.setAside])
  }

  @Test(arguments: [TargetKind.root, .folder])
  func ofAnotherDiskOnlyFilesAreTaken(_ kind: TargetKind) throws {
    let report: CheckReport = ResponseSample.report(try ResponseSample.allKinds(), kind: kind, infected: .yes)
    let plan: ResponsePlan = ResponsePolicy.plan(for: report, advisories: [ResponseSample.advisory])
    #expect(Set(plan.steps.map(\.act.kind)) == [.block, .quarantine])
  }

  @Test func nothingFoundIsNoPlan() {
    let report: CheckReport = ResponseSample.report([], verdict: .notAffected)
    #expect(ResponsePolicy.plan(for: report, advisories: [ResponseSample.advisory]) == ResponsePlan())
  }
}
