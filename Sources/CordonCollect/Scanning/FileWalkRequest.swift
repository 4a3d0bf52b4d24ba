/// Which files are to be found.
package struct FileWalkRequest: Sendable, Hashable {
  /// Where to look.
  package enum Scope: Sendable, Hashable {
    /// The running system: every local file system that is mounted.
    case live
    /// The root of another system, mounted at this path, with the local file systems mounted below it.
    case root(String)
    /// These files and folders, as someone typed them. A link is followed to what it means, because that was asked for;
    /// what was named is looked at on any file system, and what is mounted below it when it is a local one.
    case paths([[UInt8]])
  }

  package var scope: Scope
  /// Folders to be walked before all others, in this order, and not again later: absolute, as the target sees them or with
  /// the root in front. One that is not there or not in the scope is passed over. Of no meaning for ``Scope/paths(_:)``.
  package var first: [[UInt8]]
  /// Folders that nobody looks into, as in ``InventoryOptions/excludedFolders``: each that is there is a gap.
  package var excluded: [String]

  package init(_ scope: Scope, first: [[UInt8]] = [], excluded: [String] = []) {
    self.scope = scope
    self.first = first
    self.excluded = excluded
  }
}

/// The visible limits of a walk over files. What passes a limit is a gap, never silence.
package struct FileWalkOptions: Sendable, Hashable {
  /// Folder levels below each start.
  package var depth: Int = 16_384
  /// Bytes of the path of a folder. Longer ones than the system takes at once (4,096) are walked all the same.
  package var pathBytes: Int = 256 << 10
  /// Folders on the way down that are open at a time; those above are opened again on the way back.
  package var openFolders: Int = 128
  /// Files with several names (hard links) that are remembered, at 32 bytes each. Beyond it a file can be met once for
  /// each of its names.
  package var linkedFiles: Int = 500_000
  /// Resolves links in user space even where the kernel could do it (`openat2`, Linux 5.6).
  package var resolvesStepwise: Bool = false

  package init() {}
}

/// What a walk met.
package struct FileWalkCount: Sendable, Hashable {
  /// Directory entries of every kind.
  package var entries: Int = 0
  /// Regular files that were handed on.
  package var files: Int = 0
  /// Folders that were listed.
  package var folders: Int = 0
  /// Symbolic links; none was followed.
  package var links: Int = 0
  /// FIFOs, sockets and devices; none was opened.
  package var special: Int = 0
  /// Further names of files that had been handed on under another.
  package var furtherNames: Int = 0
  /// Entries that were gone when they were looked at.
  package var vanished: Int = 0

  package init() {}
}
