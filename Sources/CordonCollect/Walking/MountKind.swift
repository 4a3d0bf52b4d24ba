/// What a mount means for a search of the disks of this machine.
enum MountKind: Hashable {
  /// Files on a disk, in an image or in memory: walked.
  case local
  /// Layers put over each other: walked unless every layer is walked where it lies.
  case overlay
  /// No stored files.
  case kernel
  /// Files of another machine.
  case network
  /// Another view of files that lie elsewhere on this machine, or of a running session.
  case view
  case unknown

  init(_ mount: MountTable.Mount) {
    let type: String = mount.type
    if MountKind.localTypes.contains(type) {
      self = MountKind.isKernelPlace(mount.mountPoint) ? .kernel : .local
    } else if type == "overlay" || type == "aufs" {
      self = .overlay
    } else if MountKind.kernelTypes.contains(type) {
      self = .kernel
    } else if MountKind.networkTypes.contains(type) {
      self = .network
    } else if MountKind.viewTypes.contains(type) {
      self = .view
    } else {
      // A file system this table does not know, but with a block device beneath it.
      self = mount.source.starts(with: "/dev/".utf8) && type != "fuse" ? .local : .unknown
    }
  }

  /// Why it is left out, when it is by rule.
  func why(_ type: String) -> String? {
    switch self {
    case .kernel: "\(type): no stored files"
    case .network: "\(type): files of another machine"
    case .view: "\(type): a view of files that lie elsewhere"
    case .local, .overlay, .unknown: nil
    }
  }

  /// Memory below `/dev`, `/sys` and `/proc` belongs to the kernel's own trees, `/dev/shm` does not.
  private static func isKernelPlace(_ point: [UInt8]) -> Bool {
    let text: String = String(decoding: point, as: UTF8.self)
    if text == "/dev/shm" || text.hasPrefix("/dev/shm/") { return false }
    return ["/dev", "/sys", "/proc"].contains { text == $0 || text.hasPrefix($0 + "/") }
  }

  private static let localTypes: Set<String> = [
    "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs", "jfs", "reiserfs", "reiser4", "nilfs2", "ufs",
    "vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "hfs", "hfsplus", "apfs", "udf", "iso9660", "squashfs",
    "erofs", "cramfs", "romfs", "minix", "jffs2", "ubifs", "zonefs", "tmpfs", "ramfs", "ecryptfs", "ocfs2", "gfs2",
    "fuse.squashfuse", "fuse.squashfuse_ll", "fuse.snapfuse", "fuse.ntfs-3g", "fuse.exfat", "fuse.fuse2fs",
  ]

  private static let kernelTypes: Set<String> = [
    "proc", "sysfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "cpuset", "securityfs", "pstore", "efivarfs", "bpf",
    "debugfs", "tracefs", "configfs", "fusectl", "mqueue", "hugetlbfs", "autofs", "binfmt_misc", "rpc_pipefs", "nfsd",
    "selinuxfs", "smackfs", "apparmorfs", "nsfs", "pidfs", "sockfs", "pipefs", "bdev", "functionfs", "binder",
    "resctrl", "xenfs", "openpromfs", "spufs", "dlm", "ocfs2_dlmfs", "devfs", "usbfs", "fuse.lxcfs", "oprofilefs",
    "ibmasmfs", "rootfs", "secretmem",
  ]

  private static let networkTypes: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "virtiofs", "ceph", "glusterfs", "lustre", "afs", "coda",
    "beegfs", "gpfs", "orangefs", "pvfs2", "davfs", "vboxsf", "vmhgfs", "prl_fs", "drvfs",
    "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.goofys", "fuse.gcsfuse", "fuse.glusterfs", "fuse.ceph",
    "fuse.ceph-fuse", "fuse.curlftpfs", "fuse.davfs", "fuse.davfs2", "fuse.vmhgfs-fuse", "fuse.cifs", "fuse.smbnetfs",
    "fuse.blobfuse", "fuse.blobfuse2", "fuse.juicefs", "fuse.moosefs", "fuse.mfs", "fuse.dbxfs", "fuse.onedriver",
    "fuse.google-drive-ocamlfuse", "fuse.seaweedfs", "fuse.cvmfs2", "cvmfs2",
  ]

  private static let viewTypes: Set<String> = [
    "fuse.gvfsd-fuse", "fuse.portal", "fuse.mergerfs", "fuse.unionfs", "fuse.unionfs-fuse", "fuse.bindfs",
    "fuse.archivemount", "fuse.vmware-vmblock", "vmblock",
  ]
}
