package import CordonModel

/// A place that is to be looked up.
package struct KnownPathQuery: Sendable, Hashable {
  /// The caller's own number; it comes back in every sighting.
  package var id: Int
  /// The platform it was written for; of no interest on another.
  package var platform: Platform
  package var pattern: PathPattern

  package init(id: Int, platform: Platform, pattern: PathPattern) {
    self.id = id
    self.platform = platform
    self.pattern = pattern
  }
}

/// Something that lies at a known place.
package struct KnownPathSighting: Sendable, Hashable {
  /// ``KnownPathQuery/id``
  package var query: Int
  /// Absolute and as it is spelt on the disk, any bytes; folders on the way stand by their own names, not by those of
  /// links to them.
  package var path: [UInt8]
  package var isFolder: Bool
  /// Of what lies there, or of what a link there leads to; `nil` for a link that leads to nothing.
  package var identity: FileIdentity?
  package var modified: Timestamp?
  /// Bytes; 0 for a folder.
  package var size: UInt64
}

/// What a search of known paths found, and what it could not look at.
package struct KnownPathResult: Sendable, Hashable {
  /// By query, then by path.
  package var sightings: [KnownPathSighting] = []
  /// `nil` where the check does not apply: a part of a disk has no users and no root that patterns could hang below.
  package var coverage: Coverage?
}

/// The visible limits of a search of known paths. What passes a limit is a gap, never silence.
package struct KnownPathOptions: Sendable, Hashable {
  /// Users of one system.
  package var users: Int = 10_000
  /// Entries of one folder in which a name is looked for.
  package var folderEntries: Int = 200_000
  /// Folders that one `**` leads into, for each query and user.
  package var foldersBelow: Int = 20_000
  /// Sightings that are kept of one query.
  package var matches: Int = 1_000
  /// Names that are kept in memory; beyond it folders are read again.
  package var namesKept: Int = 500_000
  /// Looks of one search in all.
  package var looks: Int = 5_000_000
  /// Bytes of a registry hive.
  package var registryHiveBytes: Int = 2 << 30
  /// Cells read of it.
  package var registryCells: Int = 2_000_000
  /// Resolves links in user space even where the kernel could do it (`openat2`, Linux 5.6).
  package var resolvesStepwise: Bool = false

  package init() {}
}
