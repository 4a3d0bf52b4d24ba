/// What tells one state of a file from every other: while all of it is the same, so is the content, unless the file was
/// written within one grain of its times or a clock was set back.
package struct FileIdentity: Sendable, Hashable {
  /// The file system, by the number the kernel gives it.
  package var device: UInt64
  /// The file in it.
  package var inode: UInt64
  /// Bytes.
  package var size: UInt64
  /// Nanoseconds since the epoch.
  package var modified: Int64
  /// Nanoseconds since the epoch; only the system sets it.
  package var changed: Int64

  package init(device: UInt64, inode: UInt64, size: UInt64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }
}
