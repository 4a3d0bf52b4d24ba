package import CordonModel

/// An advisory together with where it was read from.
package struct ListedAdvisory: Sendable {
  /// What it says.
  package var advisory: Advisory
  /// The file, or another description of the place, as text for people.
  package var origin: String

  package init(advisory: Advisory, origin: String) {
    self.advisory = advisory
    self.origin = origin
  }
}
