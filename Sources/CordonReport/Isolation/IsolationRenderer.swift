package import CordonModel

/// What a command about an isolation did, for people and for programs.
package enum IsolationRenderer {
  /// The formats it can be written in.
  package static let formats: [OutputFormat] = [.table, .json]

  /// The text, ending in a line feed. The same report and options give the same bytes.
  package static func text(_ report: IsolationReport, options: TextOptions) -> String {
    let document: Document = IsolationPage(report: report, options: options).document()
    let text: String = DocumentTextWriter.text(of: document, width: options.width, usesColour: options.colour)
    // The rules are to be copied: they are neither wrapped nor coloured.
    guard let ruleset = report.ruleset, report.act == .plan else { return text }
    return text + "\n"
      + ruleset.split(separator: "\n").map { InertText(String($0)).text + "\n" }.joined()
  }

  /// The JSON, schema `cordon.isolation`, version 1.
  package static func json(_ report: IsolationReport, exitCode: Int32) -> [UInt8] {
    IsolationJSON.value(report, exitCode: exitCode).bytes
  }
}
