package import CordonModel

/// How advisories' own tests came out, in the formats a CI reads.
package enum AdvisoryTestsRenderer {
  /// The formats outcomes can be written in.
  package static let formats: [OutputFormat] = [.table, .json, .junit]

  /// Writes the outcomes. In JUnit each case is a test case, and an advisory file that could not be used an error.
  ///
  /// - Throws: what `output` throws; nothing else.
  package static func write(
    _ rows: [AdvisoryTestRow], problems: [CheckReport.Problem], as format: OutputFormat, options: TextOptions,
    to output: inout ResultOutput
  ) throws(CordonError) {
    switch format {
    case .junit: try writeJUnit(rows, problems: problems, to: &output)
    case .json: try output.append(AdvisoryJSON.tests(rows, problems: problems))
    default: try output.append(AdvisoryText.tests(rows, problems: problems, options: options))
    }
  }

  private static func writeJUnit(
    _ rows: [AdvisoryTestRow], problems: [CheckReport.Problem], to output: inout ResultOutput
  ) throws(CordonError) {
    let failed: Int = rows.reduce(0) { $0 + ($1.outcome.passed ? 0 : 1) }
    var xml: XMLWriter = XMLWriter()
    xml.startSuite(
      "cordon advisory test", tests: rows.count + problems.count, failures: failed, errors: problems.count)
    for row in rows {
      let outcome: AdvisoryTestOutcome = row.outcome
      xml.start("testcase", [("classname", row.advisory), ("name", outcome.test.subject.text), ("time", "0")])
      if !outcome.passed {
        let message: String = "expected " + outcome.test.expect.rawValue + ", answered " + outcome.actual.rawValue
        xml.element("failure", [("message", message), ("type", "answer")], lines: [outcome.explanation])
      }
      xml.end("testcase")
      try xml.pass(to: &output)
    }
    for problem in problems {
      xml.start(
        "testcase", [("classname", "advisory files"), ("name", problem.location.inertText), ("time", "0")])
      xml.element("error", [("message", problem.message), ("type", "file-not-usable")], lines: [problem.message])
      xml.end("testcase")
    }
    xml.endSuite()
    try xml.pass(to: &output)
  }
}

extension XMLWriter {
  /// The start of a JUnit document with one suite.
  mutating func startSuite(_ name: String, tests: Int, failures: Int, errors: Int = 0) {
    let counts: [Attribute] = [
      ("name", name), ("tests", String(tests)), ("failures", String(failures)), ("errors", String(errors)),
      ("skipped", "0"), ("time", "0"),
    ]
    declaration()
    start("testsuites", counts)
    start("testsuite", counts)
  }

  /// Its end.
  mutating func endSuite() {
    end("testsuite")
    end("testsuites")
  }
}
