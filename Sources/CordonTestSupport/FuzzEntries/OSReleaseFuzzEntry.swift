internal import CordonCollect

extension FuzzEntry {
  package static let osRelease = FuzzEntry(name: "os-release") { bytes in
    _ = OSRelease(bytes).distro
    _ = SystemVersionPlist(bytes).description
  }
}
