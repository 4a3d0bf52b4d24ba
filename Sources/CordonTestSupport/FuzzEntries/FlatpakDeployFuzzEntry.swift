internal import CordonCollect

extension FuzzEntry {
  package static let flatpakDeploy = FuzzEntry(name: "flatpak-deploy") { bytes in
    _ = FlatpakDeploy.version(bytes, textLimit: 1_024)
  }
}
