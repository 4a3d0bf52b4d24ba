internal import CordonCollect

extension FuzzEntry {
  package static let chromiumPreferences = FuzzEntry(name: "chromium-preferences") { bytes in
    _ = ChromiumPreferences(bytes, depthLimit: 64, textLimit: 1_024, entryLimit: 1_000)
  }
}
