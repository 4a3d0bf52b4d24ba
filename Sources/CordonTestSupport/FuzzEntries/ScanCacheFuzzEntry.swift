internal import CordonCollect

extension FuzzEntry {
  package static let scanCache = FuzzEntry(name: "scan-cache") { bytes in ScanCacheProbe.read(bytes) }
}
