internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// Explanations of every sample: calm pages, whatever stands in the result.
struct ExplainTests {
  private final class Collected { var bytes: [UInt8] = [] }

  private func render(
    _ request: ExplainRequest, as format: OutputFormat = .table, width: Int = 80, language: Language = .english,
    verbose: Bool = false
  ) throws -> String {
    let all = Collected()
    var output = ResultOutput { (piece) throws(CordonError) in all.bytes += piece }
    let options = TextOptions(language: language, width: width, verbose: verbose)
    try ExplainRenderer.write(request, as: format, options: options, to: &output)
    try output.finish()
    return try #require(String(validating: all.bytes, as: UTF8.self))
  }

  private func request(
    _ report: CheckReport, _ subject: ExplainRequest.Subject = .everything, after seconds: Int64 = 7_200
  ) -> ExplainRequest {
    ExplainRequest(
      report: report, file: "/state/last-check.json", now: report.finishedAt.before(seconds: -seconds), subject: subject
    )
  }

  private func subjects(_ report: CheckReport) -> [ExplainRequest.Subject] {
    [.everything, .advisory("gone")]
      + report.results.flatMap { result -> [ExplainRequest.Subject] in
        let id: String = result.assessment.advisory.id
        return [.advisory(id)]
          + result.assessment.matches.prefix(2).map { .finding(FindingID(advisory: id, match: $0).text, advisory: id) }
      }
  }

  @Test(arguments: Samples.all.map(\.name), Language.allCases)
  func pagesAreCalm(name: String, language: Language) throws {
    let report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    for subject in subjects(report) {
      for (width, verbose) in [(1, false), (57, true), (80, false)] {
        let text: String = try render(request(report, subject), width: width, language: language, verbose: verbose)
        PageChecks.expectCalm(text, width: max(40, width))
        #expect(text == (try render(request(report, subject), width: width, language: language, verbose: verbose)))
      }
      for format in ExplainRenderer.formats where format != .table {
        let text: String = try render(request(report, subject), as: format, language: language)
        let unsafe: Unicode.Scalar? = text.unicodeScalars.first { $0 != "\n" && InertText.isUnsafe($0) }
        #expect(unsafe == nil, "\(format): \(unsafe.map { String($0.value, radix: 16) } ?? "")")
        #expect(!text.contains("<script"))
      }
    }
  }

  /// Results that nobody checked could have made: explaining them must end, and in bounds.
  @Test("a saved result that lies is explained and ends nothing", arguments: Samples.all.map(\.name))
  func lies(name: String) throws {
    var report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    let long = String(repeating: "x\u{202E}y", count: name == "affected" ? 2 << 20 : 500)
    report.packageCount = .min
    report.finishedAt = Timestamp(secondsSinceEpoch: 253_402_300_799)
    report.startedAt = Timestamp(secondsSinceEpoch: -62_135_596_800)
    report.toolVersion = long
    for index in report.coverage.indices {
      report.coverage[index].itemsFound = -1
      report.coverage[index].entriesExamined = .min
      report.coverage[index].gapsOmitted = -7
      report.coverage[index].collectedAt = report.startedAt
    }
    for index in report.results.indices {
      report.results[index].assessment.clearedOmitted = -1
      report.results[index].assessment.matchesOmitted = .min
      report.results[index].assessment.advisory.revision = .max
      for match in report.results[index].assessment.matches.indices {
        report.results[index].assessment.matches[match].decidedBy = long
        report.results[index].assessment.matches[match].rule = RuleReference(file: long, line: -4)
      }
    }
    for subject in subjects(report).prefix(3) {
      let text: String = try render(request(report, subject, after: -86_400 * 400))
      PageChecks.expectCalm(text, width: 80)
      #expect(text.utf8.count < 200_000)
      #expect(text.contains("in the future: a clock is wrong"))
      if report.toolVersion.utf8.count < 10_000 { _ = try render(request(report, subject), as: .json) }
    }
    #expect(Explanation.seconds(from: .init(secondsSinceEpoch: .min), to: .init(secondsSinceEpoch: .max)) == .max)
  }

  @Test func theFactsAreThere() throws {
    let id: String = Samples.excepted.results[0].assessment.advisory.id
    let text: String = try render(request(Samples.excepted, .advisory(id)))
    for fact in [
      "▲ Affected: xz-2024, revision 2", "2 hours ago", "F-", "/usr/share/cordon/advisories/xz-2024.yaml:41", "5.6.1-1",
      "risk accepted until 2026-12-01 (build-host)", "After 2026-12-01 the exception build-host ends",
      "After 2026-11-22 04:12 UTC", "cordon advisory show xz-2024",
    ] {
      #expect(text.contains(fact), "\(fact) is missing in\n\(text)")
    }
  }

  @Test func staleDataAndAnotherRevisionAskForACheck() throws {
    var stale: ExplainRequest = request(Samples.affected, .advisory("xz-2024"), after: 90_000)
    #expect(try render(stale).contains("only data of the last 24 hours counts"))
    var advisory = Advisory(
      AdvisoryReference(id: "xz-2024", revision: 3), title: .init(en: "t", de: "t"), summary: .init(en: "s", de: "s"),
      category: .compromisedSoftware, dates: .init(initialRelease: Samples.start, currentRelease: Samples.start))
    stale.packs["xz-2024"] = .init(advisory: advisory, file: "/packs/xz-2024.yaml")
    #expect(try render(stale).contains("Revision 3 of the advisory is loaded now"))
    advisory.revision = 2
    stale.packs["xz-2024"] = .init(advisory: advisory, file: "/packs/xz-2024.yaml")
    #expect(!(try render(stale).contains("is loaded now")))
  }

  @Test func anUnknownAnswerNamesPlaceAndRemedy() throws {
    let id: String = Samples.unknown.results[0].assessment.advisory.id
    let text: String = try render(request(Samples.unknown, .advisory(id)))
    for fact in ["Not every place could be looked at.", "/home/user0: permission denied", "as root", "partial"] {
      #expect(text.contains(fact), "\(fact)")
    }
  }

  @Test func everyWordIsThereInBothLanguages() {
    let texts: [LocalizedText] =
      ExplainRemark.allCases.map(\.text) + FindingException.Kind.allCases.map(\.word)
      + ExceptionUse.State.allCases.map(\.word) + Clearance.Reason.allCases.flatMap { [$0.word, $0.sentence] }
      + [-1_000, 0, 60, 3_600, 200_000, Int64.max].map(ExplainSentences.ago)
    for text in texts { #expect(!text.en.isEmpty && !text.de.isEmpty && text.en != text.de, "\(text)") }
  }
}
