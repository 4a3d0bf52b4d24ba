internal import CordonModel
internal import Foundation

/// A file the user named for a result. It is written piece by piece into a file beside it and takes its place at the end:
/// a reader sees the old contents or the whole new ones. Anything but a regular file (a pipe, a device) is written
/// directly.
final class OutputFile {
  /// As the user gave it, for messages.
  private let name: String
  /// Where the result will be, links followed.
  private let destination: String
  /// Where it is written meanwhile; `nil` when there is no going back.
  private let draft: String?
  private var descriptor: Int32
  private var isCommitted = false

  /// Opens it.
  ///
  /// - Throws: ``CordonError`` `not-permitted` or `input-output` naming the file and what the system said.
  init(path: String) throws(CordonError) {
    name = path
    destination = OutputFile.resolved(path)
    var status = stat()
    let exists: Bool = stat(destination, &status) == 0
    let isRegular: Bool = !exists || (status.st_mode & S_IFMT) == S_IFREG
    if isRegular {
      let url: URL = URL(fileURLWithPath: destination)
      let unique: String = ".cordon-" + String(getpid()) + "-" + String(UInt32.random(in: 0...UInt32.max), radix: 16)
      let draft: String = url.deletingLastPathComponent().appendingPathComponent(unique).path
      self.draft = draft
      descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    } else {
      draft = nil
      descriptor = open(destination, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw OutputFile.failure(errno, name: path) }
    // Who may read a result stays as the user had set it.
    if isRegular, exists { _ = fchmod(descriptor, status.st_mode & 0o7777) }
  }

  /// Adds a piece.
  ///
  /// - Throws: ``CordonError`` as for opening; what is at the destination then stays as it is.
  func write(_ bytes: [UInt8]) throws(CordonError) {
    let failure: Int32 = StandardStreams.write(bytes, to: descriptor)
    if failure != 0 { throw OutputFile.failure(failure, name: name) }
  }

  /// Puts the whole result in its place.
  ///
  /// - Throws: ``CordonError`` as for opening.
  func commit() throws(CordonError) {
    if draft != nil, fsync(descriptor) != 0 { throw OutputFile.failure(errno, name: name) }
    let closing: Int32 = close(descriptor)
    descriptor = -1
    if closing != 0, errno != EINTR { throw OutputFile.failure(errno, name: name) }
    if let draft, rename(draft, destination) != 0 { throw OutputFile.failure(errno, name: name) }
    isCommitted = true
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted, let draft { unlink(draft) }
  }

  /// Whether a file can be there at all; asked before anything long is begun.
  ///
  /// - Throws: ``CordonError`` `input-output` when its folder does not exist.
  static func check(_ path: String) throws(CordonError) {
    let folder: String = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var status = stat()
    guard stat(folder, &status) == 0 else { throw failure(errno, name: path) }
    guard stat(path, &status) == 0 else { return }
    if (status.st_mode & S_IFMT) == S_IFDIR { throw failure(EISDIR, name: path) }
  }

  /// The file a link leads to, so that the link stays; the path itself when nothing is there yet.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func failure(_ number: Int32, name: String) -> CordonError {
    let isDenied: Bool = number == EACCES || number == EPERM || number == EROFS
    return CordonError(
      isDenied ? .notPermitted : .inputOutput,
      "The result could not be written. Name a file in a folder you may write to.", location: .init(file: name),
      cause: String(cString: strerror(number)))
  }
}
