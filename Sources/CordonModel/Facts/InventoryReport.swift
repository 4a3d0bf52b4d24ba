/// Everything one run of `inventory` found out: what its formats show.
package struct InventoryReport: Sendable {
  /// What was looked at.
  package var target: Target
  /// When the run began.
  package var startedAt: Timestamp
  /// When the run ended.
  package var finishedAt: Timestamp
  /// The version of Cordon that looked.
  package var toolVersion: String
  /// Sorted by purl, then location; a package that lies in several places is listed for each.
  package var packages: [SoftwarePackage]
  /// One entry a check that was done.
  package var coverage: [Coverage]
  /// Whether someone asked the run to stop before everything was looked at.
  package var isInterrupted: Bool

  package init(
    target: Target, startedAt: Timestamp, finishedAt: Timestamp, toolVersion: String, packages: [SoftwarePackage],
    coverage: [Coverage], isInterrupted: Bool = false
  ) {
    self.target = target
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.toolVersion = toolVersion
    self.packages = packages
    self.coverage = coverage
    self.isInterrupted = isInterrupted
  }

  /// Whether everything that was to be looked at was looked at. Without any check, nothing was.
  package var isComplete: Bool {
    !isInterrupted && !coverage.isEmpty && coverage.allSatisfy { $0.state == .complete }
  }
}
