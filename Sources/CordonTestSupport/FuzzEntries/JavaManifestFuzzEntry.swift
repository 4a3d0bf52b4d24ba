internal import CordonCollect

extension FuzzEntry {
  package static let javaManifest = FuzzEntry(name: "java-manifest") { bytes in
    _ = JavaManifest(bytes, nameLimit: 1_024)
    _ = JavaManifest(bytes, nameLimit: 16, isCut: true)
  }
}
