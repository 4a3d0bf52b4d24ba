internal import CordonModel
internal import CordonVersions

/// A check as the XML that JUnit made common: one test case an advisory.
///
/// Affected and suspected are failures, unknown is an error, "not asked" is skipped, the rest has passed. An exception
/// changes no verdict, so a finding set aside is still a failure: the counts are those of every other format, and the
/// exception stands in the properties and in `system-out`. Files that could not be used are errors of a second suite.
struct CheckJUnit {
  let report: CheckReport
  let text: FindingText

  static func write(
    _ report: CheckReport, language: Language, to output: inout ResultOutput
  ) throws(CordonError) {
    let junit: CheckJUnit = CheckJUnit(report: report, text: FindingText(report, language: language))
    try junit.write(to: &output)
  }

  private func write(to output: inout ResultOutput) throws(CordonError) {
    let failures: Int = report.count(.affected) + report.count(.suspected)
    let errors: Int = report.count(.unknown)
    let tests: Int = report.results.count + report.notAsked.count
    let broken: Int = brokenFiles.count
    var xml: XMLWriter = XMLWriter()
    xml.declaration()
    xml.start(
      "testsuites",
      [
        ("name", "cordon check"), ("tests", String(tests + broken)), ("failures", String(failures)),
        ("errors", String(errors + broken)), ("skipped", String(report.notAsked.count)), ("time", seconds),
      ])
    xml.start(
      "testsuite",
      [
        ("name", "cordon check"), ("tests", String(tests)), ("failures", String(failures)),
        ("errors", String(errors)), ("skipped", String(report.notAsked.count)), ("time", seconds),
        ("timestamp", String(report.startedAt.text.dropLast())), ("hostname", report.target.name),
      ])
    writeProperties(to: &xml)
    for result in report.results {
      try write(result, to: &xml, &output)
      try xml.pass(to: &output)
    }
    for advisory in report.notAsked { writeNotAsked(advisory, to: &xml) }
    xml.end("testsuite")
    if broken > 0 { writeProblems(to: &xml) }
    xml.end("testsuites")
    try xml.pass(to: &output)
  }

  /// What makes an answer unknown; a broken exceptions file does not.
  private var brokenFiles: [CheckReport.Problem] { report.problems.filter { $0.subject == .advisory } }

  private var seconds: String {
    String(max(0, report.finishedAt.secondsSinceEpoch &- report.startedAt.secondsSinceEpoch))
  }

  /// What the run was, and what is true of every case.
  private func writeProperties(to xml: inout XMLWriter) {
    xml.start("properties")
    xml.empty("property", [("name", "cordon.version"), ("value", report.toolVersion)])
    xml.empty("property", [("name", "cordon.verdict"), ("value", report.verdict.rawValue)])
    xml.empty("property", [("name", "cordon.target"), ("value", report.target.path)])
    xml.empty("property", [("name", "cordon.interrupted"), ("value", report.isInterrupted ? "true" : "false")])
    xml.empty("property", [("name", "cordon.set-aside"), ("value", String(report.setAsideCount))])
    for use in report.expired {
      xml.empty(
        "property",
        [("name", "cordon.exception-expired"), ("value", text.setAside(use.exception))])
    }
    for problem in report.problems where problem.subject == .exceptions {
      let text: String = problem.location.inertText + ": " + problem.message
      xml.empty("property", [("name", "cordon.exceptions-problem"), ("value", text)])
    }
    xml.end("properties")
  }

  private func write(
    _ result: CheckReport.Result, to xml: inout XMLWriter, _ output: inout ResultOutput
  ) throws(CordonError) {
    let verdict: Verdict = result.assessment.verdict
    xml.start(
      "testcase",
      [("classname", report.target.name), ("name", result.assessment.advisory.id), ("time", "0")])
    xml.start("properties")
    xml.empty("property", [("name", "cordon.verdict"), ("value", verdict.rawValue)])
    xml.empty("property", [("name", "cordon.revision"), ("value", String(result.assessment.advisory.revision))])
    let omitted: Int = max(0, result.assessment.matchesOmitted)
    if omitted > 0 { xml.empty("property", [("name", "cordon.findings-omitted"), ("value", String(omitted))]) }
    let exceptions: [String] = exceptions(of: result)
    for exception in exceptions { xml.empty("property", [("name", "cordon.exception"), ("value", exception)]) }
    xml.end("properties")
    switch verdict {
    case .affected, .suspected: try writeFailure(result, to: &xml, &output)
    case .unknown:
      let reasons: [String] = result.assessment.doubts.map { text.page.sentence(of: $0)[text.language] }
      xml.element(
        "error", [("message", text.doubts(result.assessment)), ("type", verdict.rawValue)],
        lines: reasons + result.assessment.matches.map { text.sentence($0) })
    case .remediated, .notAffected: break
    }
    if !exceptions.isEmpty { xml.element("system-out", lines: exceptions) }
    xml.end("testcase")
  }

  private func writeFailure(
    _ result: CheckReport.Result, to xml: inout XMLWriter, _ output: inout ResultOutput
  ) throws(CordonError) {
    let verdict: Verdict = result.assessment.verdict
    let message: String = verdict.word[text.language] + ": " + text.title(result)
    xml.start("failure", [("message", message), ("type", verdict.rawValue)])
    for match in result.assessment.matches {
      let id: String = FindingID(advisory: result.assessment.advisory.id, match: match).text
      xml.line(id + " " + match.verdict.word[text.language] + ": " + text.sentence(match))
      try xml.pass(to: &output)
    }
    if let omitted = text.omitted(result.assessment) { xml.line(omitted) }
    for doubt in result.assessment.doubts { xml.line(text.page.sentence(of: doubt)[text.language]) }
    xml.end("failure")
  }

  /// Why findings of the case are set aside; each exception once.
  private func exceptions(of result: CheckReport.Result) -> [String] {
    result.allExceptions.map { text.setAside($0) }
  }

  private func writeNotAsked(_ advisory: AdvisoryReference, to xml: inout XMLWriter) {
    xml.start("testcase", [("classname", report.target.name), ("name", advisory.id), ("time", "0")])
    let why: Remark = report.target.kind == .folder ? .notAskedOfFolder : .notAskedOfTarget
    xml.empty("skipped", [("message", why.text[text.language])])
    xml.end("testcase")
  }

  private func writeProblems(to xml: inout XMLWriter) {
    let count: String = String(brokenFiles.count)
    let title: String = SectionTitle.problemFiles.text[text.language]
    xml.start(
      "testsuite",
      [("name", title), ("tests", count), ("failures", "0"), ("errors", count), ("skipped", "0"), ("time", "0")])
    for problem in brokenFiles {
      let message: String = text.page.foreign(problem.message)
      xml.start("testcase", [("classname", title), ("name", problem.location.inertText), ("time", "0")])
      xml.element("error", [("message", message), ("type", "file-not-usable")], lines: [message])
      xml.end("testcase")
    }
    xml.end("testsuite")
  }
}
