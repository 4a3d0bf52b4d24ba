internal import CLinux
internal import CordonModel
internal import Glibc

/// The bytes of one file, read with a limit, and what the system said of it.
struct FileContent {
  var bytes: [UInt8]
  let status: FileStatus
  /// More bytes follow than the limit allows.
  let isCut: Bool
}

/// Reads regular files, and only these, up to a limit. Nothing here blocks on a FIFO or device.
enum BoundedReader {
  /// Opens `name` in a folder without following a link.
  static func open(_ name: String, at directory: Int32) throws(FileFailure) -> Descriptor {
    // Looked at before it is opened: opening alone can already do something to a device.
    let before = try FileStatus(at: directory, name: name)
    if before.isLink { throw FileFailure(errorNumber: .link) }
    guard before.isRegular else { throw .notRegular }
    let flags: Int32 = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let file = try Descriptor(result: unsafe cordon_open_at(directory, name, flags))
    guard try file.status().isRegular else { throw .notRegular }
    return file
  }

  /// Reads at most `limit` bytes from the start, or from `limit` bytes before the end.
  ///
  /// A file that changes meanwhile is read again, at most three times in all.
  ///
  /// - Throws: ``FileFailure`` when it cannot be read, or changed each time.
  static func read(_ file: borrowing Descriptor, limit: Int, fromEnd: Bool = false) throws(FileFailure) -> FileContent {
    for _ in 0..<3 {
      if let content = try readOnce(file, limit: limit, fromEnd: fromEnd) { return content }
    }
    throw FileFailure(reason: .scanPartial, detail: "changed while being read")
  }

  private static func readOnce(
    _ file: borrowing Descriptor, limit: Int, fromEnd: Bool
  ) throws(FileFailure) -> FileContent? {
    let before: FileStatus = try file.status()
    let size: Int = Int(clamping: before.size)
    let start: Int = fromEnd ? max(0, size - limit) : 0
    // One byte more than there should be, to notice a file that grows (or that, as in /proc, tells no size).
    let wanted: Int = min(limit, max(size - start, 0) + (size == 0 ? 65_536 : 1))
    let bytes: [UInt8] = try fill(file.number, offset: start, capacity: wanted)
    let after: FileStatus = try file.status()
    guard after.size == before.size, after.modified == before.modified, after.changed == before.changed else {
      return nil
    }
    return FileContent(bytes: bytes, status: after, isCut: size - start > bytes.count)
  }

  /// Reads the whole of a file, or throws that it is too large.
  static func whole(_ file: borrowing Descriptor, limit: Int) throws(FileFailure) -> FileContent {
    let size: UInt64 = try file.status().size
    guard size <= UInt64(limit) else { throw .tooLarge(limit: limit) }
    let content: FileContent = try read(file, limit: limit)
    guard !content.isCut else { throw .tooLarge(limit: limit) }
    return content
  }

  private static func fill(_ file: Int32, offset: Int, capacity: Int) throws(FileFailure) -> [UInt8] {
    guard capacity > 0 else { return [] }
    var failure: Int32 = 0
    let bytes: [UInt8] = unsafe Array(unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      while count < capacity {
        let got: Int = unsafe pread(file, base + count, capacity - count, offset + count)
        if got == 0 { break }
        if got > 0 {
          count += got
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
    }
    guard failure == 0 else { throw FileFailure(result: -Int(failure)) }
    return bytes
  }
}

extension BoundedReader {
  /// Reads a file that tells no size and changes all the time, as in `/proc`.
  static func readStream(_ file: borrowing Descriptor, limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let piece: [UInt8] = try fill(file.number, offset: bytes.count, capacity: min(65_536, limit - bytes.count))
      if piece.isEmpty { break }
      bytes.append(contentsOf: piece)
    }
    return bytes
  }
}
