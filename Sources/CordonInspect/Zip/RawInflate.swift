internal import CZlib

/// Inflates raw deflate streams (RFC 1951) with zlib. Never more comes out than was asked for.
enum RawInflate {
  /// Bytes that are read from the source at once.
  private static let pieceSize: Int = 64 << 10

  /// The first `count` bytes of a stream that has to hold exactly `size` bytes.
  ///
  /// - Parameter ahead: the first bytes of `source`, if somebody read them already.
  /// - Throws: ``ZipFailure`` when the stream is broken, or shorter or longer than `size`.
  static func inflate(
    _ source: some ByteSource, ahead: ArraySlice<UInt8>, size: Int, count: Int
  ) throws(ZipFailure) -> [UInt8] {
    // Deflate makes at most 1,032 bytes of one: a larger claim is not worth the memory.
    let (most, isHuge): (Int, Bool) = source.size.multipliedReportingOverflow(by: 1_032)
    guard isHuge || count <= most else { throw .wrongSize }
    guard let stream = InflateStream(.raw) else { throw ZipFailure(.unreadable, "no memory to inflate an entry") }
    // One byte to spare shows a stream that goes on.
    let room: Int = count < size ? count : count + 1
    var outcome: InflateStream.Outcome = .hungry
    let bytes: [UInt8] = unsafe Array(unsafeUninitializedCapacity: room) { buffer, filled in
      var position: Int = 0
      while outcome == .hungry {
        let piece: ArraySlice<UInt8> =
          position == 0 && !ahead.isEmpty ? ahead : source.bytes(at: position, count: pieceSize)[...]
        if piece.isEmpty { break }
        position += piece.count
        outcome = unsafe stream.feed(piece, into: buffer, filled: &filled)
      }
    }
    switch outcome {
    case .broken: throw ZipFailure(.damaged, "a stream that cannot be inflated")
    case .hungry: throw ZipFailure(.damaged, "a stream that ends too early")
    case .full where count < size: return bytes
    case .full: throw .wrongSize
    case .ended:
      guard bytes.count == count, count == size else { throw .wrongSize }
      return bytes
    }
  }

  /// The CRC-32 of the bytes.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      UInt32(truncatingIfNeeded: unsafe crc32_z(0, buffer.baseAddress, buffer.count))
    }
  }
}

extension ZipFailure {
  static let wrongSize = ZipFailure(.damaged, "an entry that has not the size it claims")
}
