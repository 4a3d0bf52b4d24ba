internal import CLinux
package import CordonModel
internal import Glibc

/// A file that a person or the installation named: links may be followed, nothing else is taken on trust.
package enum NamedFile {
  /// The whole of a regular file.
  ///
  /// - Parameter limit: Bytes it may have.
  /// - Throws: ``CordonError``: `bad-input` when there is no such file, it is no regular file or too large,
  ///   `not-permitted` when it may not be read, `input-output` when reading fails.
  package static func read(_ path: String, limit: Int) throws(CordonError) -> [UInt8] {
    do throws(FileFailure) {
      guard !path.isEmpty, !path.utf8.contains(0) else { throw FileFailure(errorNumber: .noEntry) }
      // Not blocking: a FIFO opens at once and is then refused.
      let flags: Int32 = O_RDONLY | O_NONBLOCK | O_NOCTTY
      let file = try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, path, flags))
      guard try file.status().isRegular else { throw .notRegular }
      return try BoundedReader.whole(file, limit: limit).bytes
    } catch {
      throw NamedFile.error(error, path: PrintablePath.text(Array(path.utf8)))
    }
  }

  private static func error(_ failure: FileFailure, path: String) -> CordonError {
    let place = CordonError.Location(file: path)
    switch failure.errorNumber {
    case .noEntry, .notDirectory:
      return CordonError(.badInput, "There is no such file. Check the path.", location: place)
    case .accessDenied, .notPermitted:
      return CordonError(
        .notPermitted, "This file may not be read. Run the command as a user who may.", location: place,
        cause: failure.detail)
    case .none:
      return CordonError(.badInput, "This file cannot be used: \(failure.detail).", location: place)
    default:
      return CordonError(.inputOutput, "This file cannot be read.", location: place, cause: failure.detail)
    }
  }
}
