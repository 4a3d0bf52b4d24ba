internal import CordonCollect

extension FuzzEntry {
  package static let metainfo = FuzzEntry(name: "metainfo") { bytes in
    _ = Metainfo(bytes, textLimit: 1_024)
  }
}
