internal import CordonCollect
internal import Foundation

/// Ctrl-C and a polite request to end: the command stops looking and still prints what it found.
/// The second one ends the process at once.
enum Interruption {
  private static let flag = CancellationFlag()

  /// Watches from now on.
  static func watch() -> CancellationFlag {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.cancel()
        signal(number, SIG_DFL)
      }
    }
    return flag
  }
}
