internal import CordonModel
internal import Testing

@testable internal import CordonReport

/// What every page holds, whatever is on it.
enum PageChecks {
  /// No line is too wide or ends in a space, nothing can drive the terminal, the last line ends.
  static func expectCalm(_ text: String, width: Int, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(text.hasSuffix("\n"), sourceLocation: sourceLocation)
    #expect(!text.hasSuffix("\n\n"), sourceLocation: sourceLocation)
    #expect(!text.contains("\n\n\n"), "two empty lines", sourceLocation: sourceLocation)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let columns: Int = DisplayWidth.of(String(line))
      #expect(columns <= width, "\(columns) columns: \(line)", sourceLocation: sourceLocation)
      #expect(!line.hasSuffix(" "), "space at the end: \(line)", sourceLocation: sourceLocation)
    }
    let unsafe: Unicode.Scalar? = text.unicodeScalars.first { $0 != "\n" && InertText.isUnsafe($0) }
    #expect(
      unsafe == nil, "unsafe scalar \(unsafe.map { String($0.value, radix: 16) } ?? "")", sourceLocation: sourceLocation
    )
  }
}
