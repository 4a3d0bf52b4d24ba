internal import Foundation

/// Writing to standard output and standard error: data on the one, talk on the other.
enum StandardStreams {
  static func writeOutput(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }
  static func writeOutput(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }
  static func writeError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal, kept between 40 and 120; 80 when there is none.
  static var width: Int {
    var size = winsize()
    guard outputIsTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(max(Int(size.ws_col), 40), 120)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var rest: UnsafeRawBufferPointer = buffer
      while let base = rest.baseAddress, !rest.isEmpty {
        let written: Int = Foundation.write(descriptor, base, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return
        }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
      }
    }
  }
}
