internal import CordonModel
internal import Foundation

/// Writing to standard output and standard error: data on the one, talk on the other.
enum StandardStreams {
  static func writeOutput(_ text: String) throws(CordonError) { try writeOutput(Array(text.utf8)) }

  /// - Throws: ``CordonError`` `input-output`: an answer that did not arrive is none.
  static func writeOutput(_ bytes: [UInt8]) throws(CordonError) {
    let failure: Int32 = write(bytes, to: STDOUT_FILENO)
    guard failure != 0 else { return }
    throw CordonError(
      .inputOutput, "The result could not be written. Check where standard output leads.",
      location: .init(file: "standard output"), cause: String(cString: strerror(failure)))
  }

  static func writeError(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// Puts something that can be neither read nor written in the place of a standard stream that was closed, so that
  /// no file opened later takes its number.
  static func occupyClosed() {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(number, F_GETFD) < 0 {
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal, kept between 40 and 120; 80 when there is none.
  static var width: Int {
    var size = winsize()
    guard outputIsTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(max(Int(size.ws_col), 40), 120)
  }

  /// - Returns: The error number of the system, 0 when all is written.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var rest: UnsafeRawBufferPointer = buffer
      while let base = rest.baseAddress, !rest.isEmpty {
        let written: Int = Foundation.write(descriptor, base, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
      }
      return 0
    }
  }
}
