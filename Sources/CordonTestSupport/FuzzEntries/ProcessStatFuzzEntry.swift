internal import CordonCollect

extension FuzzEntry {
  package static let procStat = FuzzEntry(name: "proc-stat") { bytes in
    _ = ProcessStat(bytes.span)
  }
}
