internal import CLinux
internal import CordonModel
internal import Glibc

/// Where an entry of the cache lies.
struct ScanCacheKey: Sendable, Hashable {
  /// What ``FileVolumes`` calls the file system.
  var volume: Int64
  var inode: Int64

  init(volume: Int64, inode: Int64) {
    self.volume = volume
    self.inode = inode
  }
}

/// Which file systems keep a file's number, and what to call them for as long as they exist.
///
/// Device numbers are given out anew at every boot and mount, so the name is the system's own (`f_fsid`), with its kind.
/// Only kinds are cached whose numbers and times of change are on the disk and never another's: not memory, not layers
/// over each other, not files of other machines, not images (their times are often all the same), not FAT or ISO 9660
/// (no time of change).
struct FileVolumes {
  private static let kinds: Set<UInt64> = [
    0xEF53,  // ext2, ext3, ext4
    0x5846_5342,  // xfs
    0x9123_683E,  // btrfs
    0xF2F5_2010,  // f2fs
    0x2FC1_2FC1,  // zfs
    0xCA45_1A4E,  // bcachefs
  ]

  private var known: [UInt64: Int64?] = [:]

  /// The name of the file system with this device number, which `path` lies on; `nil` when it is not cached.
  mutating func volume(device: UInt64, path: [UInt8]) -> Int64? {
    if let found = known[device] { return found }
    guard let found = FileVolumes.look(device: device, path: path) else { return nil }
    known[device] = .some(found)
    return found
  }

  /// `nil` when the path is not, or no longer, on that device; another file will tell.
  private static func look(device: UInt64, path: [UInt8]) -> Int64?? {
    let name: [CChar] = path.map { CChar(bitPattern: $0) } + [0]
    guard let place = try? Descriptor(result: unsafe cordon_open_at(AT_FDCWD, name, CORDON_PATH_ONLY | O_NOFOLLOW)),
      let status = FileStatus(descriptor: place.number), status.device == device
    else { return nil }
    var kind: UInt64 = 0
    var own: UInt64 = 0
    guard unsafe cordon_volume(place.number, &kind, &own) == 0 else { return nil }
    guard kinds.contains(kind), own != 0 else { return .some(nil) }
    var sum = ContentSum()
    sum.add(kind)
    sum.add(own)
    // 0 is for what is no file.
    return sum.first == 0 ? .some(nil) : Int64(bitPattern: sum.first)
  }
}
