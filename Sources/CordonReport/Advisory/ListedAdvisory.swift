package import CordonModel

/// An advisory together with where it was read from.
package struct ListedAdvisory: Sendable {
  /// The advisory that is in force.
  package var advisory: Advisory
  /// Where its pack lies.
  package var origin: AdvisoryOrigin
  /// Packs of the same id that are not in force.
  package var overridden: [OverriddenPack]

  package init(advisory: Advisory, origin: AdvisoryOrigin, overridden: [OverriddenPack] = []) {
    self.advisory = advisory
    self.origin = origin
    self.overridden = overridden
  }
}
