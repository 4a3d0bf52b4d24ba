internal import CordonCollect

extension FuzzEntry {
  package static let rustAuditData = FuzzEntry(name: "rust-audit-data") { bytes in
    _ = RustAuditData(bytes, depthLimit: 64, nameLimit: 1_024, entryLimit: 1_000)
  }
}
