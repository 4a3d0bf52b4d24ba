/// Where a pack came from. Later places override earlier ones.
package struct AdvisoryOrigin: Sendable, Codable, Hashable {
  /// The kind of place, which decides what overrides what.
  package var place: Place
  /// The file, as it was found.
  package var path: String

  /// The raw value is frozen: it stands in saved results.
  package enum Place: String, Sendable, Codable, Hashable, CaseIterable, Comparable {
    /// Shipped with Cordon.
    case installation
    /// `/etc/cordon/advisories`, kept by the administrator.
    case system
    /// The user's own folder.
    case user
    /// Named on the command line.
    case file

    private var rank: Int {
      switch self {
      case .installation: 0
      case .system: 1
      case .user: 2
      case .file: 3
      }
    }

    package static func < (left: Place, right: Place) -> Bool { left.rank < right.rank }
  }

  package init(place: Place, path: String) {
    self.place = place
    self.path = path
  }
}

/// A pack that is not in force, because another of the same id is.
package struct OverriddenPack: Sendable, Codable, Hashable {
  /// Where it lies.
  package var origin: AdvisoryOrigin
  /// Its revision.
  package var revision: Int

  package init(origin: AdvisoryOrigin, revision: Int) {
    self.origin = origin
    self.revision = revision
  }
}
