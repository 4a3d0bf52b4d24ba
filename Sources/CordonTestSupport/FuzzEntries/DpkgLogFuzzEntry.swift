internal import CordonCollect

extension FuzzEntry {
  package static let dpkgLog = FuzzEntry(name: "dpkg-log") { bytes in
    var log = DpkgLog(nameLimit: 1_024, entryLimit: 1_000)
    log.add(bytes)
    log.add(bytes.reversed())
  }
}
