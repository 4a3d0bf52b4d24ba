package import CordonModel

/// What turns the times of a log into points in time.
package struct RecordClock: Sendable {
  /// Seconds since the epoch for a reading of a clock without a zone, given as if it were UTC.
  package let seconds: @Sendable (_ reading: Int64) -> Int64
  /// When the log was written last: years that it leaves out are found from it.
  package let written: Timestamp
  /// When it is read: no record is later than a day after it.
  package let now: Timestamp

  /// - Parameter seconds: the clock of the machine that wrote the log; UTC when it is left out.
  package init(
    written: Timestamp, now: Timestamp, seconds: @escaping @Sendable (_ reading: Int64) -> Int64 = { $0 }
  ) {
    self.written = min(written, now)
    self.now = now
    self.seconds = seconds
  }

  /// 1990-01-01T00:00:00Z: no record is earlier.
  private static let earliest: Int64 = 631_152_000

  /// The time, when it can be true.
  func plausible(_ seconds: Int64) -> Timestamp? {
    guard seconds >= RecordClock.earliest, Timestamp(secondsSinceEpoch: seconds).before(seconds: 86_400) <= now else {
      return nil
    }
    return Timestamp(secondsSinceEpoch: seconds)
  }

  /// The latest year in which this reading is no later than a day after ``written``. A log that goes back more than a year
  /// without saying so is taken to be younger than it is.
  func timeWithoutYear(_ reading: LogTime.Reading) -> Timestamp? {
    let last: Int = written.before(seconds: -2 * 86_400).civil.year
    // Eight years hold a 29th of February (1896 to 1904, 2096 to 2104).
    for year in stride(from: last, to: last - 9, by: -1) {
      guard let local = reading.timestamp(year: year) else { continue }
      let time = Timestamp(secondsSinceEpoch: seconds(local.secondsSinceEpoch))
      if time.before(seconds: 86_400) <= written { return time }
    }
    return nil
  }
}

/// Times as logs write them. Each reader leaves the cursor behind what it read; after `nil` it may stand anywhere.
enum LogTime {
  /// Date and time of day without a zone.
  struct Reading {
    var year: Int?
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    func timestamp(year: Int) -> Timestamp? {
      Timestamp(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }
  }

  /// A time that stands there, though it may be one that cannot be true.
  enum Found {
    case at(Timestamp)
    case impossible

    var time: Timestamp? {
      guard case .at(let time) = self else { return nil }
      return time
    }

