internal import CordonCollect

extension FuzzEntry {
  package static let snapYAML = FuzzEntry(name: "snap-yaml") { bytes in
    _ = SnapYAML(bytes, textLimit: 1_024)
  }
}
