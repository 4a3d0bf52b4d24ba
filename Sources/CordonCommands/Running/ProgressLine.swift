internal import CordonCollect
internal import Foundation
internal import Synchronization

/// One line on standard error that says how far a look is: only on a terminal, only after a second, gone at the end.
final class ProgressLine: Sendable {
  private struct State {
    var shownAt: Double?
  }

  private let startedAt: Double
  private let isGerman: Bool
  private let state: Mutex<State> = Mutex(State())

  /// `nil` when standard error is no terminal.
  init?(german: Bool) {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    isGerman = german
    startedAt = ProgressLine.now
  }

  /// Shows the count, at most five times a second.
  func update(entries: Int) {
    show { seconds in
      let rate: Int = Int(Double(entries) / seconds)
      return isGerman
        ? "\(entries) Einträge geprüft, \(rate) je Sekunde" : "\(entries) entries examined, \(rate) a second"
    }
  }

  /// Shows how many files and bytes a scan has behind it, how quick it is and how long it will take.
  func update(scan: FileScanProgress) {
    show { seconds in ScanProgressText(scan, seconds: seconds, isGerman: isGerman).text }
  }

  private func show(_ text: (_ seconds: Double) -> String) {
    let time: Double = ProgressLine.now
    guard time - startedAt >= 1 else { return }
    state.withLock { state in
      if let last = state.shownAt, time - last < 0.2 { return }
      state.shownAt = time
      StandardStreams.writeError("\r\u{1B}[K" + text(time - startedAt))
    }
  }

  /// Takes the line away.
  func end() {
    state.withLock { state in
      if state.shownAt != nil { StandardStreams.writeError("\r\u{1B}[K") }
      state.shownAt = nil
    }
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
