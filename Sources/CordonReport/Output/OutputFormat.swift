/// How a result can be written. The raw value is what `-o` takes.
package enum OutputFormat: String, Sendable, CaseIterable {
  /// For people, as wide as the terminal.
  case table
  /// One status line, then one line a finding, for monitoring scripts.
  case plain
  case json
  /// One JSON object a line.
  case ndjson
  case csv
  /// SARIF 2.1.0.
  case sarif
  /// The XML that JUnit made common.
  case junit
  /// Markdown, for tickets and chats.
  case md
  /// One file, without scripts or anything from elsewhere.
  case html
  /// CycloneDX 1.6, JSON.
  case cyclonedx
}
