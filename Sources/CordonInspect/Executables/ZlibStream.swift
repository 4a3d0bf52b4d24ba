/// Unpacks a zlib stream (RFC 1950) that does not say how long it is.
package enum ZlibStream {
  /// Why a stream cannot be unpacked: one sentence for a coverage gap.
  package struct Fault: Error, Sendable, Hashable {
    /// The sentence, without a full stop.
    package let detail: String
  }

  /// The whole content of a stream; what follows behind its end is passed over.
  ///
  /// - Parameters:
  ///   - limit: bytes that the content may have. No more than one byte beyond it is ever unpacked.
  /// - Throws: ``Fault`` when the stream is damaged or cut, or its content is longer than `limit`.
  package static func content(of packed: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
    let tooShort = Fault(detail: "packed data that ends too early")
    guard !packed.isEmpty else { throw tooShort }
    guard let stream = InflateStream(.zlib) else { throw Fault(detail: "no memory to unpack data") }
    // Deflate makes at most 1,032 bytes of one; one byte to spare shows what is too long.
    let (most, isHuge): (Int, Bool) = packed.count.multipliedReportingOverflow(by: 1_032)
    let room: Int = isHuge ? limit &+ 1 : min(limit &+ 1, most &+ 1)
    guard room > 0 else { throw Fault(detail: "no memory to unpack data") }
    var outcome: InflateStream.Outcome = .hungry
    let content: [UInt8] = unsafe Array(unsafeUninitializedCapacity: room) { buffer, filled in
      outcome = unsafe stream.feed(packed[...], into: buffer, filled: &filled)
    }
    switch outcome {
    case .ended where content.count <= limit: return content
    case .ended, .full: throw Fault(detail: "packed data that is longer than the limit of \(limit) bytes")
    case .hungry: throw tooShort
    case .broken: throw Fault(detail: "packed data that is damaged")
    }
  }
}
