internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// Findings of the lint and outcomes of tests as a CI reads them.
struct AdvisoryFormatTests {
  private static let program = """
    import junitparser, sys
    suite = next(iter(junitparser.JUnitXml.fromfile(sys.argv[1])))
    print(suite.tests, suite.failures, suite.errors, len(list(suite)))
    """

  private static let findings: [LintFinding] = [
    LintFinding(
      severity: .error, location: .init(file: "/etc/a.yaml", line: 3, field: "products[0]"),
      message: "bad \u{1B}[2J <x>\u{0} [link](http://e.example)", example: "]]>"),
    LintFinding(severity: .warning, location: .init(file: "/etc/b.yaml", line: 9), message: "doubtful"),
  ]

  @Test(.enabled(if: PythonOracle.hasJUnitParser, "python3 with the package junitparser is not installed"))
  func lintIsReadBack() throws {
    let bytes: [UInt8] = try AdvisoryFormatTests.lint(.junit)
    let answer = try PythonOracle.withFiles([bytes]) { PythonOracle.run(AdvisoryFormatTests.program, $0) }
    #expect(answer.output == "3 1 0 3\n")
  }

  @Test func lintAsSARIF() throws {
    let bytes: [UInt8] = try AdvisoryFormatTests.lint(.sarif)
    let text: String = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""ruleId":"advisory-error","level":"error""#))
    #expect(text.contains(#"\\[link\\]"#))
    #expect(text.contains(#""startLine":3"#))
    guard PythonOracle.hasJSONSchema, let schema = Corpora.url("schemas/sarif-schema-2.1.0.json") else { return }
    let answer = try PythonOracle.withFiles([bytes]) { PythonOracle.run(FormatOracle.schema, [schema.path] + $0) }
    #expect(answer.status == 0, "\(answer.output)")
  }

  @Test(.enabled(if: PythonOracle.hasJUnitParser, "python3 with the package junitparser is not installed"))
  func outcomesAreReadBack() throws {
    let problem = CheckReport.Problem(location: .init(file: "/etc/a.yaml", line: 1), message: "no \u{202E}id")
    let bytes: [UInt8] = try Collected.bytes { (output) throws(CordonError) in
      try AdvisoryTestsRenderer.write(
        [], problems: [problem], as: .junit, options: TextOptions(language: .english), to: &output)
    }
    let answer = try PythonOracle.withFiles([bytes]) { PythonOracle.run(AdvisoryFormatTests.program, $0) }
    #expect(answer.output == "1 0 1 1\n")
  }

  private static func lint(_ format: OutputFormat) throws -> [UInt8] {
    try Collected.bytes { (output) throws(CordonError) in
      try LintRenderer.write(
        findings, paths: ["/etc/a.yaml", "/etc/c.yaml"], count: 3, as: format,
        options: TextOptions(language: .english), to: &output)
    }
  }
}
