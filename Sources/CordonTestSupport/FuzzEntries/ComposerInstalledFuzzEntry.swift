internal import CordonCollect

extension FuzzEntry {
  package static let composerInstalled = FuzzEntry(name: "composer-installed") { bytes in
    _ = ComposerPackages(bytes, depthLimit: 64, nameLimit: 1_024, entryLimit: 1_000)
  }
}
