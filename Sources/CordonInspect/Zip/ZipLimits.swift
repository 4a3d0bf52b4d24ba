/// What the reading of one file's archives may cost. What passes a limit is a ``ZipFailure``, never silence.
package struct ZipLimits: Sendable, Hashable {
  /// Levels of archives inside each other; the file itself is the first.
  package var depth: Int = 8
  /// Archives in one file, the file itself included.
  package var archives: Int = 10_000
  /// Entries of one archive that are looked at.
  package var entries: Int = 300_000
  /// Entries of all archives in one file.
  package var allEntries: Int = 2_000_000
  /// Bytes of one archive's central directory that are read.
  package var directoryBytes: Int = 32 << 20
  /// Bytes of one entry once inflated.
  package var entryBytes: Int = 128 << 20
  /// Bytes inflated for one file in all.
  package var inflatedBytes: Int = 512 << 20
  /// Bytes of inflated archives held at the same time, on the way down into nested ones.
  package var heldBytes: Int = 192 << 20
  /// How many times its compressed size an entry of more than ``ratioFloor`` bytes may have.
  package var ratio: Int = 200
  /// Smaller entries may be as regular as they like.
  package var ratioFloor: Int = 1 << 20

  /// The limits that Cordon uses unless told otherwise.
  package init() {}
}

/// What is left of the limits that hold for a whole file.
package struct ZipBudget: Sendable {
  /// Bytes that may still be inflated.
  package private(set) var inflatedBytes: Int
  /// Archives that may still be opened.
  package private(set) var archives: Int
  /// Entries that may still be listed.
  package private(set) var entries: Int

  /// Everything the limits allow.
  package init(_ limits: ZipLimits) {
    inflatedBytes = limits.inflatedBytes
    archives = limits.archives
    entries = limits.allEntries
  }

  /// Takes room for `count` bytes, or says that there is none.
  mutating func takeBytes(_ count: Int) -> Bool {
    guard count >= 0, count <= inflatedBytes else { return false }
    inflatedBytes -= count
    return true
  }

  /// Takes room for an archive, or says that there is none.
  mutating func takeArchive() -> Bool {
    guard archives > 0 else { return false }
    archives -= 1
    return true
  }

  /// Takes room for the entries of an archive, or says that there is none.
  mutating func takeEntries(_ count: Int) -> Bool {
    guard count <= entries else { return false }
    entries -= count
    return true
  }
}
