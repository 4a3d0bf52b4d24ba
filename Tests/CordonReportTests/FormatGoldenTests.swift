internal import CordonModel
internal import Testing

@testable internal import CordonReport

/// What each format looked like when a person last looked at it.
struct FormatGoldenTests {
  private static let machine: [OutputFormat] = [.plain, .ndjson, .csv, .sarif, .junit, .cyclonedx]
  private static let human: [OutputFormat] = [.md, .html]

  @Test(arguments: ["mixed", "exceptions", "folder", "findings"], machine)
  func machineFormats(name: String, format: OutputFormat) throws {
    let report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    let bytes: [UInt8] = try report.rendered(as: format)
    try GoldenFile.expect(bytes, named: name + "." + format.rawValue)
    #expect(try report.rendered(as: format) == bytes, "same report, same bytes")
  }

  @Test(
    arguments: ["mixed", "exceptions", "unknown"], human.flatMap { format in Language.allCases.map { (format, $0) } })
  func humanFormats(name: String, format: (OutputFormat, Language)) throws {
    let report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    let bytes: [UInt8] = try report.rendered(as: format.0, language: format.1)
    try GoldenFile.expect(bytes, named: name + "." + format.1.rawValue + "." + format.0.rawValue)
  }

  /// The line that monitoring scripts read.
  @Test(arguments: [
    (
      "mixed",
      "CORDON AFFECTED 1/13 advisories: xz-2024; suspected 1, unknown 1, problems in files 1 | affected=1 suspected=1 "
        + "unknown=1 remediated=1 not_affected=9 findings=4 set_aside=0 packages=1647"
    ),
    (
      "clean",
      "CORDON NOT-AFFECTED 12/12 advisories | affected=0 suspected=0 unknown=0 remediated=0 not_affected=12 findings=0 "
        + "set_aside=0 packages=1647"
    ),
    (
      "nothing-asked",
      "CORDON UNKNOWN 0/0 advisories; no advisory was asked | affected=0 suspected=0 unknown=0 remediated=0 "
        + "not_affected=0 findings=0 set_aside=0 packages=1647"
    ),
    (
      "exceptions",
      "CORDON AFFECTED 1/12 advisories: xz-2024; suspected 1, set aside 3, expired exceptions 1 | affected=1 "
        + "suspected=1 unknown=0 remediated=0 not_affected=10 findings=4 set_aside=3 packages=1647"
    ),
  ])
  func statusLine(name: String, line: String) throws {
    let report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    let text: String = String(decoding: try report.rendered(as: .plain), as: UTF8.self)
    #expect(text.prefix { $0 != "\n" } == line)
  }

  /// Whatever a format is for, it says that a finding is set aside, until when and why, and that an exception is over.
  @Test(arguments: OutputFormat.allCases, Language.allCases)
  func exceptionsAreNeverHidden(format: OutputFormat, language: Language) throws {
    let text: String = String(decoding: try Samples.excepted.rendered(as: format, language: language), as: UTF8.self)
    for part in ["rebuilt on Monday", "2026-12-01", "2027-01-31"] {
      #expect(text.contains(part), "\(part)")
    }
    for name in ["xz-2024", "liblzma5", "event-stream-2018", "flatmap-stream"] { #expect(text.contains(name)) }
    #expect(text.contains("2026-10-31") && text.contains("old-one"), "the exception that is over")
  }
}
