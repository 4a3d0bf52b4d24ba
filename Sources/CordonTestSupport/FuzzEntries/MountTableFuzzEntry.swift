internal import CordonCollect

extension FuzzEntry {
  package static let mountTable = FuzzEntry(name: "mount-table") { bytes in
    _ = WalkScope(root: [0x2F], rootMount: nil, table: MountTable(bytes))
  }
}
