internal import CZlib

/// Unpacks gzip (RFC 1952) piece by piece; zlib checks the checksum and the length of every member.
@safe package final class GzipInflater {
  /// What one step came to.
  package struct Step: Sendable {
    /// Bytes of the input that are used up.
    package let consumed: Int
    /// Bytes that were written.
    package let produced: Int
    /// How the step ended.
    package let outcome: Outcome
  }

  /// How a step ended.
  package enum Outcome: Sendable, Hashable {
    /// More input or more room is needed.
    case going
    /// One member is complete and right. Another may follow: ``GzipInflater/restart()``.
    case ended
    /// What was read is no gzip, or is damaged.
    case broken
  }

  private let stream: UnsafeMutablePointer<z_stream>

  /// `nil` when there is no memory.
  package init?() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size: Int32 = unsafe Int32(MemoryLayout<z_stream>.size)
    // 16 asks for the gzip head and trailer.
    guard unsafe inflateInit2_(stream, MAX_WBITS + 16, ZLIB_VERSION, size) == Z_OK else { return nil }
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Unpacks until the input is used up, the room is full or a member ends.
  package func step(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> Step {
    let (offered, free): (Int, Int) = (min(input.count, 1 << 30), min(room.count, 1 << 30))
    let bytes: UnsafePointer<UInt8>? = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: bytes)
    unsafe stream.pointee.avail_in = UInt32(offered)
    unsafe stream.pointee.next_out = unsafe room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(free)
    let result: Int32 = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    let consumed: Int = offered - Int(unsafe stream.pointee.avail_in)
    let produced: Int = free - Int(unsafe stream.pointee.avail_out)
    let outcome: Outcome
    switch result {
    case Z_STREAM_END: outcome = .ended
    case Z_OK: outcome = .going
    // No progress although there is input and room: nothing will ever come.
    case Z_BUF_ERROR: outcome = consumed == 0 && produced == 0 && offered > 0 && free > 0 ? .broken : .going
    default: outcome = .broken
    }
    return Step(consumed: consumed, produced: produced, outcome: outcome)
  }

  /// Begins anew, for the next member.
  package func restart() { _ = unsafe inflateReset(stream) }
}
