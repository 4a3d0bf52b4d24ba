internal import CordonModel

/// File times that can be true.
///
/// Archives carry times that mean nothing: npm writes 1985-10-26 into its packages, reproducible builds 1970-01-01 or
/// 1980-01-01. A time before 1990 or more than a day ahead of `now` is not known.
struct PlausibleTime {
  let now: Timestamp

  private static let earliest: Int64 = 631_152_000  // 1990-01-01T00:00:00Z

  func callAsFunction(_ seconds: Int64?) -> Timestamp? {
    guard let seconds, seconds >= PlausibleTime.earliest else { return nil }
    let limit: (partialValue: Int64, overflow: Bool) = now.secondsSinceEpoch.addingReportingOverflow(86_400)
    guard limit.overflow || seconds <= limit.partialValue else { return nil }
    return Timestamp(secondsSinceEpoch: seconds)
  }
}
