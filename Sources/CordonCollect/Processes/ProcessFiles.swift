internal import CLinux
package import CordonModel
internal import Glibc

/// Opens what processes run and have mapped, to be read by others.
///
/// A process may have ended since it was looked at, and its number may be another's: what is opened is compared with
/// what was seen, and is never a device or FIFO.
package struct ProcessFiles: Sendable {
  private let proc: String

  /// - Parameter proc: where the process file system is mounted.
  package init(proc: String = "/proc") { self.proc = proc }

  /// Opens the executable that runs, also when it was deleted or replaced on disk.
  ///
  /// - Throws: ``FileFailure`` when it may not be read, or when the process has ended or runs another program now.
  package func openExecutable(of process: ProcessFacts) throws(FileFailure) -> Descriptor {
    let folder = try open(process.pid)
    let file = try Descriptor(
      result: unsafe cordon_open_at(folder.number, "exe", O_RDONLY | O_NONBLOCK | O_NOCTTY))
    guard try file.status().isRegular else { throw .notRegular }
    let identity = try FileIdentity(of: file)
    guard let seen = process.identity, seen.device == identity.device, seen.inode == identity.inode else {
      throw ProcessFiles.changed
    }
    return file
  }

  /// Opens a file that a process has mapped: the very mapping where the system allows that (it takes a privilege), else the
  /// file that has its name inside of the root of the process.
  ///
  /// - Throws: ``FileFailure`` when it may not be read, or is not mapped any more.
  package func openModule(
    _ module: ProcessFacts.Module, of process: ProcessFacts
  ) throws(FileFailure) -> Descriptor {
    let folder = try open(process.pid)
    if let name = try mapping(module, folder.number) {
      let result: Int32 = unsafe cordon_open_at(
        folder.number, "map_files/" + name, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      if result >= 0 {
        let file = try Descriptor(result: result)
        guard try file.status().isRegular else { throw .notRegular }
        return file
      }
      // Without the privilege, a file without a name cannot be had.
      if module.isDeleted { throw FileFailure(result: Int(result)) }
    } else {
      throw ProcessFiles.changed
    }
    return try openByName(module, folder.number)
  }

  /// What was seen is not there any more: no gap, for there is nothing left to look at.
  static let changed = FileFailure(
    reason: .scanPartial, detail: "the process has ended or runs something else now")

  private func open(_ pid: Int32) throws(FileFailure) -> Descriptor {
    let name: String = proc + "/" + String(pid)
    return try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, name, O_RDONLY | O_DIRECTORY | O_NONBLOCK))
  }

  /// The name below `map_files` of a mapping of the file; `nil` when it is not mapped any more.
  private func mapping(_ module: ProcessFacts.Module, _ folder: Int32) throws(FileFailure) -> String? {
    let maps = try Descriptor(
      result: unsafe cordon_open_at(folder, "maps", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY))
    var buffer = ProcessBuffer(capacity: 64 << 10)
    var offset: Int = 0
    while offset < ProcessOptions().mapsBytes {
      let got: Int = try buffer.fill(maps.number, offset: offset)
      if got == 0 { return nil }
      offset += got
      let (found, consumed): (String?, Int) = ProcessFiles.mapping(module, buffer.bytes, buffer.count)
      if let found { return found }
      buffer.drop(consumed)
    }
    return nil
  }

  private static func mapping(_ module: ProcessFacts.Module, _ bytes: [UInt8], _ count: Int) -> (String?, Int) {
    var consumed: Int = 0
    while let line = MapsLine.next(bytes.span.extracting(0..<count), from: &consumed) {
      guard line.device == module.device, line.inode == module.inode else { continue }
      let ends: Range<UInt64> = line.addresses
      return (String(ends.lowerBound, radix: 16) + "-" + String(ends.upperBound, radix: 16), consumed)
    }
    return (nil, consumed)
  }

  private func openByName(_ module: ProcessFacts.Module, _ folder: Int32) throws(FileFailure) -> Descriptor {
    let root = try Descriptor(
      result: unsafe cordon_open_at(folder, "root", CORDON_PATH_ONLY | O_DIRECTORY))
    let inside = try RootedDirectory(root, path: [0x2F], confinement: .inRoot, stepwise: false)
    return try inside.openFile(Array(module.path.drop { $0 == 0x2F }))
  }
}
