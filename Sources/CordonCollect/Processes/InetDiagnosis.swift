package import CordonModel

/// Answers of the kernel to a question about sockets (sock_diag(7)), a dump in messages of netlink(7).
///
/// Numbers are in the byte order of the machine, which is little-endian on every one Cordon runs on; ports and addresses are
/// in network order.
package enum InetDiagnosis {
  /// How a piece of an answer ended.
  package enum Outcome: Sendable, Hashable {
    /// More pieces follow.
    case more
    /// That was all.
    case done
    /// The kernel refused: its error number, positive.
    case failed(Int32)
    /// It is no such answer.
    case malformed
  }

  private static let headSize: Int = 16
  private static let bodySize: Int = 72

  /// Appends the sockets of one piece.
  ///
  /// - Parameter limit: how many sockets `sockets` may hold; more are only counted.
  /// - Returns: how it ended, and the number of sockets that were not kept.
  package static func read(
    _ bytes: Span<UInt8>, _ transport: SocketFacts.Transport, into sockets: inout [SocketRecord], limit: Int
  ) -> (outcome: Outcome, omitted: Int) {
    var offset: Int = 0
    var omitted: Int = 0
    while bytes.count - offset >= headSize {
      let length: Int = Int(word(bytes, offset))
      let kind: UInt32 = word(bytes, offset + 4) & 0xFFFF
      guard length >= headSize, length <= bytes.count - offset else { return (.malformed, omitted) }
      switch kind {
      case 1: break  // NLMSG_NOOP
      case 2:  // NLMSG_ERROR: the negative error number
        guard length >= headSize + 4 else { return (.malformed, omitted) }
        let code: Int32 = Int32(bitPattern: word(bytes, offset + headSize))
        return (.failed(code == .min ? .max : abs(code)), omitted)
      case 3:  // NLMSG_DONE: nothing, or the error that ended the dump
        let code: Int32 = length >= headSize + 4 ? Int32(bitPattern: word(bytes, offset + headSize)) : 0
        return (code < 0 && code != .min ? .failed(0 - code) : .done, omitted)
      case 20:  // SOCK_DIAG_BY_FAMILY
        if let socket = socket(bytes, offset + headSize, length - headSize, transport) {
          if sockets.count < limit { sockets.append(socket) } else { omitted += 1 }
        }
      default: break
      }
      offset += (length + 3) & ~3
    }
    return (offset >= bytes.count ? .more : .malformed, omitted)
  }

  /// `struct inet_diag_msg`.
  private static func socket(
    _ bytes: Span<UInt8>, _ start: Int, _ size: Int, _ transport: SocketFacts.Transport
  ) -> SocketRecord? {
    guard size >= bodySize else { return nil }
    let family: UInt8 = bytes[start]
    guard family == 2 || family == 10 else { return nil }
    return SocketRecord(
      transport: transport, local: address(bytes, start + 8, isIPv6: family == 10),
      localPort: UInt16(bytes[start + 4]) << 8 | UInt16(bytes[start + 5]),
      remote: address(bytes, start + 24, isIPv6: family == 10),
      remotePort: UInt16(bytes[start + 6]) << 8 | UInt16(bytes[start + 7]), state: bytes[start + 1],
      inode: UInt64(word(bytes, start + 68)))
  }

  private static func address(_ bytes: Span<UInt8>, _ start: Int, isIPv6: Bool) -> InternetAddress {
    let first: UInt64 = network(bytes, start)
    guard isIPv6 else { return InternetAddress(low: first >> 32, isIPv6: false) }
    return InternetAddress(high: first, low: network(bytes, start + 8), isIPv6: true)
  }

  private static func network(_ bytes: Span<UInt8>, _ start: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in start..<start + 8 { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  private static func word(_ bytes: Span<UInt8>, _ start: Int) -> UInt32 {
    UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]) << 16
      | UInt32(bytes[start + 3]) << 24
  }
}
