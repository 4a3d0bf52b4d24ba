internal import CordonModel
internal import CordonVersions

/// A check as SARIF 2.1.0 (OASIS): the advisories are the rules, the matches the results.
///
/// `error` is affected, `warning` suspected, `note` unknown; what is not affected is a rule without a result. A result
/// keeps its fingerprint from run to run (``FindingID``). Exceptions are suppressions. One result a line; memory does not
/// grow with their number.
struct CheckSARIF {
  let report: CheckReport
  let text: FindingText
  let failOn: FailOn

  static func write(
    _ report: CheckReport, language: Language, failOn: FailOn, to output: inout ResultOutput
  ) throws(CordonError) {
    let sarif: CheckSARIF = CheckSARIF(report: report, text: FindingText(report, language: language), failOn: failOn)
    try sarif.write(to: &output)
  }

  private func write(to output: inout ResultOutput) throws(CordonError) {
    var line: JSONLine = JSONLine()
    line.beginObject()
    line.member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json")
    line.member("version", "2.1.0")
    line.key("runs")
    line.beginArray()
    line.beginObject()
    line.member("language", text.language.rawValue)
    line.member("columnKind", "unicodeCodePoints")
    line.object("automationDetails") { $0.member("id", "cordon-check/" + report.target.name + "/") }
    try writeTool(to: &line, &output)
    try writeInvocation(to: &line, &output)
    line.key("results")
    line.beginArray()
    for (index, result) in report.results.enumerated() { try write(result, rule: index, to: &line, &output) }
    line.endArray()
    writeCounts(to: &line)
    line.endObject()
    line.endArray()
    line.endObject()
    try line.write(to: &output)
  }

  // MARK: Rules

  private func writeTool(to line: inout JSONLine, _ output: inout ResultOutput) throws(CordonError) {
    line.key("tool")
    line.beginObject()
    line.key("driver")
    line.beginObject()
    line.member("name", "Cordon")
    line.member("version", report.toolVersion)
    line.key("rules")
    line.beginArray()
    for result in report.results {
      try line.pass(to: &output)
      writeRule(result, to: &line)
    }
    line.endArray()
    line.endObject()
    line.endObject()
  }

  private func writeRule(_ result: CheckReport.Result, to line: inout JSONLine) {
    let title: String = text.title(result)
    let hints: String = text.prose(result.hints)
    let help: String = [hints, text.prose(result.limits)].filter { !$0.isEmpty }.joined(separator: "\n\n")
    line.beginObject()
    line.member("id", result.assessment.advisory.id)
    line.object("shortDescription") { $0.member("text", CheckSARIF.message(title)) }
    line.object("help") { $0.member("text", CheckSARIF.message(help.isEmpty ? title : help)) }
    line.object("properties") { line in
      line.member("revision", result.assessment.advisory.revision)
      line.member("verdict", result.assessment.verdict.rawValue)
      line.member("basis", result.assessment.basis.rawValue)
      line.member("findingsOmitted", max(0, result.assessment.matchesOmitted))
      line.member("tags", ["security"])
    }
    line.endObject()
  }

  // MARK: The run

  private func writeInvocation(to line: inout JSONLine, _ output: inout ResultOutput) throws(CordonError) {
    line.key("invocations")
    line.beginArray()
    line.beginObject()
    line.member("executionSuccessful", !report.isInterrupted)
    line.member("exitCode", Int(report.exitCode(failOn)))
    line.member("startTimeUtc", report.startedAt)
    line.member("endTimeUtc", report.finishedAt)
    line.key("toolExecutionNotifications")
    line.beginArray()
    for coverage in report.coverage {
      for gap in coverage.gaps {
        try line.pass(to: &output)
        writeNotification(gap, check: coverage.check, to: &line)
      }
      if coverage.gapsOmitted > 0 { writeOmitted(coverage, to: &line) }
    }
    for result in report.results where result.assessment.matchesOmitted > 0 { writeOmitted(result, to: &line) }
    for use in report.expired { writeExpired(use, to: &line) }
    line.endArray()
    line.key("toolConfigurationNotifications")
    line.beginArray()
    for problem in report.problems { write(problem, to: &line) }
    line.endArray()
    line.endObject()
    line.endArray()
  }

  /// A place that could not be looked at.
  private func writeNotification(_ gap: Coverage.Gap, check: CheckKind, to line: inout JSONLine) {
    let detail: String = gap.detail.isEmpty ? gap.reason.word[text.language] : text.page.foreign(gap.detail)
    let message: String = check.word[text.language] + ": " + text.page.foreign(gap.path) + ": " + detail
    line.beginObject()
    line.object("descriptor") { $0.member("id", gap.reason.rawValue) }
    line.member("level", "warning")
    line.object("message") { $0.member("text", CheckSARIF.message(message)) }
    writeLocations(gap.path, purl: nil, to: &line)
    line.endObject()
  }

  private func writeOmitted(_ coverage: Coverage, to line: inout JSONLine) {
    let more: String = DetailSentences.morePlaces(Count(coverage.gapsOmitted))[text.language]
    line.beginObject()
    line.object("descriptor") { $0.member("id", UnknownReason.scanPartial.rawValue) }
    line.member("level", "warning")
    line.object("message") { $0.member("text", coverage.check.word[text.language] + ": " + more) }
    line.endObject()
  }

