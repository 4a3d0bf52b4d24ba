internal import CZlib

/// A stream that zlib inflates, at a place of its own, where zlib expects it to stay.
@safe final class InflateStream {
  /// What stands around the deflated data.
  enum Wrapping {
    /// Nothing (RFC 1951).
    case raw
    /// A head and a checksum (RFC 1950).
    case zlib
  }

  enum Outcome {
    /// More input is needed.
    case hungry
    /// The room is full; the stream may go on.
    case full
    case ended, broken
  }

  private let stream: UnsafeMutablePointer<z_stream>

  /// `nil` when there is no memory.
  init?(_ wrapping: Wrapping) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size: Int32 = unsafe Int32(MemoryLayout<z_stream>.size)
    let bits: Int32 = wrapping == .raw ? -MAX_WBITS : MAX_WBITS
    guard unsafe inflateInit2_(stream, bits, ZLIB_VERSION, size) == Z_OK else { return nil }
  }

  deinit {
    // Harmless when the beginning failed.
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Inflates `input` into the free end of `buffer`. After `full`, the rest of the input is lost.
  func feed(
    _ input: ArraySlice<UInt8>, into buffer: UnsafeMutableBufferPointer<UInt8>, filled: inout Int
  ) -> Outcome {
    unsafe input.withUnsafeBufferPointer { piece in
      guard let start = piece.baseAddress, let room = buffer.baseAddress else { return .broken }
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
      unsafe stream.pointee.avail_in = UInt32(clamping: piece.count)
      while true {
        let before: Int = min(buffer.count - filled, 1 << 30)
        unsafe stream.pointee.next_out = room + filled
        unsafe stream.pointee.avail_out = UInt32(clamping: before)
        let result: Int32 = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        filled += before - Int(unsafe stream.pointee.avail_out)
        if result == Z_STREAM_END { return .ended }
        guard result == Z_OK || result == Z_BUF_ERROR else { return .broken }
        if filled == buffer.count { return .full }
        if unsafe stream.pointee.avail_in == 0 { return .hungry }
        if result == Z_BUF_ERROR { return .broken }
      }
    }
  }
}
