package import CordonModel

/// What came out of reading one file of exceptions.
package struct ExceptionsReading: Sendable {
  /// The rows without a mistake, in the order of the file; none when the file as a whole has one.
  package var exceptions: [FindingException]
  /// Errors and warnings in the order of their lines.
  package var findings: [LintFinding]

  package init(exceptions: [FindingException], findings: [LintFinding]) {
    self.exceptions = exceptions
    self.findings = findings
  }
}
