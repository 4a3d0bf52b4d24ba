internal import CordonCollect
internal import CordonModel

extension FuzzEntry {
  package static let socketTable = FuzzEntry(name: "socket-table") { bytes in
    var sockets: [SocketRecord] = []
    _ = SocketTable.read(bytes.span, .udp, into: &sockets, limit: 10_000)
  }
}
