/// One archive that is open, with what lies open around it in the levels before it.
struct ArchiveLevel {
  let reader: ArchiveReader
  /// The names that lead to the archive.
  let place: [[UInt8]]
  /// What has to stay in memory as long as the level is open.
  let memory: MemberBuffer?

  /// What follows behind the end of the archive in the same file.
  var sequel: ByteWindow? {
    guard case .container(let container) = reader else { return nil }
    return container.sequel
  }
}
