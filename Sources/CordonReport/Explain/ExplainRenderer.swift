package import CordonModel

/// An explanation in every format it can be written in.
package enum ExplainRenderer {
  /// The formats.
  package static let formats: [OutputFormat] = [.table, .json, .md, .html]

  /// Writes the explanation. The same request and options give the same bytes. An advisory or finding that the result
  /// does not hold is written as the overview; whoever asks has looked it up before.
  ///
  /// - Throws: what `output` throws; nothing else.
  package static func write(
    _ request: ExplainRequest, as format: OutputFormat, options: TextOptions, to output: inout ResultOutput
  ) throws(CordonError) {
    if format == .json {
      try output.append(ExplainJSON.encode(request))
      return
    }
    let (document, title): (Document, String) = page(request, options)
    switch format {
    case .md: try MarkdownWriter.write(document: document, to: &output)
    case .html: try HTMLPage.write(document: document, title: title, language: options.language, to: &output)
    default:
      try output.append(
        DocumentTextWriter.text(of: document, width: options.width, usesColour: options.colour))
    }
  }

  private static func page(_ request: ExplainRequest, _ options: TextOptions) -> (Document, String) {
    guard let explanation = explanations(request).first, request.subject != .everything else {
      let page = ExplainOverviewPage(request: request, options: options)
      return (page.document(), page.title)
    }
    let page = ExplainPage(explanation: explanation, file: request.file, options: options)
    return (page.document(), page.title)
  }

  /// What is asked about: one answer, or all of them.
  static func explanations(_ request: ExplainRequest) -> [Explanation] {
    switch request.subject {
    case .everything: request.report.results.map { Explanation(request, $0) }
    case .advisory(let id):
      request.report.results.filter { $0.assessment.advisory.id == id }.map { Explanation(request, $0) }
    case .finding(let finding, let id):
      request.report.results.filter { $0.assessment.advisory.id == id }
        .map { Explanation(request, $0, finding: finding) }
    }
  }
}
