package import CordonModel

/// One thing that is wrong, or doubtful, in a file a person wrote: where, what, and how it would be right.
package struct LintFinding: Sendable, Codable, Hashable {
  /// How grave a finding is. The raw value is frozen: it stands in saved results.
  package enum Severity: String, Sendable, Codable, Hashable, CaseIterable {
    /// The file cannot be used.
    case error
    /// The file can be used, but a person should look.
    case warning
  }

  package var severity: Severity
  /// File, 1-based line, and the field's path such as `products[2].purl` (rows count from 0).
  package var location: CordonError.Location
  /// What is wrong, in one or two sentences, without line breaks.
  package var message: String
  /// What would be right at this place, when there is something to show.
  package var example: String?

  package init(severity: Severity, location: CordonError.Location, message: String, example: String? = nil) {
    self.severity = severity
    self.location = location
    self.message = message
    self.example = example
  }
}
