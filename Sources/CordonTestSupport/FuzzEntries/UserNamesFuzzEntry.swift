internal import CordonCollect

extension FuzzEntry {
  package static let userNames = FuzzEntry(name: "passwd") { bytes in
    _ = UserNames(bytes)[0]
  }
}
