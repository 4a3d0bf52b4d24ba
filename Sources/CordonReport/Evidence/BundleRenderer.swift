package import CordonModel

/// A verdict on a bundle in every format.
package enum BundleRenderer {
  /// The formats it can be written in.
  package static let formats: [OutputFormat] = [.table, .json, .md, .html]

  /// Writes the verdict. The same verdict and options give the same bytes.
  ///
  /// - Parameter format: one of ``formats``; another is written as a table.
  /// - Throws: what `output` throws; nothing else.
  package static func write(
    _ verdict: BundleVerdict, as format: OutputFormat, options: TextOptions, to output: inout ResultOutput
  ) throws(CordonError) {
    let page = BundlePage(verdict: verdict, options: options)
    switch format {
    case .json: try output.append(BundleJSON.encode(verdict))
    case .md: try MarkdownWriter.write(document: page.document(), to: &output)
    case .html:
      try HTMLPage.write(document: page.document(), title: page.title, language: options.language, to: &output)
    default:
      try output.append(
        DocumentTextWriter.text(of: page.document(), width: options.width, usesColour: options.colour))
    }
  }
}

/// What a command says beside its answer when it keeps evidence.
package enum EvidenceNotice {
  /// Where the evidence lies, and by whom it is signed: two lines.
  ///
  /// - Parameters:
  ///   - place: the folder, as it was named.
  ///   - fingerprint: of the key.
  ///   - head: the sum of the last line.
  package static func kept(
    items: Int, place: String, part: Int, fingerprint: String, head: String, language: Language
  ) -> String {
    let first: LocalizedText = EvidenceSentences.kept(Count(items), place: InertText(place).text, part: Count(part))
    return first[language] + "\n" + EvidenceSentences.signed(by: fingerprint, head: head)[language]
  }

  /// That a key was made.
  package static func newKey(_ fingerprint: String, file: String, language: Language) -> String {
    EvidenceSentences.newKey(fingerprint, file: InertText(file).text)[language]
  }
}
