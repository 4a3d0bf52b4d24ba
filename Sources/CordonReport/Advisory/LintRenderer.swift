package import CordonModel

/// What is wrong with advisory files, in the formats a CI reads.
package enum LintRenderer {
  /// The formats findings of the lint can be written in.
  package static let formats: [OutputFormat] = [.table, .json, .sarif, .junit]

  /// Writes the findings.
  ///
  /// - Parameters:
  ///   - paths: the files that were read; those without a finding pass.
  ///   - count: how many files were read.
  /// - Throws: what `output` throws; nothing else.
  package static func write(
    _ findings: [LintFinding], paths: [String], count: Int, as format: OutputFormat, options: TextOptions,
    to output: inout ResultOutput
  ) throws(CordonError) {
    switch format {
    case .sarif: try writeSARIF(findings, to: &output)
    case .junit: try writeJUnit(findings, paths: paths, to: &output)
    case .json: try output.append(AdvisoryJSON.lint(findings, files: count))
    default: try output.append(AdvisoryText.lint(findings, files: count, options: options))
    }
  }

  // MARK: SARIF

  private static func writeSARIF(_ findings: [LintFinding], to output: inout ResultOutput) throws(CordonError) {
    var line: JSONLine = JSONLine()
    line.beginObject()
    line.member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json")
    line.member("version", "2.1.0")
    line.key("runs")
    line.beginArray()
    line.beginObject()
    line.object("tool") { line in
      line.object("driver") { line in
        line.member("name", "Cordon advisory lint")
        line.array("rules", of: LintFinding.Severity.allCases) { severity, line in
          line.beginObject()
          line.member("id", "advisory-" + severity.rawValue)
          line.endObject()
        }
      }
    }
    line.key("results")
    line.beginArray()
    for finding in findings {
      try line.pass(to: &output)
      write(finding, to: &line)
    }
    line.endArray()
    line.endObject()
    line.endArray()
    line.endObject()
    try line.write(to: &output)
  }

  private static func write(_ finding: LintFinding, to line: inout JSONLine) {
    line.beginObject()
    line.member("ruleId", "advisory-" + finding.severity.rawValue)
    line.member("level", finding.severity.rawValue)
    line.object("message") { $0.member("text", CheckSARIF.message(text(of: finding))) }
    line.key("locations")
    line.beginArray()
    line.beginObject()
    line.object("physicalLocation") { line in
      line.object("artifactLocation") { $0.member("uri", FileURI.text(finding.location.file)) }
      if let number = finding.location.line, number > 0 { line.object("region") { $0.member("startLine", number) } }
    }
    line.endObject()
    line.endArray()
    line.endObject()
  }

  /// Field, message and a right example, inert.
  private static func text(of finding: LintFinding) -> String {
    var text: String = finding.location.field.map { $0 + ": " } ?? ""
    text += finding.message
    if let example = finding.example { text += " Right: " + example }
    return InertText(text, limit: CheckPage.proseLimit).text
  }

  // MARK: JUnit

  /// One test case a file: errors are a failure, warnings stand in `system-out`.
  private static func writeJUnit(
    _ findings: [LintFinding], paths: [String], to output: inout ResultOutput
  ) throws(CordonError) {
    let byFile: [String: [LintFinding]] = Dictionary(grouping: findings) { $0.location.file }
    let files: [String] = Set(paths).union(byFile.keys).sorted()
    let failures: Int = byFile.values.reduce(0) { $0 + ($1.contains { $0.severity == .error } ? 1 : 0) }
    var xml: XMLWriter = XMLWriter()
    xml.startSuite("cordon advisory lint", tests: files.count, failures: failures)
    for file in files {
      let found: [LintFinding] = byFile[file] ?? []
      let errors: [LintFinding] = found.filter { $0.severity == .error }
      xml.start("testcase", [("classname", "advisory lint"), ("name", file), ("time", "0")])
      if let first = errors.first {
        xml.element("failure", [("message", text(of: first)), ("type", "error")], lines: errors.map(line))
      }
      let warnings: [String] = found.filter { $0.severity == .warning }.map(line)
      if !warnings.isEmpty { xml.element("system-out", lines: warnings) }
      xml.end("testcase")
      try xml.pass(to: &output)
    }
    xml.endSuite()
    try xml.pass(to: &output)
  }

  private static func line(_ finding: LintFinding) -> String {
    finding.location.inertText + ": " + finding.severity.rawValue + ": " + finding.message
  }
}
