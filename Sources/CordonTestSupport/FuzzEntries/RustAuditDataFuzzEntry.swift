internal import CordonCollect
internal import CordonInspect

extension FuzzEntry {
  /// Any bytes as the unpacked list of crates, and as the packed one.
  package static let rustAuditData = FuzzEntry(name: "rust-audit-data") { bytes in
    _ = RustAuditData(bytes, depthLimit: 64, nameLimit: 1_024, entryLimit: 1_000)
    let content: [UInt8]? = try? ZlibStream.content(of: bytes, limit: 1 << 20)
    precondition((content?.count ?? 0) <= 1 << 20)
  }
}
