internal import CordonModel
internal import Testing

@testable internal import CordonReport

struct CheckGoldenTests {
  @Test(arguments: Samples.all.map(\.name), Language.allCases)
  func textIsAsRecorded(name: String, language: Language) throws {
    let text: String = TextRenderer.render(try report(name), options: TextOptions(language: language))
    try GoldenFile.expect(Array(text.utf8), named: "\(name).\(language.rawValue).txt")
  }

  @Test(arguments: Samples.all.map(\.name))
  func jsonIsAsRecorded(name: String) throws {
    try GoldenFile.expect(CheckJSON.encode(try report(name)), named: "\(name).json")
  }

  private func report(_ name: String) throws -> CheckReport {
    try #require(Samples.all.first { $0.name == name }).report
  }
}
