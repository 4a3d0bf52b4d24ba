internal import CordonCollect

extension FuzzEntry {
  package static let npmLock = FuzzEntry(name: "npm-lock") { bytes in
    _ = NpmLock(bytes, depthLimit: 64, nameLimit: 1_024, entryLimit: 1_000)
  }
}
