internal import CordonModel
internal import Glibc

/// The clock of log lines that name no time zone.
enum LogClock {
  /// The log of a mounted system: its zone is not known, so the time is taken as UTC and can be up to 14 hours off.
  case unknownZone
  /// The log of this machine, in this machine's zone.
  case local

  /// Seconds since the epoch for a reading of the clock.
  func seconds(_ reading: Int64) -> Int64 {
    switch self {
    case .unknownZone: return reading
    case .local:
      // Twice: the zone's offset is first taken at a time that is itself off by the offset.
      return reading &- offset(at: reading &- offset(at: reading))
    }
  }

  private func offset(at seconds: Int64) -> Int64 {
    var time: time_t = time_t(seconds)
    var parts = unsafe tm()
    guard unsafe localtime_r(&time, &parts) != nil else { return 0 }
    return Int64(unsafe parts.tm_gmtoff)
  }
}
