internal import CLinux
internal import Glibc

/// Lists folders with `getdents64` into one buffer that is used again and again.
@safe final class DirectoryReader {
  /// The kind of an entry as the folder itself records it.
  enum EntryKind {
    case directory, link, regular, other
    /// The file system does not record kinds: look at the entry.
    case unrecorded
  }

  private let buffer: UnsafeMutableRawBufferPointer

  /// - Parameter capacity: Bytes asked for at once.
  init(capacity: Int = 64 << 10) { unsafe buffer = .allocate(byteCount: max(capacity, 4_096), alignment: 8) }

  deinit { unsafe buffer.deallocate() }

  /// Calls `body` with the null-terminated name, its length and its kind for every entry but `.` and `..`.
  ///
  /// The name lives only as long as the call.
  @inline(__always)
  func forEach(
    in directory: Int32, _ body: (_ name: UnsafePointer<CChar>, _ length: Int, _ kind: EntryKind) -> Void
  ) throws(FileFailure) {
    try unsafe forEach(
      in: directory,
      while: { name, length, kind in
        unsafe body(name, length, kind)
        return true
      })
  }

  /// The same, until `body` says that it wants no more.
  @inline(__always)
  func forEach(
    in directory: Int32, while body: (_ name: UnsafePointer<CChar>, _ length: Int, _ kind: EntryKind) -> Bool
  ) throws(FileFailure) {
    guard let base = unsafe buffer.baseAddress else { return }
    while true {
      let filled: Int = unsafe cordon_read_directory(directory, base, buffer.count)
      guard filled >= 0 else { throw FileFailure(result: filled) }
      if filled == 0 { return }
      var offset: Int = 0
      // An entry: inode 8, offset 8, length 2, kind 1, name.
      while offset + 19 < filled {
        let entry: UnsafeMutableRawPointer = unsafe base + offset
        let length: Int = Int(unsafe entry.loadUnaligned(fromByteOffset: 16, as: UInt16.self))
        guard length > 19, offset + length <= filled else { break }
        let name: UnsafePointer<CChar> = unsafe UnsafePointer((entry + 19).assumingMemoryBound(to: CChar.self))
        let nameLength: Int = unsafe strnlen(name, length - 19)
        let isDot: Bool =
          unsafe name[0] == 0x2E && (nameLength == 1 || (nameLength == 2 && name[1] == 0x2E))
        if !isDot, nameLength > 0, nameLength < length - 19 {
          let kind: EntryKind = unsafe DirectoryReader.kind(entry.load(fromByteOffset: 18, as: UInt8.self))
          guard unsafe body(name, nameLength, kind) else { return }
        }
        offset += length
      }
    }
  }

  /// The names in a folder, at most `limit` of them, sorted; `isCut` when there are more.
  func names(in directory: Int32, limit: Int) throws(FileFailure) -> (names: [[UInt8]], isCut: Bool) {
    var names: [[UInt8]] = []
    var isCut: Bool = false
    try unsafe forEach(in: directory) { name, length, _ in
      if names.count >= limit {
        isCut = true
      } else {
        names.append(unsafe UnsafeRawBufferPointer(start: name, count: length).map { $0 })
      }
    }
    names.sort { $0.lexicographicallyPrecedes($1) }
    return (names, isCut)
  }

  @inline(__always)
  private static func kind(_ recorded: UInt8) -> EntryKind {
    switch Int(recorded) {
    case Int(DT_DIR): .directory
    case Int(DT_LNK): .link
    case Int(DT_REG): .regular
    case Int(DT_UNKNOWN): .unrecorded
    default: .other
    }
  }
}
