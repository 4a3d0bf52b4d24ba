internal import CZlib

/// Unpacks gzip (RFC 1952) piece by piece, all members of a file one after the other.
@safe package final class GzipStream {
  package enum State: Sendable, Hashable {
    /// Between members: the input may end here.
    case ended
    /// Inside a member.
    case open
    /// The input is no gzip from here on.
    case broken
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private var room: [UInt8] = Array(repeating: 0, count: 256 << 10)
  /// Where the input fed so far ends.
  package private(set) var state: State = .open

  /// `nil` when there is no memory.
  package init?() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size: Int32 = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(stream, MAX_WBITS + 16, ZLIB_VERSION, size) == Z_OK else { return nil }
  }

  deinit {
    // Harmless when the beginning failed.
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Unpacks `input` and hands on what comes out, piece by piece, until `body` says that it is enough.
  package func feed(_ input: [UInt8], _ body: (ArraySlice<UInt8>) -> Bool) {
    guard state != .broken, !input.isEmpty else { return }
    unsafe input.withUnsafeBufferPointer { piece in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: piece.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(clamping: piece.count)
      while true {
        if state == .ended, unsafe stream.pointee.avail_in > 0 {
          guard unsafe inflateReset(stream) == Z_OK else { return state = .broken }
          state = .open
        }
        let (count, result): (Int, Int32) = inflateOnce()
        if result == Z_STREAM_END { state = .ended }
        if result != Z_OK, result != Z_STREAM_END, result != Z_BUF_ERROR { state = .broken }
        if count > 0, !body(room[..<count]) { return }
        if state == .broken { return }
        if unsafe stream.pointee.avail_in == 0, count < room.count { return }
        if result == Z_BUF_ERROR, count == 0 { return }
      }
    }
  }

  /// Fills the room once.
  private func inflateOnce() -> (Int, Int32) {
    let size: Int = room.count
    return unsafe room.withUnsafeMutableBufferPointer { buffer in
      unsafe stream.pointee.next_out = buffer.baseAddress
      unsafe stream.pointee.avail_out = UInt32(clamping: size)
      let result: Int32 = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      return unsafe (size - Int(stream.pointee.avail_out), result)
    }
  }
}
