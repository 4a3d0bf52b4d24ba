internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// What holds for every page, at every width, in both languages, with and without colour.
struct PageInvariantTests {
  @Test(arguments: Samples.all.map(\.name), Language.allCases)
  func pagesAreCalm(name: String, language: Language) throws {
    let report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    for width in [1, 40, 57, 80, 200] {
      for verbose in [false, true] {
        var options: TextOptions = TextOptions(language: language, width: width, verbose: verbose)
        let text: String = TextRenderer.render(report, options: options)
        PageChecks.expectCalm(text, width: max(40, width))
        #expect(text == TextRenderer.render(report, options: options), "same input, same text")
        options.colour = true
        let coloured: String = TextRenderer.render(report, options: options)
        #expect(coloured != text)
        #expect(PageInvariantTests.withoutColour(coloured) == text, "colour changes nothing but colour")
      }
    }
  }

  @Test func jsonIsTheSameTwice() {
    for (_, report) in Samples.all { #expect(CheckJSON.encode(report) == CheckJSON.encode(report)) }
  }

  /// The first sign is that of the roll-up, and "none of the advisories" is said only when every one is not affected.
  @Test(arguments: Language.allCases)
  func theAnswerIsHonest(language: Language) throws {
    var generator: SeededGenerator = SeededGenerator(seed: 3)
    for _ in 0..<400 {
      let verdicts: [Verdict] = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        Verdict.allCases.randomElement(using: &generator) ?? .unknown
      }
      let results: [CheckReport.Result] = verdicts.enumerated().map { index, verdict in
        Samples.result("a-\(index)", "T", verdict: verdict)
      }
      var report: CheckReport = Samples.make(results: results)
      if Bool.random(using: &generator) { report.problems = Samples.brokenFile.problems }
      let text: String = TextRenderer.render(report, options: TextOptions(language: language))
      let start: String = report.verdict.symbol + " " + report.verdict.word[language] + ":"
      #expect(text.hasPrefix(start), "\(verdicts): \(text.prefix(60))")
      let clean: String = language == .german ? "● Nicht betroffen: " : "● Not affected: "
      #expect(text.contains(clean) == verdicts.allSatisfy { $0 == .notAffected })
      for verdict in Set(verdicts) {
        #expect(text.contains("\n" + verdict.symbol + " " + verdict.word[language] + " ("), "section of \(verdict)")
      }
    }
  }

  @Test func anUnknownAnswerNamesReasonAndPlace() {
    let text: String = TextRenderer.render(Samples.unknown, options: TextOptions(language: .english))
    for part in [
      "Not every place could be looked at.", "/home/user0: permission denied", "1,195 more places", "as root",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func verboseShowsEveryPlaceAndMatch() {
    let options: TextOptions = TextOptions(language: .english, verbose: true)
    #expect(TextRenderer.render(Samples.unknown, options: options).contains("/home/user39: permission denied"))
    var report: CheckReport = Samples.affected
    report.results[0].assessment.matches = (0..<30).map { index in
      var match: Match = Samples.xzMatch
      match.package.location = "/place/\(index)"
      return match
    }
    let all: String = TextRenderer.render(report, options: options)
    let few: String = TextRenderer.render(report, options: TextOptions(language: .english))
    #expect(all.contains("/place/29"))
    #expect(!few.contains("/place/29"))
    #expect(few.contains("25 more matches; --verbose lists them."))
  }

  private static func withoutColour(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{1B}\\[[0-9;]*m", with: "", options: .regularExpression)
  }
}
