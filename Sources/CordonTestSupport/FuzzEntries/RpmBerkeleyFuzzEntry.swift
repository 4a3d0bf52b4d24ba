internal import CordonCollect
internal import CordonInspect

extension FuzzEntry {
  package static let rpmBerkeley = FuzzEntry(name: "rpm-bdb") { bytes in
    var store = RpmBerkeleyStore(MemorySource(bytes), limits: RpmStoreLimits(headerBytes: 1 << 20, records: 1_000))
    while let item = store.next() {
      if case .header(let header) = item { FuzzEntry.rpmHeader.run(header) }
    }
  }
}
