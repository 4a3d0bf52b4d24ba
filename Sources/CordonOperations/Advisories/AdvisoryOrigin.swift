/// Where a pack came from. Later places override earlier ones.
package struct AdvisoryOrigin: Sendable, Hashable {
  package enum Place: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Shipped with Cordon.
    case installation
    /// `/etc/cordon/advisories`, kept by the administrator.
    case system
    /// The user's own folder.
    case user
    /// Named on the command line.
    case file

    package static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
  }

  package var place: Place
  package var path: String

  package init(place: Place, path: String) {
    self.place = place
    self.path = path
  }
}
