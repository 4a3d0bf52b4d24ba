internal import CordonCollect

extension FuzzEntry {
  package static let plugAndPlay = FuzzEntry(name: "plug-and-play") { bytes in
    precondition(PlugAndPlayPlaces.folders(bytes, limit: 8).count <= 8, "more folders than the limit")
  }
}
