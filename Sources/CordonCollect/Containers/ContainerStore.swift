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

  /// The programs, by the form of their stores.
  enum Program {
    /// podman, buildah, CRI-O.
    case containers
    case docker
    /// containerd, and what runs on it: Kubernetes, nerdctl.
    case containerd

    /// The stores below the folder in which the program keeps everything.
    func stores(at base: [UInt8]) -> [ContainerStore] {
      folders.map { ContainerStore(path: base + Array("/\($0.0)".utf8), layout: $0.1) }
    }

    private var folders: [(String, Layout)] {
      let plugin: String = "io.containerd.snapshotter.v1."
      return switch self {
      case .containers:
        [("overlay", .overlay), ("vfs/dir", .unread("vfs")), ("btrfs/subvolumes", .unread("btrfs"))]
      case .docker:
        [
          ("overlay2", .overlay), ("fuse-overlayfs", .overlay), ("aufs/diff", .unread("aufs")),
          ("vfs/dir", .unread("vfs")), ("btrfs/subvolumes", .unread("btrfs")),
          ("devicemapper/mnt", .unread("devicemapper")), ("zfs/graph", .unread("zfs")),
        ] + Program.containerd.folders.map { ("containerd/daemon/" + $0.0, $0.1) }
      case .containerd:
        [
          (plugin + "overlayfs/snapshots", .snapshots), (plugin + "fuse-overlayfs/snapshots", .snapshots),
          (plugin + "native/snapshots", .unread("native")), (plugin + "btrfs/view", .unread("btrfs")),
        ]
      }
    }
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

  /// The stores of the system's own services in their usual places.
  static let ofSystem: [ContainerStore] = [
    ("var/lib/containers/storage", Program.containers), ("var/lib/docker", .docker),
    ("var/lib/containerd", .containerd),
    // Images that come with a system; Docker as a snap; small Kubernetes distributions.
    ("usr/lib/containers/storage", .containers), ("usr/share/containers/storage", .containers),
    ("var/snap/docker/common/var-lib-docker", .docker), ("var/lib/rancher/k3s/agent/containerd", .containerd),
    ("var/lib/rancher/rke2/agent/containerd", .containerd),
    ("var/snap/microk8s/common/var/lib/containerd", .containerd),
  ].flatMap { $0.1.stores(at: Array($0.0.utf8)) }

  /// The stores of one user.
  ///
  /// - Parameter share: the user's `.local/share`, from the root on.
  static func ofUser(_ share: [UInt8]) -> [ContainerStore] {
    Program.containers.stores(at: share + Array("/containers/storage".utf8))
      + Program.docker.stores(at: share + Array("/docker".utf8))
      + Program.containerd.stores(at: share + Array("/containerd".utf8))
  }
}
