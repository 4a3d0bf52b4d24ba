internal import CordonCollect
internal import CordonModel

extension FuzzEntry {
  package static let inetDiagnosis = FuzzEntry(name: "inet-diag") { bytes in
    var sockets: [SocketRecord] = []
    _ = InetDiagnosis.read(bytes.span, .tcp, into: &sockets, limit: 10_000)
  }
}
