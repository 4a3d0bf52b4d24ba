package import CordonModel

/// The lines of `/proc/net/tcp`, `tcp6`, `udp` and `udp6` (proc_pid_net(5)).
package enum SocketTable {
  /// Appends the sockets of whole lines; the heading and lines that cannot be read are passed over.
  ///
  /// - Parameter limit: how many sockets `sockets` may hold; more are only counted.
  /// - Returns: bytes of whole lines, and the number of sockets that were not kept.
  package static func read(
    _ bytes: Span<UInt8>, _ transport: SocketFacts.Transport, into sockets: inout [SocketRecord], limit: Int
  ) -> (consumed: Int, omitted: Int) {
    var start: Int = 0
    var index: Int = 0
    var omitted: Int = 0
    while index < bytes.count {
      if bytes[index] == 0x0A {
        if let socket = socket(bytes, start..<index, transport) {
          if sockets.count < limit { sockets.append(socket) } else { omitted += 1 }
        }
        start = index + 1
      }
      index += 1
    }
    return (start, omitted)
  }

  /// `0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 12345 …`
  private static func socket(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ transport: SocketFacts.Transport
  ) -> SocketRecord? {
    var fields: [Range<Int>] = []
    fields.reserveCapacity(10)
    var index: Int = line.lowerBound
    while fields.count < 10 {
      let field: Range<Int> = DecimalField.next(bytes, from: index, to: line.upperBound)
      guard !field.isEmpty else { return nil }
      fields.append(field)
      index = field.upperBound
    }
    guard let local = end(bytes, fields[1]), let remote = end(bytes, fields[2]),
      let state = DecimalField.hexadecimal(bytes, fields[3]).flatMap(UInt8.init(exactly:)),
      let inode = DecimalField.value(bytes, fields[9])
    else { return nil }
    return SocketRecord(
      transport: transport, local: local.address, localPort: local.port, remote: remote.address,
      remotePort: remote.port, state: state, inode: inode)
  }

  /// `0100007F:1F90`: words of four bytes in the order of the machine, and the port.
  private static func end(_ bytes: Span<UInt8>, _ field: Range<Int>) -> (address: InternetAddress, port: UInt16)? {
    guard let mark = field.first(where: { bytes[$0] == 0x3A }),
      let port = DecimalField.hexadecimal(bytes, mark + 1..<field.upperBound).flatMap(UInt16.init(exactly:))
    else { return nil }
    var words: [UInt64] = []
    for start in stride(from: field.lowerBound, to: mark, by: 8) {
      guard start + 8 <= mark, let word = DecimalField.hexadecimal(bytes, start..<start + 8) else { return nil }
      words.append(UInt64(UInt32(truncatingIfNeeded: word).byteSwapped))
    }
    switch words.count {
    case 1: return (InternetAddress(low: words[0], isIPv6: false), port)
    case 4:
      return (
        InternetAddress(high: words[0] << 32 | words[1], low: words[2] << 32 | words[3], isIPv6: true), port
      )
    default: return nil
    }
  }
}
