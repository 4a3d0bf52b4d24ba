internal import CordonModel

/// From ticks since the start of the machine to time.
struct ProcessClock {
  /// When the machine started, in seconds since the epoch; `nil` when it does not say.
  var started: Int64?
  var ticksPerSecond: Int64

  /// Reads the line `btime` of `/proc/stat`.
  init(stat bytes: ArraySlice<UInt8>, ticksPerSecond: Int64) {
    self.ticksPerSecond = ticksPerSecond > 0 ? ticksPerSecond : 100
    for line in bytes.split(separator: 0x0A) where line.starts(with: "btime ".utf8) {
      let number: ArraySlice<UInt8> = line.dropFirst(6)
      started = DecimalField.value(number.span, 0..<number.count).flatMap(Int64.init(exactly:))
    }
  }

  func time(ofTicks ticks: UInt64) -> Timestamp? {
    guard let started else { return nil }
    let seconds: Int64 = Int64(clamping: ticks / UInt64(ticksPerSecond))
    let (sum, isOver): (Int64, Bool) = started.addingReportingOverflow(seconds)
    // The years that a time can be written in.
    return isOver || sum > 253_402_300_799 ? nil : Timestamp(secondsSinceEpoch: sum)
  }
}