  /// Matches of an advisory that were only counted.
  private func writeOmitted(_ result: CheckReport.Result, to line: inout JSONLine) {
    let message: String =
      text.page.foreign(result.assessment.advisory.id) + ": " + (text.omitted(result.assessment) ?? "")
    line.beginObject()
    line.object("descriptor") { $0.member("id", "findings-omitted") }
    line.member("level", "warning")
    line.object("message") { $0.member("text", CheckSARIF.message(message)) }
    line.endObject()
  }

  private func writeExpired(_ use: ExceptionUse, to line: inout JSONLine) {
    let message: String =
      use.state.word[text.language] + ": " + text.setAside(use.exception)
    line.beginObject()
    line.object("descriptor") { $0.member("id", "exception-expired") }
    line.member("level", "warning")
    line.object("message") { $0.member("text", CheckSARIF.message(message)) }
    line.endObject()
  }

  private func write(_ problem: CheckReport.Problem, to line: inout JSONLine) {
    line.beginObject()
    line.object("descriptor") { $0.member("id", "file-not-usable") }
    line.member("level", problem.subject == .advisory ? "error" : "warning")
    line.object("message") { $0.member("text", CheckSARIF.message(text.page.foreign(problem.message))) }
    writeLocations(problem.location.file, purl: nil, line: problem.location.line, to: &line)
    line.endObject()
  }

  private func writeCounts(to line: inout JSONLine) {
    line.object("properties") { line in
      line.object("counts") { line in
        line.member("affected", report.count(.affected))
        line.member("suspected", report.count(.suspected))
        line.member("unknown", report.count(.unknown))
        line.member("remediated", report.count(.remediated))
        line.member("not-affected", report.count(.notAffected))
      }
      line.member("setAside", report.setAsideCount)
      line.member("notAsked", report.notAsked.map(\.id))
    }
  }

  // MARK: Results

  private func write(
    _ result: CheckReport.Result, rule: Int, to line: inout JSONLine, _ output: inout ResultOutput
  ) throws(CordonError) {
    let advisory: String = result.assessment.advisory.id
    for match in result.assessment.matches {
      try line.pass(to: &output)
      line.beginObject()
      writeHead(advisory, rule: rule, verdict: match.verdict, text.sentence(match), to: &line)
      let id: String = FindingID(advisory: advisory, match: match).text
      writeFingerprint(id, to: &line)
      writeLocations(match.subject.location, purl: match.subject.purl, to: &line)
      writeSuppression(result.exception(of: match), to: &line)
      line.endObject()
    }
    let verdict: Verdict = result.assessment.verdict
    guard result.assessment.matches.isEmpty, verdict > .remediated else { return }
    try line.pass(to: &output)
    line.beginObject()
    let message: String = verdict.word[text.language] + ": " + text.doubts(result.assessment)
    writeHead(advisory, rule: rule, verdict: verdict, message, to: &line)
    writeFingerprint(FindingID(advisory: advisory).text, to: &line)
    writeLocations(report.target.path, purl: nil, to: &line)
    writeSuppression(result.exception, to: &line)
    line.endObject()
  }

  private func writeHead(
    _ advisory: String, rule: Int, verdict: Verdict, _ message: String, to line: inout JSONLine
  ) {
    line.member("ruleId", advisory)
    line.member("ruleIndex", rule)
    line.member("level", CheckSARIF.level(verdict))
    line.object("message") { $0.member("text", CheckSARIF.message(message)) }
  }

  private func writeFingerprint(_ id: String, to line: inout JSONLine) {
    line.object("partialFingerprints") { $0.member("cordonFinding/v1", id) }
  }

  private func writeLocations(_ path: String, purl: String?, line number: Int? = nil, to line: inout JSONLine) {
    line.key("locations")
    line.beginArray()
    line.beginObject()
    line.object("physicalLocation") { line in
      line.object("artifactLocation") { $0.member("uri", FileURI.text(path)) }
      if let number, number > 0 { line.object("region") { $0.member("startLine", number) } }
    }
    if let purl {
      line.array("logicalLocations", of: [purl]) { purl, line in
        line.beginObject()
        line.member("fullyQualifiedName", purl)
        line.member("kind", "package")
        line.endObject()
      }
    }
    line.endObject()
    line.endArray()
  }

  /// Always there: without it a reader may not conclude that a result is not suppressed (section 3.27.23).
  private func writeSuppression(_ exception: FindingException?, to line: inout JSONLine) {
    line.array("suppressions", of: exception.map { [$0] } ?? []) { exception, line in
      line.beginObject()
      line.member("kind", "external")
      line.member("status", "accepted")
      line.member("justification", text.setAside(exception))
      line.object("properties") { line in
        line.member("id", exception.id)
        line.member("kind", exception.kind.rawValue)
        line.member("until", exception.until)
        line.member("author", exception.author)
      }
      line.endObject()
    }
  }

  /// Brackets would begin a link in a message (section 3.11.6).
  static func message(_ text: String) -> String {
    var result: String = ""
    for scalar in text.unicodeScalars {
      if scalar == "[" || scalar == "]" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static func level(_ verdict: Verdict) -> String {
    switch verdict {
    case .affected: "error"
    case .suspected: "warning"
    case .unknown: "note"
    case .remediated, .notAffected: "none"
    }
  }
}
