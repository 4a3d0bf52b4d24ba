/// The file system that a walk stays on.
struct PlaceIdentity {
  let device: UInt64
  let mount: UInt64?

  func holds(_ status: FileStatus) -> Bool { isSame(device: status.device, mount: status.mount) }

  func isSame(_ other: PlaceIdentity) -> Bool { isSame(device: other.device, mount: other.mount) }

  private func isSame(device: UInt64, mount: UInt64?) -> Bool {
    // Subfolders of one btrfs mount can have device numbers of their own: the mount decides where it is known.
    if let own = self.mount, let mount { return own == mount }
    return self.device == device
  }
}
