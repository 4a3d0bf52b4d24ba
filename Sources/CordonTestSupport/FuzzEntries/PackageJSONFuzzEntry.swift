internal import CordonCollect

extension FuzzEntry {
  package static let packageJSON = FuzzEntry(name: "package-json") { bytes in
    _ = PackageJSON(bytes, depthLimit: 64, nameLimit: 1_024)
  }
}
