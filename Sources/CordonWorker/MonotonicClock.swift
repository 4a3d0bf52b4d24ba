internal import Glibc

/// A clock that nobody sets.
enum MonotonicClock {
  /// Since some point in the past.
  static func milliseconds() -> Int {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
