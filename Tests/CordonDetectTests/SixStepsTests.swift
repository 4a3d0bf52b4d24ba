internal import CordonModel
internal import Testing

@testable internal import CordonDetect

/// The six steps follow from what was found and done.
@Suite struct SixStepsTests {
  private static func states(_ steps: SixSteps) -> [SixStepCheck.State] { steps.judged().steps.map(\.state) }

  @Test func nothingFoundAndNothingMissing() {
    let clean: CheckReport = ResponseSample.report([], verdict: .notAffected)
    #expect(
      Self.states(SixSteps(report: clean, keepsCase: true)) == [
        .done, .done, .notNeeded, .notNeeded, .notNeeded, .done,
      ])
    #expect(Self.states(SixSteps(report: clean)).last == .open)
  }

  @Test func whatIsUnknownHoldsEverythingUp() {
    var report: CheckReport = ResponseSample.report([], verdict: .unknown)
    report.results[0].assessment.doubts = [Assessment.Doubt(check: .files, reason: .scanPartial)]
    let steps = SixSteps(report: report, keepsCase: true)
    #expect(Self.states(steps) == [.done, .open, .waiting, .waiting, .waiting, .waiting])
    #expect(steps.judged().steps[1].grounds.contains(.unanswered(1, [.files])))
  }

  @Test func aPackThatCannotBeReadLeavesTheScopeOpen() {
    var report: CheckReport = ResponseSample.report([], verdict: .notAffected)
    report.problems = [
      CheckReport.Problem(location: CordonError.Location(file: "a.yaml", line: 1, field: nil), message: "broken")
    ]
    #expect(Self.states(SixSteps(report: report))[0] == .open)
    #expect(Self.states(SixSteps(report: report))[1] == .open)
  }

  @Test func fromFindingToProof() throws {
    let file: Match = ResponseSample.file("/a")
    let found: CheckReport = ResponseSample.report([file])
    #expect(Self.states(SixSteps(report: found)) == [.done, .done, .open, .open, .waiting, .waiting])

    let plan: ResponsePlan = ResponsePolicy.plan(for: found, advisories: [])
    let acts: [SixSteps.Act] = plan.steps.map {
      SixSteps.Act(step: $0, isInForce: true, time: Sample.now.before(seconds: -10))
    }
    // Done, and not looked at again.
    let acted = SixSteps(report: found, before: found, acts: acts)
    #expect(Self.states(acted) == [.done, .done, .done, .open, .waiting, .waiting])

    let clean: CheckReport = ResponseSample.report([], verdict: .notAffected, started: Sample.now.before(seconds: -20))
    let again: CheckReport = Remediation.judged(clean, before: found, acts: acts)
    #expect(again.verdict == .remediated)
    let isolated = SixSteps(report: again, before: found, acts: acts, isIsolated: true, keepsCase: true)
    #expect(Self.states(isolated) == [.done, .done, .done, .done, .open, .waiting])
    let done = SixSteps(report: again, before: found, acts: acts, keepsCase: true)
    #expect(Self.states(done) == [.done, .done, .done, .done, .done, .done])
  }

  @Test func anActThatFailedContainsNothing() {
    let found: CheckReport = ResponseSample.report([ResponseSample.file("/a")])
    let acts: [SixSteps.Act] = ResponsePolicy.plan(for: found, advisories: []).steps.map {
      SixSteps.Act(step: $0, isInForce: false, time: Sample.now)
    }
    let contain: SixStepCheck.Step = SixSteps(report: found, before: found, acts: acts).judged().steps[2]
    #expect(contain.state == .open)
    #expect(contain.grounds == [.uncontained(1), .actsFailed(1)])
  }

  /// Property: with any required check missing, no step from the third on is done, and nothing is remediated.
  @Test(arguments: CheckKind.available)
  func aMissingCheckFinishesNothing(_ check: CheckKind) {
    let found: CheckReport = ResponseSample.report([ResponseSample.file("/a")])
    let acts: [SixSteps.Act] = ResponsePolicy.plan(for: found, advisories: []).steps.map {
      SixSteps.Act(step: $0, isInForce: true, time: Sample.now)
    }
    var again: CheckReport = ResponseSample.report([], verdict: .unknown, started: Sample.now.before(seconds: -20))
    again.results[0].assessment.doubts = [Assessment.Doubt(check: check, reason: .scanError)]
    again = Remediation.judged(again, before: found, acts: acts)
    #expect(again.verdict == .unknown)
    let states: [SixStepCheck.State] = Self.states(
      SixSteps(report: again, before: found, acts: acts, keepsCase: true))
    #expect(states[1] == .open && states[4] == .waiting && states[5] == .waiting)
  }

  @Test func aContactIsContainedByBlocksOrIsolationOnly() throws {
    let contact: [Match] = try ResponseSample.allKinds().filter { $0.subject.kind == .contact }
    let found: CheckReport = ResponseSample.report(contact)
    #expect(Self.states(SixSteps(report: found))[2] == .open)
    #expect(Self.states(SixSteps(report: found, blocks: (0, 1)))[2] == .open)
    #expect(Self.states(SixSteps(report: found, blocks: (1, 1)))[2] == .done)
    #expect(Self.states(SixSteps(report: found, isIsolated: true))[2] == .done)
  }

  /// A re-check that could not look tells nothing, and what a person set aside meanwhile is not gone.
  @Test func aRecheckThatCouldNotLookEradicatesNothing() {
    let found: CheckReport = ResponseSample.report([ResponseSample.file("/a")])
    let acts: [SixSteps.Act] = ResponsePolicy.plan(for: found, advisories: []).steps.map {
      SixSteps.Act(step: $0, isInForce: true, time: Sample.now)
    }
    var again: CheckReport = ResponseSample.report(
      [], verdict: .notAffected, started: Sample.now.before(seconds: -20))
    again.isInterrupted = true
    #expect(Self.states(SixSteps(report: again, before: found, acts: acts))[3] == .open)
    var aside: Match = ResponseSample.file("/a")
    aside.exception = ResponseSample.exception
    let kept: CheckReport = ResponseSample.report([aside], started: Sample.now.before(seconds: -20))
    let eradicate: SixStepCheck.Step = SixSteps(report: kept, before: found, acts: acts).judged().steps[3]
    #expect(!eradicate.grounds.contains(.gone(1)))
  }

  @Test func whatCouldNotBeKeptProvesNothing() {
    let clean: CheckReport = ResponseSample.report([], verdict: .notAffected)
    let check: SixStepCheck = SixSteps(report: clean, keepsCase: true).judged().withoutCase()
    #expect(check.steps[5].state == .open && check.steps[5].grounds == [.noCase])
  }

  @Test func whatWasNeverFoundIsNotRemediated() {
    let clean: CheckReport = ResponseSample.report([], verdict: .notAffected)
    #expect(Remediation.judged(clean, before: clean, acts: []).verdict == .notAffected)
    let found: CheckReport = ResponseSample.report([ResponseSample.file("/a")])
    // It went away by itself: nobody removed it here.
    #expect(Remediation.judged(clean, before: found, acts: []).verdict == .notAffected)
  }
}
