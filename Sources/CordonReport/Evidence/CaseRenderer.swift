package import CordonModel

/// The report of a case in every format.
package enum CaseRenderer {
  /// The formats it can be written in.
  package static let formats: [OutputFormat] = [.table, .md, .html]

  /// Writes the report. The same contents and options give the same bytes.
  ///
  /// - Parameter format: one of ``formats``; another is written as a table.
  /// - Throws: what `output` throws; nothing else.
  package static func write(
    _ contents: CaseContents, as format: OutputFormat, options: TextOptions, to output: inout ResultOutput
  ) throws(CordonError) {
    let page = CasePage(contents: contents, options: options, isSheet: format == .html || options.verbose)
    switch format {
    case .md: try MarkdownWriter.write(document: page.document(), to: &output)
    case .html:
      try HTMLPage.write(document: page.document(), title: page.title, language: options.language, to: &output)
    default:
      try output.append(
        DocumentTextWriter.text(of: page.document(), width: options.width, usesColour: options.colour))
    }
  }
}
