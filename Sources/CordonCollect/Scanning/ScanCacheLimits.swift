/// What the cache of a scan may take. All are visible settings.
package struct ScanCacheLimits: Sendable, Hashable {
  /// Bytes of the database; beyond it those entries go that were not seen for the longest time.
  package var bytes: Int = 512 << 20
  /// Bytes of one entry: an archive with more members than fit is read anew each time.
  package var entryBytes: Int = 4 << 20
  /// Bytes of entries that wait for being written; beyond it they are given up.
  package var waitingBytes: Int = 16 << 20
  /// Entries written in one transaction.
  package var batch: Int = 2_000
  /// Nanoseconds within which a file may change without showing it in its times: a page written through a mapping sets them
  /// once, and what is written to it before the kernel takes it to the disk (30 to 35 s) does not show.
  package var grain: Int64 = 60_000_000_000

  package init() {}
}
