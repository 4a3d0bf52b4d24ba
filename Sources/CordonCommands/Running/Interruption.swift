internal import Foundation
internal import Synchronization

/// Notes Ctrl-C and a polite request to end, so that a command can stop looking and still print what it found.
/// The second Ctrl-C ends the process at once.
struct Interruption: Sendable {
  private static let flag = Atomic<Bool>(false)

  init() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  var happened: Bool { Interruption.flag.load(ordering: .relaxed) }
}
