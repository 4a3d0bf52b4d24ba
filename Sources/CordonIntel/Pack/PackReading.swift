package import CordonModel

/// What came out of reading one pack.
package struct PackReading: Sendable {
  /// The advisory; `nil` when at least one finding is an error.
  package var advisory: Advisory?
  /// Errors and warnings in the order of their lines.
  package var findings: [LintFinding]

  /// Whether the pack must not be used.
  package var hasErrors: Bool { findings.contains { $0.severity == .error } }

  package init(advisory: Advisory?, findings: [LintFinding]) {
    self.advisory = advisory
    self.findings = findings
  }
}
