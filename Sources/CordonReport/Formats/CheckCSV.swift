internal import CordonModel
internal import CordonVersions

/// A check as a table for a spreadsheet: one row a finding, one row for each advisory without findings, whatever its
/// verdict, and one row an exception that was read. Memory does not grow with the number of rows.
enum CheckCSV {
  /// The columns, in order. They are documented in `Documentation/OutputFormats.md` and only ever added to, at the end.
  static let columns: [StaticString] = [
    "kind", "advisory", "revision", "advisory_verdict", "verdict", "finding", "product", "package", "version", "purl",
    "vendor", "location", "installed", "updated", "found_by", "reason", "decided_by", "rule_file", "rule_line",
    "exception", "exception_kind", "exception_state", "exception_until", "exception_reason", "exception_author",
    "title", "target", "checked", "subject", "sha256", "sha1", "md5", "size", "rules", "pid", "client", "of_client",
    "records", "last", "findings_omitted",
  ]

  static func write(_ report: CheckReport, language: Language, to output: inout ResultOutput) throws(CordonError) {
    try CSVWriter.header(columns, to: &output)
    let run: Run = Run(target: report.target.name, checked: report.finishedAt, language: language)
    var row: CSVWriter = CSVWriter()
    for result in report.results {
      for match in result.assessment.matches {
        write(match, of: result, run: run, to: &row)
        try row.endRow(to: &output)
      }
      guard result.assessment.matches.isEmpty else { continue }
      write(result, run: run, to: &row)
      try row.endRow(to: &output)
    }
    for use in report.exceptions {
      write(use, run: run, to: &row)
      try row.endRow(to: &output)
    }
  }

  /// What every row repeats.
  private struct Run {
    let target: String
    let checked: Timestamp
    let language: Language
  }

  private static func write(_ match: Match, of result: CheckReport.Result, run: Run, to row: inout CSVWriter) {
    let package: MatchSubject = match.subject
    let advisory: AdvisoryReference = result.assessment.advisory
    writeHead("finding", result, to: &row)
    row.cell(match.verdict.rawValue)
    row.cell(FindingID(advisory: advisory.id, match: match).text)
    row.cell(match.productName)
    row.cell(package.name)
    row.cell(package.version)
    row.cell(package.purl)
    row.cell(package.vendor)
    row.cell(package.location)
    row.cell(package.installedAt)
    row.cell(package.updatedAt)
    row.cell(package.foundBy)
    row.cell(match.reason.rawValue)
    row.cell(match.decidedBy)
    row.cell(match.rule.file)
    if let line = match.rule.line { row.cell(line) } else { row.cell(nil as String?) }
    let exception: FindingException? = result.exception(of: match)
    write(exception, state: exception == nil ? nil : .applied, to: &row)
    writeEnd(title: result.title[run.language], run, to: &row)
    write(match.subject, to: &row)
    row.cell(max(0, result.assessment.matchesOmitted))
  }

  /// What only files, processes and contacts have.
  private static func write(_ subject: MatchSubject, to row: inout CSVWriter) {
    row.cell(subject.kind.rawValue)
    row.cell(subject.digests?.sha256.hex)
    row.cell(subject.digests?.sha1?.hex)
    row.cell(subject.digests?.md5?.hex)
    if let size = subject.file?.size { row.cell(Int(clamping: size)) } else { row.skip(1) }
    row.cell(subject.file?.hits.map(\.rule).joined(separator: " "))
    if let pid = subject.pid { row.cell(Int(pid)) } else { row.skip(1) }
    guard case .contact(let contact) = subject else { return row.skip(4) }
    row.cell(contact.client)
    row.cell(contact.isOfClient ? "true" : "false")
    row.cell(contact.count)
    row.cell(contact.last)
  }

  /// An answer without findings; its reasons stand where a finding has its reason.
  private static func write(_ result: CheckReport.Result, run: Run, to row: inout CSVWriter) {
    writeHead("advisory", result, to: &row)
    row.cell(result.assessment.verdict.rawValue)
    row.cell(FindingID(advisory: result.assessment.advisory.id).text)
    row.skip(9)
    row.cell(result.assessment.reasonWords)
    row.skip(3)
    write(result.exception, state: result.exception == nil ? nil : .applied, to: &row)
    writeEnd(title: result.title[run.language], run, to: &row)
    row.skip(11)
    row.cell(max(0, result.assessment.matchesOmitted))
  }

  private static func write(_ use: ExceptionUse, run: Run, to row: inout CSVWriter) {
    row.cell("exception")
    row.cell(use.exception.advisory)
    row.skip(7)
    row.cell(use.exception.package)
    row.skip(1)
    row.cell(use.exception.path)
    row.skip(7)
    write(use.exception, state: use.state, to: &row)
    writeEnd(title: nil, run, to: &row)
    row.skip(12)
  }

  private static func writeHead(_ kind: String, _ result: CheckReport.Result, to row: inout CSVWriter) {
    row.cell(kind)
    row.cell(result.assessment.advisory.id)
    row.cell(result.assessment.advisory.revision)
    row.cell(result.assessment.verdict.rawValue)
  }

  private static func write(_ exception: FindingException?, state: ExceptionUse.State?, to row: inout CSVWriter) {
    row.cell(exception?.id)
    row.cell(exception?.kind.rawValue)
    row.cell(state?.rawValue)
    row.cell(exception?.until)
    row.cell(exception?.reason)
    row.cell(exception?.author)
  }

  private static func writeEnd(title: String?, _ run: Run, to row: inout CSVWriter) {
    row.cell(title)
    row.cell(run.target)
    row.cell(run.checked)
  }
}
