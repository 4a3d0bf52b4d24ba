internal import CordonCollect

extension FuzzEntry {
  package static let dpkgStatus = FuzzEntry(name: "dpkg-status") { bytes in
    _ = DpkgStatusFile(bytes, flavour: .status, nameLimit: 1_024)
    _ = DpkgStatusFile(bytes, flavour: .directory, nameLimit: 16, isCut: true)
  }
}
