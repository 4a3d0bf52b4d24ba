/// The software of one target, with the coverage of every check that was done.
package struct Inventory: Sendable {
  /// What was looked at.
  package var target: Target
  /// Sorted by purl, then location.
  package var packages: [SoftwarePackage]
  /// At most one entry a check.
  package var coverage: [Coverage]

  package init(target: Target, packages: [SoftwarePackage], coverage: [Coverage]) {
    self.target = target
    self.packages = packages
    self.coverage = coverage
  }
}
