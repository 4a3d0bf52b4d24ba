package import CordonModel

/// A socket as the kernel tells it, still without text.
package struct SocketRecord: Sendable, Hashable {
  package var transport: SocketFacts.Transport
  package var local: InternetAddress
  package var localPort: UInt16
  package var remote: InternetAddress
  package var remotePort: UInt16
  /// The kernel's number of the state (`include/net/tcp_states.h`).
  package var state: UInt8
  /// What the links in `/proc/PID/fd` name; 0 for a socket that no process holds any more.
  package var inode: UInt64

  /// In words, without a process.
  var facts: SocketFacts {
    let isConnected: Bool = remotePort != 0 || !remote.isUnspecified
    return SocketFacts(
      transport: transport, localAddress: local.text, localPort: localPort,
      remoteAddress: isConnected ? remote.text : nil, remotePort: isConnected ? remotePort : nil,
      state: SocketRecord.word(state, transport))
  }

  /// As netstat(8) words it.
  private static func word(_ state: UInt8, _ transport: SocketFacts.Transport) -> String {
    if transport == .udp, state == 7 { return "UNCONN" }
    let words: [String] = [
      "UNKNOWN", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT",
      "LAST_ACK", "LISTEN", "CLOSING", "SYN_RECV",
    ]
    return words.indices.contains(Int(state)) ? words[Int(state)] : words[0]
  }
}
