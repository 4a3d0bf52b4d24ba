/// A folder in which a container program keeps the layers of its images.
struct ContainerStore {
  /// How the layers lie in it.
  enum Layout {
    /// `<layer>/diff`, the layers below in `<layer>/lower` (containers-storage, Docker).
    case overlay
    /// `<number>/fs`; which layers belong together stands in a database of containerd's own.
    case snapshots
    /// In a way this version does not read.
    case unread(String)
  }

  /// From the root on.
  let path: [UInt8]
  let layout: Layout

  /// The name of the folder in a layer's folder that is the root of its files.
  var files: String? {
    switch layout {
    case .overlay: "diff"
    case .snapshots: "fs"
    case .unread: nil
    }
  }

  /// The stores of the system's own services, from the root on.
  static let ofSystem: [ContainerStore] =
    stores(containers: "var/lib/containers/storage", docker: "var/lib/docker", containerd: "var/lib/containerd")

  /// The stores of one user.
  ///
  /// - Parameter share: the user's `.local/share`, from the root on.
  static func ofUser(_ share: [UInt8]) -> [ContainerStore] {
    stores(containers: "containers/storage", docker: "docker", containerd: "containerd").map {
      ContainerStore(path: share + [0x2F] + $0.path, layout: $0.layout)
    }
  }

  private static func stores(containers: String, docker: String, containerd: String) -> [ContainerStore] {
    let plugin: String = containerd + "/io.containerd.snapshotter.v1."
    let all: [(String, Layout)] = [
      (containers + "/overlay", .overlay),
      (containers + "/vfs/dir", .unread("vfs")),
      (containers + "/btrfs/subvolumes", .unread("btrfs")),
      (docker + "/overlay2", .overlay),
      (docker + "/fuse-overlayfs", .overlay),
      (docker + "/aufs/diff", .unread("aufs")),
      (docker + "/vfs/dir", .unread("vfs")),
      (docker + "/btrfs/subvolumes", .unread("btrfs")),
      (docker + "/devicemapper/mnt", .unread("devicemapper")),
      (plugin + "overlayfs/snapshots", .snapshots),
      (plugin + "fuse-overlayfs/snapshots", .snapshots),
      (plugin + "native/snapshots", .unread("native")),
      (plugin + "btrfs/view", .unread("btrfs")),
    ]
    return all.map { ContainerStore(path: Array($0.0.utf8), layout: $0.1) }
  }
}
