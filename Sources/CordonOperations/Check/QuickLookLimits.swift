/// What a quick check reads of what lies at known places, so that it answers within seconds however much lies there. What
/// passes a limit is named in the coverage; a deep check has neither.
package struct QuickLookLimits: Sendable, Hashable {
  /// Bytes in all that are read; small files go first. What the cache answers for is not read.
  package var bytes: Int = 512 << 20
  /// Bytes of a file that is opened as an archive.
  package var archiveBytes: Int = 16 << 20

  /// The limits that Cordon uses unless told otherwise.
  package init() {}
}
