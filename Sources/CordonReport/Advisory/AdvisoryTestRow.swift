package import CordonModel

/// One of an advisory's own tests, and how it came out.
package struct AdvisoryTestRow: Sendable {
  /// The id of the advisory.
  package var advisory: String
  /// How it came out.
  package var outcome: AdvisoryTestOutcome

  package init(advisory: String, outcome: AdvisoryTestOutcome) {
    self.advisory = advisory
    self.outcome = outcome
  }
}
