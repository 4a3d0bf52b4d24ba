internal import CZlib

/// Unpacks a zlib stream (RFC 1950) that does not say how long it is.
package enum ZlibStream {
  /// Why a stream cannot be unpacked: one sentence for a coverage gap.
  package struct Fault: Error, Sendable, Hashable {
    /// The sentence, without a full stop.
    package let detail: String
  }

  private static let pieceSize: Int = 64 << 10

  /// The whole content of a stream; what follows behind its end is passed over.
  ///
  /// - Parameters:
  ///   - limit: bytes that the content may have. No more than one piece beyond it is ever unpacked.
  /// - Throws: ``Fault`` when the stream is damaged or cut, or its content is longer than `limit`.
  package static func content(of packed: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
    var output: [UInt8] = []
    let result: Int32 = unsafe packed.withUnsafeBufferPointer { input in
      var stream = unsafe z_stream()
      // zlib expects the stream to stay where it is from the beginning to the end.
      return unsafe withUnsafeMutablePointer(to: &stream) { stream in
        let size: Int32 = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit_(stream, ZLIB_VERSION, size) == Z_OK else { return Z_MEM_ERROR }
        defer { _ = unsafe inflateEnd(stream) }
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
        var result: Int32 = Z_OK
        while result == Z_OK, output.count <= limit {
          let piece: [UInt8] = unsafe Array(unsafeUninitializedCapacity: pieceSize) { buffer, filled in
            unsafe stream.pointee.next_out = buffer.baseAddress
            unsafe stream.pointee.avail_out = UInt32(pieceSize)
            result = unsafe inflate(stream, Z_NO_FLUSH)
            filled = pieceSize - Int(unsafe stream.pointee.avail_out)
          }
          output.append(contentsOf: piece)
        }
        return result
      }
    }
    guard output.count <= limit else {
      throw Fault(detail: "packed data that is longer than the limit of \(limit) bytes")
    }
    guard result == Z_STREAM_END else {
      throw Fault(detail: result == Z_BUF_ERROR ? "packed data that ends too early" : "packed data that is damaged")
    }
    return output
  }
}
