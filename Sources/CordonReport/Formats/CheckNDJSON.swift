internal import CordonModel
internal import CordonVersions

/// A check as one JSON object a line (`Documentation/OutputFormats.md`): a line `run`, then one line a finding and a line
/// for every answer that is not "not affected", then a line `summary`.
///
/// Memory does not grow with the number of findings.
enum CheckNDJSON {
  static func write(_ report: CheckReport, failOn: FailOn, to output: inout ResultOutput) throws(CordonError) {
    var line: JSONLine = JSONLine()
    writeRun(report, to: &line)
    try line.write(to: &output)
    for problem in report.problems {
      write(problem, to: &line)
      try line.write(to: &output)
    }
    for result in report.results where result.assessment.verdict != .notAffected {
      writeAnswer(result, to: &line)
      try line.write(to: &output)
      let advisory: String = result.assessment.advisory.id
      for match in result.assessment.matches {
        write(match, of: advisory, exception: result.exception(of: match), to: &line)
        try line.write(to: &output)
      }
    }
    for use in report.exceptions {
      write(use, to: &line)
      try line.write(to: &output)
    }
    writeSummary(report, failOn: failOn, to: &line)
    try line.write(to: &output)
  }

  private static func writeRun(_ report: CheckReport, to line: inout JSONLine) {
    line.beginObject()
    line.member("kind", "run")
    line.member("schema", "cordon.check-lines")
    line.member("schemaVersion", 1)
    line.member("tool", "cordon " + report.toolVersion)
    line.member("startedAt", report.startedAt)
    line.object("target") { line in
      line.member("kind", report.target.kind.rawValue)
      line.member("platform", report.target.platform.rawValue)
      line.member("name", report.target.name)
      line.member("path", report.target.path)
      line.member("system", report.target.system)
    }
    line.array("coverage", of: report.coverage) { coverage, line in
      line.beginObject()
      line.member("check", coverage.check.rawValue)
      line.member("state", coverage.state.rawValue)
      line.member("collectedAt", coverage.collectedAt)
      line.member("itemsFound", coverage.itemsFound)
      line.member("gaps", coverage.gaps.count + max(0, coverage.gapsOmitted))
      line.endObject()
    }
    line.endObject()
  }

  private static func write(_ problem: CheckReport.Problem, to line: inout JSONLine) {
    line.beginObject()
    line.member("kind", "problem")
    line.member("subject", problem.subject.rawValue)
    line.member("file", problem.location.file)
    line.member("line", problem.location.line)
    line.member("field", problem.location.field)
    line.member("message", problem.message)
    line.endObject()
  }

  /// The answer of an advisory: kind `unknown` when that is the verdict, else `advisory`.
  private static func writeAnswer(_ result: CheckReport.Result, to line: inout JSONLine) {
    let assessment: Assessment = result.assessment
    line.beginObject()
    line.member("kind", assessment.verdict == .unknown ? "unknown" : "advisory")
    line.member("id", FindingID(advisory: assessment.advisory.id).text)
    line.member("advisory", assessment.advisory.id)
    line.member("revision", assessment.advisory.revision)
    line.member("verdict", assessment.verdict.rawValue)
    line.member("title", result.title.en)
    line.member("basis", assessment.basis.rawValue)
    line.member("findings", assessment.matches.count)
    line.member("findingsOmitted", assessment.matchesOmitted)
    line.array("reasons", of: assessment.doubts) { doubt, line in
      line.beginObject()
      line.member("check", doubt.check?.rawValue)
      line.member("reason", doubt.reason.rawValue)
      line.endObject()
    }
    write(result.exception, to: &line)
    line.endObject()
  }

  private static func write(
    _ match: Match, of advisory: String, exception: FindingException?, to line: inout JSONLine
  ) {
    let package: MatchSubject = match.subject
    line.beginObject()
    line.member("kind", "finding")
    line.member("id", FindingID(advisory: advisory, match: match).text)
    line.member("advisory", advisory)
    line.member("verdict", match.verdict.rawValue)
    line.member("productID", match.productID)
    line.member("productName", match.productName)
    line.member("purl", package.purl)
    line.member("name", package.name)
    line.member("version", package.version)
    line.member("vendor", package.vendor)
    line.member("location", package.location)
    line.member("installedAt", package.installedAt)
    line.member("updatedAt", package.updatedAt)
    line.member("foundBy", package.foundBy)
    line.member("reason", match.reason.rawValue)
    line.member("decidedBy", match.decidedBy)
    line.member("ruleFile", match.rule.file)
    line.member("ruleLine", match.rule.line)
    write(exception, to: &line)
    write(match.subject, to: &line)
    line.endObject()
  }

  /// What only files, processes and contacts have; what a kind does not have is `null`.
  private static func write(_ subject: MatchSubject, to line: inout JSONLine) {
    line.member("subject", subject.kind.rawValue)
    line.member("sha256", subject.digests?.sha256.hex)
    line.member("sha1", subject.digests?.sha1?.hex)
    line.member("md5", subject.digests?.md5?.hex)
    line.member("size", subject.file.map { Int(clamping: $0.size) })
    line.member("rules", subject.file?.hits.map(\.rule) ?? [])
    line.member("pid", subject.pid.map { Int($0) })
    line.member("client", subject.contact?.client)
    line.member("ofClient", subject.contact?.isOfClient ?? false)
    line.member("records", subject.contact?.count)
    line.member("last", subject.contact?.last)
  }

  /// The member `exception`.
  private static func write(_ exception: FindingException?, to line: inout JSONLine) {
    line.key("exception")
    guard let exception else {
      line.null()
      return
    }
    line.beginObject()
    writeMembers(of: exception, to: &line)
    line.endObject()
  }

  private static func writeMembers(of exception: FindingException, to line: inout JSONLine) {
    line.member("id", exception.id)
    line.member("kind", exception.kind.rawValue)
    line.member("reason", exception.reason)
    line.member("until", exception.until)
    line.member("author", exception.author)
  }

  private static func write(_ use: ExceptionUse, to line: inout JSONLine) {
    line.beginObject()
    line.member("kind", "exception")
    line.member("state", use.state.rawValue)
    line.member("advisory", use.exception.advisory)
    line.member("package", use.exception.package)
    line.member("path", use.exception.path)
    line.member("findings", use.findings)
    line.object("exception") { writeMembers(of: use.exception, to: &$0) }
    line.endObject()
  }

  private static func writeSummary(_ report: CheckReport, failOn: FailOn, to line: inout JSONLine) {
    line.beginObject()
    line.member("kind", "summary")
    line.member("verdict", report.verdict.rawValue)
    line.member("openVerdict", report.openVerdict.rawValue)
    line.member("exitCode", Int(report.exitCode(failOn)))
    line.member("interrupted", report.isInterrupted)
    line.object("counts") { line in
      line.member("affected", report.count(.affected))
      line.member("suspected", report.count(.suspected))
      line.member("unknown", report.count(.unknown))
      line.member("remediated", report.count(.remediated))
      line.member("not-affected", report.count(.notAffected))
    }
    line.member("findings", report.findingCount)
    line.member("findingsOmitted", report.omittedCount)
    line.member("setAside", report.setAsideCount)
    line.member("packageCount", report.packageCount)
    line.member(
      "notAffected", report.results.filter { $0.assessment.verdict == .notAffected }.map(\.assessment.advisory.id))
    line.member("notAsked", report.notAsked.map(\.id))
    line.member("finishedAt", report.finishedAt)
    line.endObject()
  }
}
