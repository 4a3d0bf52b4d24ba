internal import CordonInspect

extension FuzzEntry {
  /// Every archive in the bytes, with every entry read: nothing may grow beyond the limits.
  package static let zip = FuzzEntry(name: "zip") { bytes in
    var limits = ZipLimits()
    (limits.archives, limits.entries, limits.allEntries) = (100, 1_000, 5_000)
    (limits.entryBytes, limits.inflatedBytes, limits.heldBytes) = (1 << 20, 8 << 20, 4 << 20)
    var walk = ArchiveWalk(MemorySource(bytes), limits: limits) { $0.name(of: $1, endsWith: ".jar") }
    var inflated: Int = 0
    while let visit = walk.next() {
      precondition(visit.trail.count <= limits.depth, "deeper than the limit")
      guard case .success(let archive) = visit.outcome else { continue }
      for entry in archive.entries {
        precondition(archive.name(of: entry).count == entry.nameLength, "a name outside of the directory")
        for cut in [false, true] {
          guard let content = try? walk.read(entry, of: archive, limit: 1 << 16, orCut: cut) else { continue }
          precondition(content.bytes.count <= 1 << 16, "more than was asked for")
          inflated += content.bytes.count
        }
      }
    }
    precondition(inflated <= limits.inflatedBytes, "more than the budget of the file")
  }
}
