internal import CordonCollect

extension FuzzEntry {
  package static let firefoxExtensions = FuzzEntry(name: "firefox-extensions") { bytes in
    _ = FirefoxExtensions(bytes, depthLimit: 64, textLimit: 1_024, entryLimit: 1_000)
  }
}