    init(_ time: Timestamp?) { self = time.map { .at($0) } ?? .impossible }
  }

  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Nov 21 18:41:20` (RFC 3164), the day with a space or a zero before it.
  static func traditional(_ cursor: inout LineCursor, _ clock: RecordClock) -> Found? {
    guard let month = month(&cursor), cursor.skip(0x20) else { return nil }
    cursor.skipSpaces()
    guard let day = cursor.number(1...2), cursor.skip(0x20), let (hour, minute, second) = timeOfDay(&cursor) else {
      return nil
    }
    let reading = Reading(year: nil, month: month, day: day, hour: hour, minute: minute, second: second)
    guard reading.timestamp(year: 2_000) != nil else { return nil }
    return Found(clock.timeWithoutYear(reading))
  }

  /// `2026-11-21T18:41:20.123+01:00` (RFC 3339), also with a space or `_` between date and time, a comma before the
  /// fraction, an offset without a colon, or no zone at all.
  static func iso(_ cursor: inout LineCursor, _ clock: RecordClock) -> Found? {
    guard let year = cursor.number(4...4), cursor.skip(0x2D), let month = cursor.number(2...2), cursor.skip(0x2D),
      let day = cursor.number(2...2), cursor.skip(0x54) || cursor.skip(0x74) || cursor.skip(0x20) || cursor.skip(0x5F),
      let (hour, minute, second) = timeOfDay(&cursor)
    else { return nil }
    let reading = Reading(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    return point(reading, zone(&cursor), clock)
  }

  /// `21-Nov-2026 18:41:20.123`, as BIND writes it.
  static func bind(_ cursor: inout LineCursor, _ clock: RecordClock) -> Found? {
    guard let day = cursor.number(2...2), cursor.skip(0x2D), let month = month(&cursor), cursor.skip(0x2D),
      let year = cursor.number(4...4), cursor.skip(0x20), let (hour, minute, second) = timeOfDay(&cursor)
    else { return nil }
    return point(
      Reading(year: year, month: month, day: day, hour: hour, minute: minute, second: second), nil, clock)
  }

  /// `21/Nov/2026:18:41:20 +0100`, as web servers write it.
  static func web(_ cursor: inout LineCursor, _ clock: RecordClock) -> Found? {
    guard let day = cursor.number(1...2), cursor.skip(0x2F), let month = month(&cursor), cursor.skip(0x2F),
      let year = cursor.number(4...4), cursor.skip(0x3A), let (hour, minute, second) = timeOfDay(&cursor)
    else { return nil }
    cursor.skipSpaces()
    return point(
      Reading(year: year, month: month, day: day, hour: hour, minute: minute, second: second), zone(&cursor), clock)
  }

  /// Seconds since the epoch with or without a fraction; also milli-, micro- and nanoseconds, told by their size.
  static func epoch(_ cursor: inout LineCursor, _ clock: RecordClock) -> Found? {
    let start: Int = cursor.place
    guard let digits = cursor.number(9...18) else { return nil }
    var count: Int = cursor.place - start
    // Nanoseconds take 19 digits.
    if count == 18, cursor.number(1...1) != nil { count = 19 }
    skipFraction(&cursor)
    let seconds: Int
    switch count {
    case ...11: seconds = digits
    case 12...14: seconds = digits / 1_000
    case 15...17: seconds = digits / 1_000_000
    case 19: seconds = digits / 100_000_000
    default: seconds = digits / 1_000_000_000
    }
    return Found(clock.plausible(Int64(seconds)))
  }

  private static func point(_ reading: Reading, _ offset: Int?, _ clock: RecordClock) -> Found? {
    guard let year = reading.year, let local = reading.timestamp(year: year) else { return nil }
    let seconds: Int64 =
      offset.map { local.secondsSinceEpoch - Int64($0) } ?? clock.seconds(local.secondsSinceEpoch)
    return Found(clock.plausible(seconds))
  }

  private static func month(_ cursor: inout LineCursor) -> Int? {
    for (index, name) in months.enumerated() where cursor.skip(name) { return index + 1 }
    return nil
  }

  /// `18:41:20` and a fraction, which is dropped.
  private static func timeOfDay(_ cursor: inout LineCursor) -> (Int, Int, Int)? {
    guard let hour = cursor.number(2...2), cursor.skip(0x3A), let minute = cursor.number(2...2), cursor.skip(0x3A),
      let second = cursor.number(2...2)
    else { return nil }
    skipFraction(&cursor)
    return (hour, minute, second)
  }

  private static func skipFraction(_ cursor: inout LineCursor) {
    var look: LineCursor = cursor
    guard look.skip(0x2E) || look.skip(0x2C), look.number(1...18) != nil else { return }
    cursor = look
  }

  /// The offset from UTC in seconds; `nil` when none is given.
  private static func zone(_ cursor: inout LineCursor) -> Int? {
    if cursor.skip(0x5A) || cursor.skip(0x7A) { return 0 }
    var look: LineCursor = cursor
    let isWest: Bool = look.next == 0x2D
    guard look.skip(0x2B) || look.skip(0x2D), let hours = look.number(2...2), hours < 24 else { return nil }
    _ = look.skip(0x3A)
    let minutes: Int = look.number(2...2) ?? 0
    guard minutes < 60 else { return nil }
    cursor = look
    return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
  }
}
