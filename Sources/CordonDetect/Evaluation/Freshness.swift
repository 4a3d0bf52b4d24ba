package import CordonModel

/// How old a check result may be and still count.
package struct Freshness: Sendable, Hashable {
  /// Seconds since the result was collected; exactly this age still counts.
  package var maximumAge: Int64
  /// Seconds a result may lie in the future because two clocks differ. Further ahead it does not count: a clock
  /// that is wrong by more says nothing about the age.
  package var clockSkew: Int64

  /// Creates a setting; both in seconds.
  package init(maximumAge: Int64, clockSkew: Int64) {
    self.maximumAge = maximumAge
    self.clockSkew = clockSkew
  }

  /// 24 hours, with five minutes for clocks that differ.
  package static let standard = Freshness(maximumAge: 86_400, clockSkew: 300)

  /// Whether a result collected at `time` counts at `now`.
  package func accepts(_ time: Timestamp, now: Timestamp) -> Bool {
    let (age, overflow): (Int64, Bool) = now.secondsSinceEpoch.subtractingReportingOverflow(time.secondsSinceEpoch)
    guard !overflow else { return false }
    if age < 0 { return clockSkew >= 0 && age >= -clockSkew }
    return age <= maximumAge
  }
}
