internal import CFileState
internal import CordonModel
internal import Glibc

/// What `/proc` says of processes, as far as a quarantine needs it.
struct ProcessTable {
  /// Bytes of one `maps`.
  private static let mapsLimit = 32 << 20

  /// The numbers of all processes.
  static func pids() -> [Int32] {
    guard let stream = unsafe opendir("/proc") else { return [] }
    defer { unsafe closedir(stream) }
    var pids: [Int32] = []
    while let entry = unsafe readdir(stream) {
      let name: [UInt8] = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if let pid = Int32(String(decoding: name, as: UTF8.self)), pid > 0 { pids.append(pid) }
    }
    return pids
  }

  /// The file a process runs; `nil` when it has none or may not be looked at.
  static func program(of pid: Int32) -> FileFigures? {
    var facts = cordon_file_state()
    guard unsafe cordon_state_behind(AT_FDCWD, "/proc/\(pid)/exe", &facts) == 0 else { return nil }
    return FileFigures(facts)
  }

  /// The files a process has mapped; `nil` when it may not be looked at.
  static func mappings(of pid: Int32) -> [MappedFile]? {
    guard let bytes = read("/proc/\(pid)/maps", limit: mapsLimit) else { return nil }
    return MappedFile.all(in: bytes)
  }

  /// The name and the parent of a process.
  static func status(of pid: Int32) -> ProcessStatusLine? {
    read("/proc/\(pid)/stat", limit: 4_096).flatMap { ProcessStatusLine($0) }
  }

  /// Those above a process, nearest first.
  static func ancestors(of pid: Int32) -> [String] {
    var all: [String] = []
    var current: Int32 = pid
    while all.count < 32, current > 0, let status = status(of: current) {
      all.append("\(current) \(status.name)")
      current = status.parent
    }
    return all
  }

  /// The numbers of those above a process.
  static func above(_ pid: Int32) -> Set<Int32> {
    var all: Set<Int32> = []
    var current: Int32 = pid
    while let parent = status(of: current)?.parent, parent > 0, all.insert(parent).inserted { current = parent }
    return all
  }

  private static func read(_ path: String, limit: Int) -> [UInt8]? {
    let result: Int32 = unsafe cordon_state_open(AT_FDCWD, path, O_RDONLY)
    guard result >= 0 else { return nil }
    defer { close(result) }
    var bytes: [UInt8] = []
    var piece: [UInt8] = Array(repeating: 0, count: 64 << 10)
    while bytes.count < limit {
      let capacity: Int = piece.count
      let count: Int = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(result, $0.baseAddress, capacity) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += piece[..<count]
    }
    return bytes
  }
}

/// The file behind a mapping in `/proc/PID/maps`.
package struct MappedFile: Sendable, Hashable {
  /// Of the file system itself: overlayfs and btrfs tell another number when they are asked for a file.
  package var device: UInt64
  package var inode: UInt64
  /// As the process sees it.
  package var path: [UInt8]

  /// Every mapping of a file, once.
  package static func all(in bytes: [UInt8]) -> [MappedFile] {
    var seen: Set<MappedFile> = []
    for line in bytes.split(separator: 0x0A) {
      // 7f…-7f… r-xp 00001000 fe:01 131 /usr/lib/x.so
      let fields: [ArraySlice<UInt8>] = line.split(separator: 0x20, maxSplits: 5)
      guard fields.count >= 5, let inode = UInt64(String(decoding: fields[4], as: UTF8.self)), inode != 0 else {
        continue
      }
      let numbers: [ArraySlice<UInt8>] = fields[3].split(separator: 0x3A)
      guard numbers.count == 2, let major = UInt32(String(decoding: numbers[0], as: UTF8.self), radix: 16),
        let minor = UInt32(String(decoding: numbers[1], as: UTF8.self), radix: 16)
      else { continue }
      let path: [UInt8] = fields.count > 5 ? Array(fields[5].drop { $0 == 0x20 }) : []
      seen.insert(MappedFile(device: device(major, minor), inode: inode, path: path))
    }
    return Array(seen)
  }

  /// As makedev(3) has it.
  private static func device(_ major: UInt32, _ minor: UInt32) -> UInt64 {
    let (high, low): (UInt64, UInt64) = (UInt64(major), UInt64(minor))
    return (high & 0xFFF) << 8 | (high & 0xFFFF_F000) << 32 | (low & 0xFF) | (low & 0xFFFF_FF00) << 12
  }
}

/// The start of `/proc/PID/stat`.
package struct ProcessStatusLine: Sendable, Hashable {
  /// What the process calls itself, inert.
  package var name: String
  package var parent: Int32

  /// - Returns: `nil` for anything but such a line.
  package init?(_ bytes: [UInt8]) {
    // The name may hold brackets and spaces: it ends at the last bracket.
    guard let open = bytes.firstIndex(of: 0x28), let end = bytes.lastIndex(of: 0x29), open < end else { return nil }
    name = PrintablePath.text(bytes[(open + 1)..<end])
    let fields: [ArraySlice<UInt8>] = bytes[(end + 1)...].split(separator: 0x20, maxSplits: 3)
    guard fields.count >= 2, let parent = Int32(String(decoding: fields[1], as: UTF8.self)) else { return nil }
    self.parent = parent
  }
}
