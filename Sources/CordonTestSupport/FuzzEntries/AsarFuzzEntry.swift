internal import CordonCollect
internal import CordonInspect

extension FuzzEntry {
  package static let asar = FuzzEntry(name: "asar") { bytes in
    _ = try? AsarHeader(MemorySource(bytes), headerLimit: 1 << 20, contentLimit: 1 << 20, depthLimit: 64)
  }
}
