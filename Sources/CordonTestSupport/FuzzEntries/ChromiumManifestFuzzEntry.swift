internal import CordonCollect

extension FuzzEntry {
  package static let chromiumManifest = FuzzEntry(name: "chromium-manifest") { bytes in
    let manifest = ChromiumManifest(bytes, depthLimit: 64, textLimit: 1_024)
    _ = ChromiumManifest.message(manifest.messageKey ?? "name", in: bytes, depthLimit: 64, textLimit: 1_024)
  }
}
