internal import CordonModel
internal import CordonVersions

/// A check for monitoring scripts: one status line, then one line a finding, tab separated, never wrapped.
///
/// The words are those of the JSON, in English whatever the language: a script compares them. The status line is that of
/// a monitoring plug-in: text, a bar, then figures (`label=value`).
struct CheckPlain {
  let report: CheckReport

  /// Advisories named in the status line before the rest is counted.
  private static let idsShown = 8

  static func write(_ report: CheckReport, to output: inout ResultOutput) throws(CordonError) {
    let plain: CheckPlain = CheckPlain(report: report)
    try output.append(plain.statusLine + "\n")
    for result in report.results { try plain.write(result, to: &output) }
    for use in report.exceptions where use.state == .expired { try plain.write(use, to: &output) }
  }

  /// `CORDON AFFECTED 1/21 advisories: xz-2024; suspected 1, unknown 2 | affected=1 …`
  var statusLine: String {
    let verdict: Verdict = report.verdict
    let concerned: [CheckReport.Result] = report.results.filter { $0.assessment.verdict == verdict }
    var line: String = "CORDON " + verdict.rawValue.uppercased()
    line += " " + String(concerned.count) + "/" + String(report.results.count) + " advisories"
    if verdict != .notAffected, !concerned.isEmpty {
      let ids: [String] = concerned.prefix(CheckPlain.idsShown).map { word($0.assessment.advisory.id) }
      line += ": " + ids.joined(separator: " ")
      if concerned.count > ids.count { line += " +" + String(concerned.count - ids.count) }
    }
    let remarks: [String] = remarks(beside: verdict)
    if !remarks.isEmpty { line += "; " + remarks.joined(separator: ", ") }
    return line + " | " + figures
  }

  private func remarks(beside verdict: Verdict) -> [String] {
    var remarks: [String] = []
    for other in [Verdict.affected, .suspected, .unknown] where other != verdict && report.count(other) > 0 {
      remarks.append(other.rawValue + " " + String(report.count(other)))
    }
    if report.results.isEmpty { remarks.append("no advisory was asked") }
    if !report.problems.isEmpty { remarks.append("problems in files " + String(report.problems.count)) }
    if report.setAsideCount > 0 { remarks.append("set aside " + String(report.setAsideCount)) }
    if !report.expired.isEmpty { remarks.append("expired exceptions " + String(report.expired.count)) }
    if report.isInterrupted { remarks.append("interrupted") }
    return remarks
  }

  private var figures: String {
    var figures: [String] = Verdict.allCases.sorted(by: >).map { verdict in
      let label: String = verdict == .notAffected ? "not_affected" : verdict.rawValue
      return label + "=" + String(report.count(verdict))
    }
    figures.append("findings=" + String(report.findingCount))
    figures.append("set_aside=" + String(report.setAsideCount))
    figures.append("packages=" + String(report.packageCount))
    let omitted: Int = report.omittedCount
    if omitted > 0 { figures.append("findings_omitted=" + String(omitted)) }
    return figures.joined(separator: " ")
  }

  private func write(_ result: CheckReport.Result, to output: inout ResultOutput) throws(CordonError) {
    let assessment: Assessment = result.assessment
    let advisory: String = assessment.advisory.id
    for match in assessment.matches {
      let package: MatchSubject = match.subject
      let exception: FindingException? = result.exception(of: match)
      try line(
        [
          match.verdict.rawValue, advisory, FindingID(advisory: advisory, match: match).text, package.name,
          package.version, package.location, match.reason.rawValue, match.decidedBy, package.purl,
          exception?.until.text, exception?.reason,
        ], to: &output)
    }
    guard assessment.matches.isEmpty, assessment.verdict != .notAffected else { return }
    try line(
      [
        assessment.verdict.rawValue, advisory, FindingID(advisory: advisory).text, nil, nil, nil,
        assessment.reasonWords, nil, nil, result.exception?.until.text, result.exception?.reason,
      ], to: &output)
  }

  /// An exception that is over: it is said, because something it used to set aside may be back.
  private func write(_ use: ExceptionUse, to output: inout ResultOutput) throws(CordonError) {
    let exception: FindingException = use.exception
    try line(
      [
        "exception-expired", exception.advisory, exception.id, nil, nil, exception.path, exception.kind.rawValue, nil,
        exception.package, exception.until.text, exception.reason,
      ], to: &output)
  }

  private func line(_ fields: [String?], to output: inout ResultOutput) throws(CordonError) {
    var first: Bool = true
    for field in fields {
      if !first { output.append(0x09) }
      first = false
      guard let field, !field.isEmpty else {
        output.append(0x2D)
        continue
      }
      try output.append(InertText(field).text)
    }
    output.append(0x0A)
  }

  /// An id in the status line: nothing in it separates what monitoring software takes apart.
  private func word(_ id: String) -> String {
    InertText(id).text.unicodeScalars.map { " |;,'=".unicodeScalars.contains($0) ? "_" : String($0) }.joined()
  }
}
