internal import CordonInspect
internal import Glibc

/// An open file as a source of bytes. It borrows the descriptor: whoever made it keeps that open.
struct FileSource: ByteSource {
  private let descriptor: Int32
  let size: Int

  init(_ file: borrowing Descriptor) throws(FileFailure) {
    descriptor = file.number
    size = Int(clamping: try file.status().size)
  }

  func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, count > 0, offset < size else { return [] }
    let wanted: Int = min(count, size - offset)
    return unsafe Array(unsafeUninitializedCapacity: wanted) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      while filled < wanted {
        let got: Int = unsafe pread(descriptor, base + filled, wanted - filled, offset + filled)
        if got > 0 {
          filled += got
        } else if got == 0 || errno != EINTR {
          break
        }
      }
    }
  }
}
