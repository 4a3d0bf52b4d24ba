internal import CFileState
internal import CordonModel
internal import Glibc

/// Reads everything of an open file but its content.
enum FileStateReader {
  /// Attribute names in one list; the kernel gives no more.
  private static let listLimit = 64 << 10
  /// Bytes of one value; the kernel allows no more.
  private static let valueLimit = 64 << 10
  /// Bytes of all values: what a record holds.
  static let attributesLimit = 1 << 20

  /// - Parameter accessed: the time of the last access before the file was opened.
  static func state(of file: OpenFile, _ figures: FileFigures, accessed: FileTime) throws(RespondFailure) -> FileState {
    var state = FileState(
      device: figures.device, inode: figures.inode, size: figures.size, mode: figures.mode, owner: figures.owner,
      group: figures.group, accessed: accessed, modified: figures.modified, changed: figures.changed,
      born: figures.born, links: figures.links)
    var flags: UInt32 = 0
    if unsafe cordon_state_flags(file.number, &flags) == 0 { state.flags = flags }
    var total: Int = 0
    for name in try attributeNames(of: file) {
      guard let value = attribute(EntryName(name), of: file) else {
        state.unreadAttributes.append(name)
        continue
      }
      total += name.count + value.count
      guard total <= attributesLimit else {
        throw RespondFailure(.limit, "more than \(attributesLimit) bytes of extended attributes")
      }
      state.attributes.append(ExtendedAttribute(name: name, value: value))
    }
    state.attributes.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return state
  }

  /// The names alone; none where they cannot be listed.
  static func names(of file: OpenFile) -> [[UInt8]] {
    do throws(RespondFailure) { return try attributeNames(of: file) } catch { return [] }
  }

  private static func attributeNames(of file: OpenFile) throws(RespondFailure) -> [[UInt8]] {
    var buffer: [CChar] = Array(repeating: 0, count: listLimit)
    let count: Int = unsafe cordon_state_list_attributes(file.number, &buffer, listLimit)
    if count == -Int(ENOTSUP) { return [] }
    guard count >= 0 else { throw RespondFailure(number: Int32(truncatingIfNeeded: 0 &- count), "extended attributes") }
    return buffer[..<count].map { UInt8(bitPattern: $0) }.split(separator: 0).map { Array($0) }
  }

  private static func attribute(_ name: EntryName, of file: OpenFile) -> [UInt8]? {
    var buffer: [UInt8] = Array(repeating: 0, count: valueLimit)
    let count: Int = unsafe name.use { name in
      unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe cordon_state_attribute(file.number, name, bytes.baseAddress, bytes.count)
      }
    }
    return count < 0 ? nil : Array(buffer[..<count])
  }
}

/// The attributes of chattr(1) that forbid what Cordon wants to do.
enum FileFlag {
  /// FS_IMMUTABLE_FL: nothing may be changed.
  static let immutable: UInt32 = 0x10
  /// FS_APPEND_FL: only growing is allowed.
  static let appendOnly: UInt32 = 0x20
  /// Those that a user of the file may set and that mean something elsewhere: secrm, unrm, sync, nodump, noatime,
  /// journal data, notail, dirsync, nocow. Extents, encryption and their like are the file system's own.
  static let settable: UInt32 = 0x1 | 0x2 | 0x8 | 0x40 | 0x80 | 0x4000 | 0x8000 | 0x80_0000

  static func of(_ file: OpenFile) -> UInt32 {
    var flags: UInt32 = 0
    return unsafe cordon_state_flags(file.number, &flags) == 0 ? flags : 0
  }
}
