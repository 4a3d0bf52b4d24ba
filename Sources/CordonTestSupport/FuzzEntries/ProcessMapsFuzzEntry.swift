internal import CordonCollect

extension FuzzEntry {
  package static let procMaps = FuzzEntry(name: "proc-maps") { bytes in
    var position: Int = 0
    while let line = MapsLine.next(bytes.span, from: &position) { _ = line.path }
  }
}
