package import CordonCollect
package import CordonModel

/// What one run of `scan` is asked to do.
package struct ScanRequest: Sendable {
  /// Files and folders, as they were typed.
  package var paths: [[UInt8]]
  /// Rules of the user's own.
  package var rules: [RuleSource]
  /// What was wrong with their files.
  package var ruleProblems: [RuleProblem]
  /// Digests that the output needs beside SHA-256.
  package var digests: Set<Digest.Kind>
  package var options: FileScanOptions

  package init(
    paths: [[UInt8]], rules: [RuleSource] = [], ruleProblems: [RuleProblem] = [], digests: Set<Digest.Kind> = [],
    options: FileScanOptions = FileScanOptions()
  ) {
    self.paths = paths
    self.rules = rules
    self.ruleProblems = ruleProblems
    self.digests = digests
    self.options = options
  }
}
