package import CordonEvidence
package import CordonModel
internal import Foundation

/// A bundle on disk, opened for reading: no link in it is followed, and nothing but plain files is opened.
package final class BundleFolder: BundleSource {
  private let descriptor: Int32
  /// The folder of the part that was asked for last.
  private var open: (part: Int, descriptor: Int32)?
  private var buffer: [UInt8]

  /// Bytes of a piece.
  private static let pieceBytes = 1 << 20

  /// Opens the folder that a person named.
  ///
  /// - Throws: ``CordonError`` `bad-input` when there is none, `not-permitted`, `input-output`.
  package init(path: String) throws(CordonError) {
    descriptor = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    buffer = []
    guard descriptor >= 0 else { throw BundleFolder.failure(path, errno) }
    buffer = [UInt8](repeating: 0, count: BundleFolder.pieceBytes)
  }

  deinit {
    if let open { close(open.descriptor) }
    if descriptor >= 0 { close(descriptor) }
  }

  package func names(ofPart part: Int?) -> BundleListing {
    var place: Int32 = descriptor
    var path: String = "."
    if let part {
      path = BundleFormat.folder(ofPart: part)
      switch folder(ofPart: part) {
      case .success(let opened): place = opened
      case .failure(let failure): return failure.isAbsence ? .missing : .unreadable(failure.gap(path))
      }
    }
    // A stream of its own, so that the position of the descriptor does not matter.
    let copy: Int32 = openat(place, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return .unreadable(Failure(number: errno).gap(path)) }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return .unreadable(Failure(number: errno).gap(path))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name: String = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
          PrintablePath.text(UnsafeBufferPointer(start: bytes, count: 256).prefix { $0 != 0 })
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return errno == 0 ? .names(names) : .unreadable(Failure(number: errno).gap(path))
  }

  package func read(_ name: String, ofPart part: Int, take: (ArraySlice<UInt8>) -> Bool) -> BundleAnswer {
    let path: String = BundleFormat.folder(ofPart: part) + "/" + name
    let place: Int32
    switch folder(ofPart: part) {
    case .success(let opened): place = opened
    case .failure(let failure): return failure.isAbsence ? .missing : .unreadable(failure.gap(path))
    }
    let file: Int32 = openat(place, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard file >= 0 else {
      switch errno {
      case ENOENT: return .missing
      case ELOOP: return .notPlain("a link")
      case ENXIO: return .notPlain("a socket or device")
      default: return .unreadable(Failure(number: errno).gap(path))
      }
    }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { return .unreadable(Failure(number: errno).gap(path)) }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      return .notPlain(facts.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a pipe or device")
    }
    posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL)
    while true {
      let count: Int = buffer.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .unreadable(Failure(number: errno).gap(path)) }
      guard count > 0, take(buffer[..<count]) else { return .read }
    }
  }

  // MARK: Parts

  private struct Failure: Error {
    var number: Int32
    /// Whether nothing is there, or something that is no folder.
    var isAbsence: Bool { number == ENOENT || number == ELOOP || number == ENOTDIR }

    func gap(_ path: String) -> BundleGap {
      BundleGap(
        path: path, detail: String(cString: strerror(number)), isRefused: number == EACCES || number == EPERM)
    }
  }

  private func folder(ofPart part: Int) -> Result<Int32, Failure> {
    if let open, open.part == part { return .success(open.descriptor) }
    if let open { close(open.descriptor) }
    open = nil
    let name: String = BundleFormat.folder(ofPart: part)
    let found: Int32 = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard found >= 0 else { return .failure(Failure(number: errno)) }
    open = (part, found)
    return .success(found)
  }

  private static func failure(_ path: String, _ number: Int32) -> CordonError {
    let place = CordonError.Location(file: PrintablePath.text(path.utf8))
    let cause = String(cString: strerror(number))
    switch number {
    case ENOENT: return CordonError(.badInput, "There is no such folder. Check its name.", location: place)
    case ENOTDIR:
      return CordonError(
        .badInput, "A bundle is a folder, and this is none. Name the folder that `cordon check --case` filled.",
        location: place)
    case EACCES, EPERM:
      return CordonError(
        .notPermitted, "This folder may not be read. Run the command as a user who may.", location: place, cause: cause)
    default: return CordonError(.inputOutput, "This folder cannot be read.", location: place, cause: cause)
    }
  }
}
