internal import CordonModel
internal import Testing

@testable internal import CordonReport

struct AdvisoryGoldenTests {
  @Test(arguments: Language.allCases)
  func textIsAsRecorded(language: Language) throws {
    let options: TextOptions = TextOptions(language: language)
    let listed: ListedAdvisory = try #require(AdvisorySamples.all.first)
    let pages: [(String, String)] = [
      ("advisory-list", AdvisoryText.list(AdvisorySamples.all, options: options)),
      ("advisory-show", AdvisoryText.show(listed, options: options)),
      ("advisory-diff", AdvisoryText.diff(AdvisorySamples.changes, options: options)),
    ]
    for (name, text) in pages {
      try GoldenFile.expect(Array(text.utf8), named: "\(name).\(language.rawValue).txt")
      PageChecks.expectCalm(text, width: 80)
    }
    let lint: String = AdvisoryText.lint(AdvisorySamples.findings, files: 21, options: options)
    try GoldenFile.expect(Array(lint.utf8), named: "advisory-lint.\(language.rawValue).txt")
    PageChecks.expectCalm(lint, width: .max)
  }

  @Test func jsonIsAsRecorded() throws {
    let listed: ListedAdvisory = try #require(AdvisorySamples.all.first)
    try GoldenFile.expect(AdvisoryJSON.list(AdvisorySamples.all), named: "advisory-list.json")
    try GoldenFile.expect(AdvisoryJSON.show(listed), named: "advisory-show.json")
    try GoldenFile.expect(AdvisoryJSON.diff(AdvisorySamples.changes), named: "advisory-diff.json")
    try GoldenFile.expect(AdvisoryJSON.lint(AdvisorySamples.findings, files: 21), named: "advisory-lint.json")
  }

  @Test func emptyListsSaySo() {
    let options: TextOptions = TextOptions(language: .english)
    #expect(AdvisoryText.list([], options: options) == "No advisory was found.\n")
    #expect(AdvisoryText.diff([], options: options) == "No difference.\n")
    #expect(AdvisoryText.lint([], files: 1, options: options) == "1 file: 0 errors, 0 warnings\n")
  }
}
