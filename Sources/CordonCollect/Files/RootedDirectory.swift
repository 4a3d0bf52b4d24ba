internal import CLinux
internal import CordonModel
internal import Glibc

/// A folder out of which no path leads: links are resolved as if it were the root, or refused when they leave it.
package final class RootedDirectory {
  /// What becomes of a link that points out of the folder.
  package enum Confinement: Sendable, Hashable {
    /// The folder is the root of a system: `/usr` means its own `usr`, `..` at the top stays there.
    case inRoot
    /// The folder is a part of a system: a link that leaves it is refused.
    case beneath
  }

  let descriptor: Descriptor
  let confinement: Confinement
  /// The absolute path without links, as the system names it; `/` has no trailing slash to spare.
  let realPath: [UInt8]
  private let stepwise: Bool

  /// Opens `path`, following links in it: it is the user's own word.
  package convenience init(path: String, confinement: Confinement, stepwise: Bool) throws(FileFailure) {
    let directory = try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_NONBLOCK))
    try self.init(directory, path: Array(path.utf8), confinement: confinement, stepwise: stepwise)
  }

  /// A folder that is open already.
  ///
  /// - Parameter path: its absolute path, where the system does not tell it.
  init(
    _ directory: consuming Descriptor, path: [UInt8], confinement: Confinement, stepwise: Bool
  ) throws(FileFailure) {
    var isOld: Bool = stepwise
    if !isOld {
      let probe: Int32 = unsafe cordon_open_confined(
        directory.number, ".", CORDON_PATH_ONLY | O_DIRECTORY, RootedDirectory.flag(confinement))
      // A sandbox that does not know openat2 answers "not permitted".
      isOld = probe == -ENOSYS || probe == -EPERM
      if probe >= 0 { close(probe) }
    }
    self.stepwise = isOld
    self.confinement = confinement
    realPath = RootedDirectory.path(of: directory.number) ?? path
    descriptor = directory
  }

  private static func flag(_ confinement: Confinement) -> Int32 {
    Int32(confinement == .beneath ? CORDON_RESOLVE_BENEATH : CORDON_RESOLVE_IN_ROOT)
  }

  static func path(of descriptor: Int32) -> [UInt8]? {
    var buffer: [UInt8] = Array(repeating: 0, count: Int(PATH_MAX) + 1)
    let capacity: Int = buffer.count
    let count: Int = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress else { return -1 }
        return unsafe readlink("/proc/self/fd/\(descriptor)", start, capacity)
      }
    }
    guard count > 0, count < capacity, buffer[0] == 0x2F else { return nil }
    return Array(buffer[..<count])
  }

  /// The absolute path of something inside, for people.
  package func display(_ relative: some Collection<UInt8>) -> String { PrintablePath.text(absolute(relative)) }

  func absolute(_ relative: some Collection<UInt8>) -> [UInt8] {
    guard !relative.isEmpty else { return realPath }
    return (realPath == [0x2F] ? [] : realPath) + [0x2F] + Array(relative)
  }

  func display(_ relative: String) -> String { display(Array(relative.utf8)) }

  /// Opens a folder inside.
  func openDirectory(_ relative: String) throws(FileFailure) -> Descriptor {
    try openDirectory(Array(relative.utf8))
  }

  func openDirectory(_ relative: [UInt8]) throws(FileFailure) -> Descriptor {
    do throws(FileFailure) {
      return try open(relative, flags: O_RDONLY | O_DIRECTORY | O_NONBLOCK)
    } catch {
      guard error.errorNumber == .notDirectory, isRemoved(relative) else { throw error }
      throw FileFailure(errorNumber: .noEntry)
    }
  }

  /// Whether a whiteout, which an overlay leaves for something removed, stands on the way or at its end.
  private func isRemoved(_ relative: [UInt8]) -> Bool {
    relative.indices.contains { index in
      let next: Int = index + 1
      guard next == relative.count || relative[next] == 0x2F else { return false }
      do throws(FileFailure) {
        return try open(Array(relative[..<next]), flags: CORDON_PATH_ONLY).status().isWhiteout
      } catch {
        return false
      }
    }
  }

  /// Opens whatever lies there, to be looked at and not to be read: nothing happens to a device or FIFO.
  func openPlace(_ relative: [UInt8]) throws(FileFailure) -> Descriptor {
    try open(relative, flags: CORDON_PATH_ONLY)
  }

  /// Opens a regular file inside for reading; a device or FIFO is looked at but never opened.
  func openFile(_ relative: [UInt8]) throws(FileFailure) -> Descriptor {
    let place = try open(relative, flags: CORDON_PATH_ONLY)
    let status: FileStatus = try place.status()
    if status.isWhiteout { throw FileFailure(errorNumber: .noEntry) }
    guard status.isRegular else { throw .notRegular }
    let file = try open(relative, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY)
    guard try file.status().isRegular else { throw .notRegular }
    return file
  }

  /// Whether something of this name is inside.
  func exists(_ relative: String) -> Bool { exists(Array(relative.utf8)) }

  func exists(_ relative: [UInt8]) -> Bool {
    do throws(FileFailure) {
      _ = try open(relative, flags: CORDON_PATH_ONLY)
      return true
    } catch {
      // Refused is not absent, and neither is a failure to look.
      return error.errorNumber != .noEntry && error.errorNumber != .notDirectory
    }
  }

  /// The part of a path that is a link to nothing; `nil` where the path is there, or simply ends.
  func brokenLink(on relative: [UInt8]) -> [UInt8]? {
    var parent: [UInt8] = []
    for part in relative.split(separator: 0x2F) {
      let path: [UInt8] = parent.isEmpty ? Array(part) : parent + [0x2F] + part
      do throws(FileFailure) {
        _ = try open(path, flags: CORDON_PATH_ONLY)
      } catch {
        guard error.errorNumber == .noEntry else { return nil }
        return isLink(Array(part), in: parent) ? path : nil
      }
      parent = path
    }
    return nil
  }

  private func isLink(_ name: [UInt8], in folder: [UInt8]) -> Bool {
    let entry: [CChar] = name.map { CChar(bitPattern: $0) } + [0]
    do throws(FileFailure) {
      let place: Descriptor = try openDirectory(folder)
      guard let status = unsafe FileStatus(entry: entry, in: place.number) else { return false }
      return status.isLink
    } catch {
      return false
    }
  }

  /// The absolute path without links of something open inside; `nil` where there is no `/proc`.
  static func realPath(of place: borrowing Descriptor) -> [UInt8]? { path(of: place.number) }

  private func open(_ relative: [UInt8], flags: Int32) throws(FileFailure) -> Descriptor {
    guard !relative.contains(0) else { throw FileFailure(errorNumber: .noEntry) }
    if stepwise {
      return try StepwiseResolver(root: descriptor.number, confinement: confinement).open(relative, flags: flags)
    }
    let path: [CChar] = (relative.isEmpty ? [0x2E] : relative).map { CChar(bitPattern: $0) } + [0]
    return try Descriptor(
      result: unsafe cordon_open_confined(descriptor.number, path, flags, RootedDirectory.flag(confinement)))
  }
}
