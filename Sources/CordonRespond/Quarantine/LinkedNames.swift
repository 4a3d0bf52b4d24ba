internal import CFileState
internal import CordonModel
internal import Glibc

/// Finds the other names of files that have several: taking one away leaves the file reachable under the others.
enum LinkedNames {
  /// Folders inside each other.
  private static let depthLimit = 512

  static func find(for takings: [Taking], limits: VaultLimits) {
    let linked: [Taking] = takings.filter { $0.figures.links > 1 }
    for taking in linked where taking.record.state.namesNotFound > 0 {
      let others: [Taking] = linked.filter { $0.figures.device == taking.figures.device }
      do throws(RespondFailure) {
        // Other names mostly stand nearby; only then is the whole file system gone through.
        try search(others, from: taking.place.folder, limits)
        guard taking.record.state.namesNotFound > 0 else { continue }
        try search(others, from: try highestFolder(above: taking.place.folder), limits)
      } catch {
        // What was not found is counted by the record: links without names.
        continue
      }
    }
    for taking in linked { taking.remarks.append(.otherNames) }
  }

  private static func search(_ takings: [Taking], from top: OpenFile, _ limits: VaultLimits) throws(RespondFailure) {
    var wanted: [UInt64: [Taking]] = [:]
    for taking in takings { wanted[taking.figures.inode, default: []].append(taking) }
    var walk = NameWalk(device: try top.facts().device, budget: limits.namesSearched, depthLimit: depthLimit)
    walk.run(top, path: try FilePlaceResolver.realPath(of: top)) { inode, path in
      guard let found = wanted[inode] else { return true }
      for taking in found where path != taking.record.path && !taking.record.state.otherNames.contains(path) {
        guard taking.record.state.otherNames.count < limits.namesKept else { continue }
        taking.record.state.otherNames.append(path)
      }
      return takings.contains { $0.record.state.namesNotFound > 0 }
    }
  }

  /// The folder at which this file system is mounted.
  private static func highestFolder(above folder: OpenFile) throws(RespondFailure) -> OpenFile {
    var current: OpenFile = folder
    let start: FileFigures = try folder.facts()
    for _ in 0..<depthLimit {
      let parent = try OpenFile(result: unsafe cordon_state_open(current.number, "..", O_RDONLY | O_DIRECTORY))
      let above: FileFigures = try parent.facts()
      let here: FileFigures = try current.facts()
      guard above.device == start.device, above.mount == start.mount, !above.isSameFile(as: here) else { break }
      current = parent
    }
    return current
  }
}

/// Walks down one file system and names every entry that is no folder, with its inode, until nothing more is sought.
private struct NameWalk {
  let device: UInt64
  var budget: Int
  let depthLimit: Int

  mutating func run(_ folder: OpenFile, path: [UInt8], depth: Int = 0, _ take: (UInt64, [UInt8]) -> Bool) {
    guard depth < depthLimit, let stream = unsafe fdopendir(dup(folder.number)) else { return }
    var folders: [[UInt8]] = []
    while budget > 0, let entry = unsafe readdir(stream) {
      budget -= 1
      let kind: Int32 = Int32(unsafe entry.pointee.d_type)
      // Only folders are gone into, and only a file can be one of those that are sought.
      guard kind == Int32(DT_DIR) || kind == Int32(DT_REG) || kind == Int32(DT_UNKNOWN) else { continue }
      let name: [UInt8] = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      guard name != [0x2E], name != [0x2E, 0x2E] else { continue }
      if kind != Int32(DT_REG) { folders.append(name) }
      guard kind != Int32(DT_DIR) else { continue }
      if !take(UInt64(unsafe entry.pointee.d_ino), HeldPlace.join(path, name)) { budget = 0 }
    }
    unsafe closedir(stream)
    for name in folders where budget > 0 {
      let flags: Int32 = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK
      let result: Int32 = unsafe EntryName(name).use { unsafe cordon_state_open(folder.number, $0, flags) }
      do throws(RespondFailure) {
        let next = try OpenFile(result: result)
        guard try next.facts().device == device else { continue }
        run(next, path: HeldPlace.join(path, name), depth: depth + 1, take)
      } catch {
        continue
      }
    }
  }
}
