internal import CordonModel
internal import Testing

@testable internal import CordonReport

/// The six steps in a saved check and in words.
@Suite struct SixStepJSONTests {
  private static let grounds: [SixStepCheck.Ground] = [
    .advisoriesFixed(21), .excluded(1), .packsUnusable(1), .packsNotKept(1), .nothingAsked, .platformUnknown,
    .verdicts(1),
    .unanswered(2, [.files, .processes]), .unanswered(1, []), .interrupted, .quickOnly, .contained(1), .uncontained(2),
    .actsFailed(1), .blocksInForce(3), .blocksPossible(4), .gone(1), .stillThere(1), .notRechecked, .recheckClean,
    .isolated, .caseKept, .noCase, .signerOpen, .after(.identify),
  ]

  @Test func whatIsWrittenIsRead() throws {
    var report: CheckReport = Samples.affected
    report.steps = SixStepCheck(
      steps: SixStepCheck.Kind.allCases.map { SixStepCheck.Step($0, .open, Self.grounds) })
    let bytes: [UInt8] = CheckJSON.encode(report)
    let read: CheckReport = try CheckJSON.decode(bytes, file: "f")
    #expect(read.steps == report.steps)
    #expect(CheckJSON.encode(read) == bytes)
    report.steps = nil
    #expect(try CheckJSON.decode(CheckJSON.encode(report), file: "f").steps == nil)
  }

  @Test func everyGroundHasWordsInBothLanguages() {
    for ground in Self.grounds {
      let text: LocalizedText = StepSentences.ground(ground)
      #expect(!text.en.isEmpty && !text.de.isEmpty && text.en != text.de, "\(ground)")
    }
  }
}
