package import CordonModel

/// A finished check as text for people: the answer first, then what it rests on.
package enum TextRenderer {
  /// The text, ending in a line feed. The same report and options give the same bytes.
  package static func render(_ report: CheckReport, options: TextOptions) -> String {
    let document: Document = CheckPage(report: report, options: options).document()
    return DocumentTextWriter.text(of: document, width: options.width, usesColour: options.colour)
  }
}
