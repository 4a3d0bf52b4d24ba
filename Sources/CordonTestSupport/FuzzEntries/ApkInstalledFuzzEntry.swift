internal import CordonCollect

extension FuzzEntry {
  package static let apkInstalled = FuzzEntry(name: "apk-installed") { bytes in
    _ = ApkInstalledFile(bytes, nameLimit: 1_024, entryLimit: 1_000)
    _ = ApkInstalledFile(bytes, nameLimit: 16, isCut: true)
  }
}
