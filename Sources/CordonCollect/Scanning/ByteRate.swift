internal import Glibc

/// Holds back until the bytes given out so far fit a rate: sleeps, and never longer than it takes to notice a wish to stop.
struct ByteRate {
  /// Nanoseconds of rest at a time.
  private static let slice: Int64 = 50_000_000
  private let bytesPerSecond: Double
  /// Bytes that may be given out at once: half a second's.
  private let burst: Double
  private var credit: Double
  private var time: Int64

  init(bytesPerSecond: Int) {
    self.bytesPerSecond = Double(max(1, bytesPerSecond))
    burst = self.bytesPerSecond / 2
    credit = burst
    time = ByteRate.now
  }

  /// Takes the bytes of one file. Returns at once when there is credit left; a large file makes debts that the next pays.
  ///
  /// - Parameter meanwhile: called between rests; `false` ends the waiting.
  mutating func take(_ bytes: UInt64, meanwhile: () -> Bool) {
    refill()
    while credit < 0, meanwhile() {
      let missing: Int64 = Int64(min(-credit / bytesPerSecond * 1e9, 1e9)) + 1
      var rest = timespec(tv_sec: 0, tv_nsec: Int(min(missing, ByteRate.slice)))
      _ = unsafe nanosleep(&rest, nil)
      refill()
    }
    credit -= Double(bytes)
  }

  private mutating func refill() {
    let now: Int64 = ByteRate.now
    credit = min(burst, credit + Double(now &- time) / 1e9 * bytesPerSecond)
    time = now
  }

  private static var now: Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
