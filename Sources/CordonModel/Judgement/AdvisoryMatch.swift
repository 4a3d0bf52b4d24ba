/// A match with the advisory it belongs to: what the matchers of files, processes and contacts give.
package struct AdvisoryMatch: Sendable, Hashable {
  /// The revision whose row matched.
  package var advisory: AdvisoryReference
  /// What was found, and why it matched.
  package var match: Match
  /// Whether it shows that the product itself is there in a compromised form: a rule that matched a file at a place which
  /// the advisory names as the product's own.
  package var exposes: Bool

  package init(advisory: AdvisoryReference, match: Match, exposes: Bool = false) {
    self.advisory = advisory
    self.match = match
    self.exposes = exposes
  }
}
