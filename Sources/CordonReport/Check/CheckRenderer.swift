package import CordonModel

/// A finished check in every format.
package enum CheckRenderer {
  /// The formats a check can be written in.
  package static let formats: [OutputFormat] = [.table, .json]

  /// Writes the report. The same report and options give the same bytes.
  ///
  /// - Parameter failOn: what `--fail-on` was; it decides the exit code that some formats name, nothing else.
  /// - Throws: what `output` throws; nothing else.
  package static func write(
    _ report: CheckReport, as format: OutputFormat, options: TextOptions, failOn: FailOn,
    to output: inout ResultOutput
  ) throws(CordonError) {
    switch format {
    case .json: try output.append(CheckJSON.encode(report, failOn: failOn))
    default: try output.append(TextRenderer.render(report, options: options))
    }
  }
}
