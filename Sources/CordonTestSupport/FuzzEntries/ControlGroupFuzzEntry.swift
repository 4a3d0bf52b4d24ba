internal import CordonCollect

extension FuzzEntry {
  package static let controlGroup = FuzzEntry(name: "cgroup") { bytes in
    _ = ControlGroup.container(bytes)
  }
}
