internal import CLinux
package import CordonModel
internal import Glibc

/// A regular file as a walk lists it. It lives as long as the call it is handed to: what is to be kept is copied out.
@safe package struct FoundFile: ~Copyable {
  /// The folder it lies in, open.
  let folder: Int32
  /// Null-terminated.
  private let name: UnsafePointer<CChar>
  private let nameLength: Int
  /// The folder's absolute path, without a slash at its end: nothing for `/`.
  private let folderPath: UnsafeRawBufferPointer
  /// What the system said of it when it was listed.
  let status: FileStatus

  @inline(__always)
  init(
    folder: Int32, folderPath: UnsafeRawBufferPointer, name: UnsafePointer<CChar>, nameLength: Int, status: FileStatus
  ) {
    self.folder = folder
    unsafe self.folderPath = folderPath
    unsafe self.name = name
    self.nameLength = nameLength
    self.status = status
  }

  /// Device, inode, size and times as listed: what a cache is asked with before the file is opened.
  package var identity: FileIdentity { status.identity }
  /// Bytes.
  package var size: UInt64 { status.size }
  /// Permissions and kind, as in stat(2).
  package var mode: UInt32 { status.mode }
  /// Numeric owner.
  package var owner: UInt32 { status.owner }
  /// Names the file has.
  package var links: UInt32 { status.links }
  /// Bytes of the whole path.
  package var pathLength: Int { unsafe folderPath.count + 1 + nameLength }

  /// The absolute path as the system has it, copied.
  package var path: [UInt8] {
    unsafe Array(unsafeUninitializedCapacity: pathLength) { buffer, filled in
      unsafe copyPath(to: UnsafeMutableRawBufferPointer(buffer))
      filled = pathLength
    }
  }

  /// The name in its folder, copied.
  package var lastName: [UInt8] { unsafe Array(UnsafeRawBufferPointer(start: name, count: nameLength)) }

  /// For people.
  var display: String { PrintablePath.text(path) }

  /// Calls `body` with the name's bytes, which live as long as the call.
  package func withName<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe body(UnsafeRawBufferPointer(start: name, count: nameLength))
  }

  /// Writes the path into a buffer of at least ``pathLength`` bytes, for callers that use one buffer again and again.
  ///
  /// - Returns: whether it had the room; if not, nothing was written.
  @discardableResult
  package func copyPath(to buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard buffer.count >= pathLength else { return false }
    unsafe buffer.copyMemory(from: folderPath)
    unsafe buffer[folderPath.count] = 0x2F
    let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[(folderPath.count + 1)...])
    unsafe rest.copyMemory(from: UnsafeRawBufferPointer(start: name, count: nameLength))
    return true
  }

  /// Opens the file for reading, and makes sure that it is the one that was listed. Its access time stays where the system
  /// allows that. The identity to be kept is that of the open file: ``Descriptor/status()``, ``FileStatus/identity``.
  ///
  /// - Throws: ``FileFailure`` when it may not be read, is gone, or something else stands in its place by now.
  func open() throws(FileFailure) -> Descriptor {
    let flags: Int32 = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    var result: Int32 = unsafe cordon_open_at(folder, name, flags | CORDON_KEEP_ACCESS_TIME)
    // Only the owner may leave the access time alone.
    if result == -EPERM { result = unsafe cordon_open_at(folder, name, flags) }
    if result == -ELOOP || result == -ENXIO { throw FoundFile.replaced }
    let file = try Descriptor(result: result)
    var opened = FileStatus()
    let looked: Int32 = unsafe opened.look(at: "", in: file.number)
    guard looked == 0 else { throw FileFailure(result: Int(looked)) }
    guard opened.isRegular, opened.inode == status.inode, opened.device == status.device else {
      throw FoundFile.replaced
    }
    return file
  }

  private static let replaced = FileFailure(reason: .scanPartial, detail: "replaced while being looked at")
}
