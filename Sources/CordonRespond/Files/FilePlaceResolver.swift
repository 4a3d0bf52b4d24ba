internal import CFileState
internal import CordonModel
internal import Glibc

/// A folder that is held open, and a name in it: nobody can put another folder in between.
struct HeldPlace: Sendable {
  let folder: OpenFile
  /// Absolute, without links.
  let folderPath: [UInt8]
  let name: EntryName

  /// Absolute, without links.
  var path: [UInt8] { HeldPlace.join(folderPath, name.bytes) }

  static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    (folder == [0x2F] ? [] : folder) + [0x2F] + name
  }

  /// What is there now; `nil` when nothing is.
  func figures() throws(RespondFailure) -> FileFigures? {
    do throws(RespondFailure) {
      return try FileFigures(in: folder, name: name.bytes)
    } catch  where error.number == ENOENT {
      return nil
    } catch {
      throw error
    }
  }
}

/// Goes down a path folder by folder, each relative to the one that is held. A link on the way is followed only when
/// root or the acting user made it: no other user sends us elsewhere. A link at the end is never followed.
enum FilePlaceResolver {
  /// Links followed in one path, as the kernel has it.
  private static let linkLimit = 40
  /// Bytes of a path.
  private static let pathLimit = 64 << 10

  /// The place of an absolute path.
  ///
  /// - Throws: ``RespondFailure``: `not-found`, `folder-missing`, `link-in-path`, `not-permitted`.
  static func resolve(_ path: [UInt8]) throws(RespondFailure) -> HeldPlace {
    guard path.first == 0x2F, !path.contains(0), path.count <= pathLimit else {
      throw RespondFailure(.notFound, "not an absolute path")
    }
    var parts: [[UInt8]] = path.split(separator: 0x2F).map { Array($0) }.filter { $0 != [0x2E] }
    guard let name = parts.popLast(), name != [0x2E, 0x2E] else {
      throw RespondFailure(.notRegular, "this is a folder")
    }
    let folder: OpenFile = try self.folder(parts)
    return HeldPlace(folder: folder, folderPath: try realPath(of: folder), name: EntryName(name))
  }

  private static func folder(_ parts: [[UInt8]]) throws(RespondFailure) -> OpenFile {
    let straight: [UInt8] = [0x2F] + Array(parts.joined(separator: [0x2F]))
    let flags: Int32 = O_RDONLY | O_DIRECTORY | O_NONBLOCK
    if !parts.contains([0x2E, 0x2E]), straight.count < Int(PATH_MAX) {
      let result: Int32 = unsafe EntryName(straight).use {
        unsafe cordon_state_open_unlinked(AT_FDCWD, $0, flags)
      }
      switch result {
      case 0...: return try OpenFile(result: result)
      case -ENOENT: throw RespondFailure(.folderMissing, PrintablePath.text(straight))
      case -EACCES: throw RespondFailure(number: EACCES, PrintablePath.text(straight))
      default: break
      }
    }
    return try stepwise(parts)
  }

  private static func stepwise(_ parts: [[UInt8]]) throws(RespondFailure) -> OpenFile {
    let flags: Int32 = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_NOFOLLOW
    let root = try OpenFile(result: unsafe cordon_state_open(AT_FDCWD, "/", flags))
    var current: OpenFile = root
    var waiting: [[UInt8]] = parts.reversed()
    var links: Int = 0
    while let part = waiting.popLast() {
      let name = EntryName(part)
      let result: Int32 = unsafe name.use { unsafe cordon_state_open(current.number, $0, flags) }
      if result >= 0 {
        current = try OpenFile(result: result)
        continue
      }
      if result == -ENOENT { throw RespondFailure(.folderMissing, PrintablePath.text(part)) }
      guard result == -ENOTDIR || result == -ELOOP else {
        throw RespondFailure(number: 0 &- result, PrintablePath.text(part))
      }
      links += 1
      let target: [UInt8] = try trustedTarget(of: name, in: current, depth: links)
      if target.first == 0x2F { current = root }
      waiting += target.split(separator: 0x2F).map { Array($0) }.filter { $0 != [0x2E] }.reversed()
      guard waiting.count <= pathLimit else { throw RespondFailure(.linkInPath, "too many links") }
    }
    return current
  }

  /// Where a link leads that root or this user made.
  private static func trustedTarget(
    of name: EntryName, in folder: OpenFile, depth: Int
  ) throws(RespondFailure) -> [UInt8] {
    let result: Int32 = unsafe name.use {
      unsafe cordon_state_open(folder.number, $0, CORDON_STATE_PATH_ONLY | O_NOFOLLOW)
    }
    let link = try OpenFile(result: result, PrintablePath.text(name.bytes))
    let figures: FileFigures = try link.facts()
    guard figures.isLink else {
      throw RespondFailure(.notFound, PrintablePath.text(name.bytes) + " is not a folder")
    }
    guard figures.owner == 0 || figures.owner == geteuid() else {
      throw RespondFailure(.linkInPath, PrintablePath.text(name.bytes) + " is a link of another user")
    }
    guard depth <= linkLimit else { throw RespondFailure(.linkInPath, "too many links") }
    var buffer: [UInt8] = Array(repeating: 0, count: Int(PATH_MAX))
    let capacity: Int = buffer.count
    let count: Int = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress else { return -1 }
        return unsafe readlinkat(link.number, "", start, capacity)
      }
    }
    guard count > 0, count < capacity else { throw RespondFailure(.linkInPath, "a link that cannot be read") }
    return Array(buffer[..<count])
  }

  /// The absolute path of an open folder, as the system names it.
  static func realPath(of folder: OpenFile) throws(RespondFailure) -> [UInt8] {
    var buffer: [UInt8] = Array(repeating: 0, count: Int(PATH_MAX) + 1)
    let capacity: Int = buffer.count
    let count: Int = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress else { return -1 }
        return unsafe readlink("/proc/self/fd/\(folder.number)", start, capacity)
      }
    }
    guard count > 0, count < capacity, buffer[0] == 0x2F else {
      throw RespondFailure(.systemError, "/proc does not tell the path of a folder")
    }
    return Array(buffer[..<count])
  }
}
