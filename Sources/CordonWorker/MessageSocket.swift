internal import CSandbox
internal import Glibc

/// Receives messages of a socket that keeps their borders.
enum MessageSocket {
  /// What came.
  enum Receipt {
    /// A message, and the descriptors with it, which are the receiver's.
    case message([UInt8], descriptors: [Int32])
    /// Nothing has come yet.
    case nothing
    /// The other end is gone.
    case end
  }

  /// Receives one message of at most `limit` bytes; a longer one counts as the end.
  static func receive(_ socket: Int32, limit: Int, waits: Bool) -> Receipt {
    var descriptors: [Int32] = Array(repeating: -1, count: Int(CORDON_DESCRIPTOR_LIMIT))
    var count: Int = 0
    var got: Int = 0
    let bytes: [UInt8] = unsafe Array(unsafeUninitializedCapacity: limit) { buffer, filled in
      got = unsafe cordon_take_message(socket, buffer.baseAddress, limit, &descriptors, &count, waits ? 1 : 0)
      filled = max(0, got)
    }
    let received: [Int32] = Array(descriptors.prefix(count))
    if got > 0 { return .message(bytes, descriptors: received) }
    for descriptor in received { close(descriptor) }
    return got == -Int(EAGAIN) ? .nothing : .end
  }
}
