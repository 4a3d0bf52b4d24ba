package import CordonModel

/// One thing that is wrong, or doubtful, in an advisory file.
package struct ReportedFinding: Sendable, Hashable {
  /// File, line and field.
  package var location: CordonError.Location
  /// Whether the file cannot be used, or a person should look.
  package var severity: Severity
  /// What is wrong, in English.
  package var message: String
  /// How it would be right.
  package var example: String?

  /// The raw value is what the line says; tools read it, so it is the same in every language.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    case error, warning
  }

  package init(location: CordonError.Location, severity: Severity, message: String, example: String? = nil) {
    self.location = location
    self.severity = severity
    self.message = message
    self.example = example
  }
}
