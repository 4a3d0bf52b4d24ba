/// A match with the advisory it belongs to: what the matchers of files, processes and contacts give.
package struct AdvisoryMatch: Sendable, Hashable {
  /// The revision whose row matched.
  package var advisory: AdvisoryReference
  /// What was found, and why it matched.
  package var match: Match

  package init(advisory: AdvisoryReference, match: Match) {
    self.advisory = advisory
    self.match = match
  }
}
