internal import CordonModel
internal import Testing

@testable internal import CordonReport

struct FailOnTests {
  /// Exit codes by verdict: affected, suspected, unknown, remediated, not affected.
  @Test(
    arguments: [
      (FailOn.affected, [10, 0, 0, 0, 0]), (.suspected, [10, 11, 0, 0, 0]), (.unknown, [10, 11, 12, 0, 0]),
      (.never, [0, 0, 0, 0, 0]),
    ] as [(FailOn, [Int32])])
  func failsFromThatVerdictOn(failOn: FailOn, codes: [Int32]) {
    #expect(Verdict.allCases.sorted(by: >).map(failOn.exitCode) == codes)
  }
}
