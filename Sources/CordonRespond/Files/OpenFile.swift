internal import CFileState
internal import CordonModel
internal import Glibc

/// An open file or folder, closed with the last reference to it.
final class OpenFile: Sendable {
  let number: Int32

  /// Takes over the result of an opening call.
  init(result: Int32, _ what: String = "") throws(RespondFailure) {
    guard result >= 0 else { throw RespondFailure(number: 0 &- result, what) }
    number = result
  }

  deinit { close(number) }

  /// Opens a file for reading and leaves the time of its last access alone, where that is allowed: only to its owner.
  static func reading(_ name: EntryName, in folder: OpenFile) throws(RespondFailure) -> OpenFile {
    let flags: Int32 = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let kept: Int32 = unsafe name.use {
      unsafe cordon_state_open(folder.number, $0, flags | CORDON_STATE_KEEP_ACCESS_TIME)
    }
    guard kept == -EPERM else { return try OpenFile(result: kept) }
    return try OpenFile(result: unsafe name.use { unsafe cordon_state_open(folder.number, $0, flags) })
  }

  /// What the system says of it.
  func facts() throws(RespondFailure) -> FileFigures { try FileFigures(in: self, name: []) }

  /// Fills the buffer from `offset` on, as far as the file reaches.
  ///
  /// - Returns: how many bytes came.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(RespondFailure) -> Int {
    var filled: Int = 0
    while filled < buffer.count, let base = buffer.baseAddress {
      let count: Int = unsafe pread(number, base + filled, buffer.count - filled, Int(offset) + filled)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw RespondFailure(number: errno, "reading") }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Exactly `count` bytes, or a failure that the file is cut.
  func bytes(_ count: Int, at offset: Int64) throws(RespondFailure) -> [UInt8] {
    var failure: RespondFailure?
    let bytes: [UInt8] = unsafe Array(unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(RespondFailure) {
        filled = unsafe try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard bytes.count == count else { throw RespondFailure(.damagedItem, "the file ends too early") }
    return bytes
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(RespondFailure) {
    var written: Int = 0
    while written < bytes.count, let base = bytes.baseAddress {
      let count: Int = unsafe pwrite(number, base + written, bytes.count - written, Int(offset) + written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw RespondFailure(number: count == 0 ? EIO : errno, "writing") }
      written += count
    }
  }

  func write(_ bytes: [UInt8], at offset: Int64) throws(RespondFailure) {
    var failure: RespondFailure?
    unsafe bytes.withUnsafeBytes { buffer in
      do throws(RespondFailure) { unsafe try write(buffer, at: offset) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Waits until the disk has it.
  func sync() throws(RespondFailure) {
    guard fsync(number) == 0 else { throw RespondFailure(number: errno, "syncing") }
  }
}

/// A name in a folder, with the zero that the system wants at its end.
struct EntryName: Sendable, Hashable {
  let bytes: [UInt8]
  private let text: [CChar]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    text = bytes.map { CChar(bitPattern: $0) } + [0]
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  func use<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    unsafe text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        var empty: CChar = 0
        return unsafe body(&empty)
      }
      return unsafe body(base)
    }
  }
}

/// What tells a file and its state, as statx has it.
struct FileFigures: Sendable {
  let device: UInt64
  let inode: UInt64
  let size: UInt64
  let mount: UInt64
  let mode: UInt32
  let owner: UInt32
  let group: UInt32
  let links: UInt32
  let accessed: FileTime
  let modified: FileTime
  let changed: FileTime
  let born: FileTime?

  /// Of `name` in a folder, not following a link; without a name of the folder, or open file, itself.
  init(in folder: OpenFile, name: [UInt8]) throws(RespondFailure) {
    var facts = cordon_file_state()
    let entry = EntryName(name)
    let result: Int32 = unsafe entry.use { unsafe cordon_state_at(folder.number, $0, &facts) }
    guard result == 0 else { throw RespondFailure(number: 0 &- result) }
    self.init(facts)
  }

  init(_ facts: cordon_file_state) {
    device = facts.device
    inode = facts.inode
    size = facts.size
    mount = facts.mount
    mode = facts.mode
    owner = facts.owner
    group = facts.group
    links = facts.links
    accessed = FileTime(seconds: facts.accessed, nanoseconds: facts.accessed_part)
    modified = FileTime(seconds: facts.modified, nanoseconds: facts.modified_part)
    changed = FileTime(seconds: facts.changed, nanoseconds: facts.changed_part)
    born = facts.knows_birth == 0 ? nil : FileTime(seconds: facts.born, nanoseconds: facts.born_part)
  }

  var isRegular: Bool { mode & S_IFMT == S_IFREG }
  var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
  var isLink: Bool { mode & S_IFMT == S_IFLNK }

  /// Whether it is the same file.
  func isSameFile(as other: FileFigures) -> Bool { device == other.device && inode == other.inode }

  /// Whether it is the same file with the same content, as far as times tell.
  func hasSameContent(as other: FileFigures) -> Bool {
    isSameFile(as: other) && size == other.size && modified == other.modified
  }

  /// Whether nothing of it changed, its metadata neither.
  func isUnchanged(since other: FileFigures) -> Bool {
    hasSameContent(as: other) && changed == other.changed
  }
}
