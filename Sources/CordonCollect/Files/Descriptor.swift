internal import CLinux
internal import CordonModel
internal import Glibc

/// An open file descriptor, closed when it goes.
package struct Descriptor: ~Copyable {
  package let number: Int32

  /// Takes over the result of an opening call.
  init(result: Int32) throws(FileFailure) {
    guard result >= 0 else { throw FileFailure(result: Int(result)) }
    number = result
  }

  deinit { close(number) }

  func status() throws(FileFailure) -> FileStatus { try FileStatus(at: number, name: "") }

  /// Lets the kernel begin to read from the disk, so that the bytes are there when a worker comes to them. Of a file in the
  /// page cache this costs next to nothing; where it is refused, nothing is lost.
  func readAhead(_ size: UInt64) {
    guard size > 0 else { return }
    _ = posix_fadvise(number, 0, Int(clamping: min(size, Descriptor.bytesAhead)), POSIX_FADV_WILLNEED)
  }

  /// Of a larger file the rest comes by the kernel's own reading ahead.
  private static let bytesAhead: UInt64 = 16 << 20

  /// A second descriptor of the same open file.
  func copy() throws(FileFailure) -> Descriptor {
    let copy: Int32 = fcntl(number, F_DUPFD_CLOEXEC, 0)
    return try Descriptor(result: copy < 0 ? -EMFILE : copy)
  }
}

/// What the system says of a file: kind, identity, size and times.
struct FileStatus {
  private var facts: cordon_status

  /// Looks at `name` in the folder, without following a link; an empty name is the descriptor itself.
  init(at directory: Int32, name: String) throws(FileFailure) {
    var facts = cordon_status()
    let result: Int32 = unsafe cordon_status_at(directory, name, &facts)
    guard result == 0 else { throw FileFailure(result: Int(result)) }
    self.facts = facts
  }

  /// As above, `nil` when there is nothing to look at.
  init?(entry name: UnsafePointer<CChar>, in directory: Int32) {
    var facts = cordon_status()
    guard unsafe cordon_status_at(directory, name, &facts) == 0 else { return nil }
    self.facts = facts
  }

  /// As a walk asks for it: quickly, without the time of birth. An empty name is the descriptor itself.
  ///
  /// - Returns: 0, or the negative error number; then `self` is not changed.
  mutating func look(at name: UnsafePointer<CChar>, in directory: Int32) -> Int32 {
    unsafe cordon_cached_status_at(directory, name, &facts)
  }

  /// Nothing looked at so far.
  init() { facts = cordon_status() }

  /// Of an open descriptor.
  init?(descriptor: Int32) {
    var facts = cordon_status()
    guard unsafe cordon_status_at(descriptor, "", &facts) == 0 else { return nil }
    self.facts = facts
  }

  var kind: mode_t { facts.mode & S_IFMT }
  var isRegular: Bool { facts.mode & S_IFMT == S_IFREG }
  var isDirectory: Bool { facts.mode & S_IFMT == S_IFDIR }
  /// Whether this is a file large enough to be a program with modules in it.
  var isLargeAsProgram: Bool { isRegular && facts.size >= 16_384 }
  /// Whether somebody may execute it.
  var isExecutable: Bool { facts.mode & 0o111 != 0 }
  var isLink: Bool { facts.mode & S_IFMT == S_IFLNK }
  /// The mark an overlay file system leaves in a layer for something that was removed: a character device 0:0.
  var isWhiteout: Bool { facts.mode & S_IFMT == S_IFCHR && facts.special == 0 }
  /// Permissions and kind, as in stat(2).
  var mode: UInt32 { facts.mode }
  /// Numeric owner.
  var owner: UInt32 { facts.owner }
  /// Names that this file has (hard links).
  var links: UInt32 { facts.links }
  /// What tells this state of the file from every other.
  var identity: FileIdentity {
    FileIdentity(
      device: facts.device, inode: facts.inode, size: facts.size, modified: facts.modified_exact,
      changed: facts.changed_exact)
  }
  var device: UInt64 { facts.device }
  var inode: UInt64 { facts.inode }
  var size: UInt64 { facts.size }
  /// Seconds since the epoch.
  var modified: Int64 { facts.modified }
  var changed: Int64 { facts.changed }
  /// When the file came into being on this file system, where that is recorded.
  var born: Int64? { facts.known & UInt32(CORDON_KNOWS_BIRTH) != 0 ? facts.born : nil }
  /// The mount's number in `/proc/self/mountinfo` (Linux 5.8).
  var mount: UInt64? { facts.known & UInt32(CORDON_KNOWS_MOUNT) != 0 ? facts.mount : nil }
}
