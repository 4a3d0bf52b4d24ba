/// What the system tells a file by.
struct FileKey: Hashable {
  let device: UInt64
  let inode: UInt64

  init(_ status: FileStatus) {
    device = status.device
    inode = status.inode
  }
}

/// The files that a walk may meet again under another name, with a bounded memory.
struct SeenFiles {
  private let limit: Int
  /// Files that were named one by one may lie in a folder that is walked as well.
  private let alsoSingle: Bool
  private var keys: Set<FileKey> = []

  init(limit: Int, alsoSingle: Bool) {
    self.limit = limit
    self.alsoSingle = alsoSingle
  }

  /// Notes a file; whether it is met for the first time. One that cannot be remembered always is.
  @inline(__always)
  mutating func insert(_ status: FileStatus, isNamed: Bool = false) -> Bool {
    guard status.links > 1 || isNamed else { return !alsoSingle || !keys.contains(FileKey(status)) }
    let key = FileKey(status)
    if keys.count >= limit { return !keys.contains(key) }
    return keys.insert(key).inserted
  }
}
