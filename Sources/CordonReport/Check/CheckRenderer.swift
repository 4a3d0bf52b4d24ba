package import CordonModel

/// A finished check in every format.
package enum CheckRenderer {
  /// The formats a check can be written in.
  package static let formats: [OutputFormat] = OutputFormat.allCases

  /// Writes the report. The same report and options give the same bytes.
  ///
  /// Plain, NDJSON, CSV, SARIF and JUnit are written finding by finding: memory does not grow with their number. The
  /// pages for people show at most 1,000 findings an advisory and count the rest.
  ///
  /// - Parameter failOn: what `--fail-on` was; it decides the exit code that some formats name, nothing else.
  /// - Throws: what `output` throws; nothing else.
  package static func write(
    _ report: CheckReport, as format: OutputFormat, options: TextOptions, failOn: FailOn,
    to output: inout ResultOutput
  ) throws(CordonError) {
    let language: Language = options.language
    switch format {
    case .table: try output.append(TextRenderer.render(report, options: options))
    case .plain: try CheckPlain.write(report, to: &output)
    case .json: try output.append(CheckJSON.encode(report, failOn: failOn))
    case .ndjson: try CheckNDJSON.write(report, failOn: failOn, to: &output)
    case .csv: try CheckCSV.write(report, language: language, to: &output)
    case .sarif: try CheckSARIF.write(report, language: language, failOn: failOn, to: &output)
    case .junit: try CheckJUnit.write(report, language: language, to: &output)
    case .md: try MarkdownWriter.write(document: CheckSheet.markdown(report, options: options).document(), to: &output)
    case .html:
      let sheet: CheckSheet = CheckSheet.html(report, options: options)
      try HTMLPage.write(document: sheet.document(), title: sheet.title, language: language, to: &output)
    case .cyclonedx: try CheckCycloneDX.write(report, language: language, to: &output)
    }
  }
}
