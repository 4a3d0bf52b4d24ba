/// A point in time in whole seconds since 1970-01-01T00:00:00Z (proleptic Gregorian, no leap seconds).
///
/// In text it is RFC 3339 in UTC: `2023-03-29T00:00:00Z`. Parsing accepts a bare date, which means its midnight,
/// and offsets. The range is the years 0001 to 9999.
package struct Timestamp: Sendable, Hashable, Comparable {
  /// Seconds since the epoch; negative before it.
  package var secondsSinceEpoch: Int64

  package init(secondsSinceEpoch: Int64) { self.secondsSinceEpoch = secondsSinceEpoch }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }

  /// The earlier point in time, `seconds` before this one; stays at the end of what can be counted.
  package func before(seconds: Int64) -> Timestamp {
    let (difference, overflow): (Int64, Bool) = secondsSinceEpoch.subtractingReportingOverflow(seconds)
    guard overflow else { return Timestamp(secondsSinceEpoch: difference) }
    return Timestamp(secondsSinceEpoch: seconds > 0 ? .min : .max)
  }

  /// The calendar date and time of day in UTC.
  package var civil: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    var days: Int64 = secondsSinceEpoch / 86_400
    var rest: Int64 = secondsSinceEpoch % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    let (year, month, day): (Int, Int, Int) = Timestamp.date(daysSinceEpoch: Int(days))
    let seconds: Int = Int(rest)
    return (year, month, day, seconds / 3_600, seconds / 60 % 60, seconds % 60)
  }

  /// RFC 3339 text in UTC, such as `2023-03-29T14:05:00Z`.
  package var text: String {
    let c = civil
    return dateText + "T" + Timestamp.two(c.hour) + ":" + Timestamp.two(c.minute) + ":" + Timestamp.two(c.second) + "Z"
  }

  /// The date alone, such as `2023-03-29`.
  package var dateText: String {
    let c = civil
    let year: String = String(c.year)
    return String(repeating: "0", count: max(0, 4 - year.count)) + year + "-" + Timestamp.two(c.month) + "-"
      + Timestamp.two(c.day)
  }

  /// Reads `YYYY-MM-DD` or RFC 3339; `nil` when the text is neither or no such date exists.
  package init?(parsing text: String) {
    let bytes: [UInt8] = Array(text.utf8)
    guard bytes.count >= 10, bytes.count <= 40, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = Timestamp.digits(bytes, 0, 4), let month = Timestamp.digits(bytes, 5, 2),
      let day = Timestamp.digits(bytes, 8, 2), year >= 1, (1...12).contains(month),
      day >= 1, day <= Timestamp.daysInMonth(year: year, month: month)
    else { return nil }
    var seconds: Int64 = Int64(Timestamp.daysSinceEpoch(year: year, month: month, day: day)) * 86_400
    if bytes.count > 10 {
      guard let time = Timestamp.secondsOfDay(bytes) else { return nil }
      seconds += time
    }
    // An offset or a leap second can lead out of the years that text can hold.
    guard (-62_135_596_800...253_402_300_799).contains(seconds) else { return nil }
    secondsSinceEpoch = seconds
  }

  /// A date and time of day in UTC; `nil` when there is no such date or time. Second 60 is the first of the next minute.
  package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month), day >= 1,
      day <= Timestamp.daysInMonth(year: year, month: month), (0..<24).contains(hour), (0..<60).contains(minute),
      (0...60).contains(second)
    else { return nil }
    let days: Int = Timestamp.daysSinceEpoch(year: year, month: month, day: day)
    secondsSinceEpoch = Int64(days * 86_400 + hour * 3_600 + minute * 60 + second)
  }

  /// Reads `Thh:mm[:ss[.fraction]](Z|±hh:mm)` from byte 10 on.
  private static func secondsOfDay(_ bytes: [UInt8]) -> Int64? {
    guard bytes.count >= 17, bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20, bytes[13] == 0x3A,
      let hour = digits(bytes, 11, 2), let minute = digits(bytes, 14, 2), hour < 24, minute < 60
    else { return nil }
    var index: Int = 16
    var second: Int = 0
    if bytes[index] == 0x3A {
      guard let value = digits(bytes, 17, 2), value <= 60 else { return nil }
      second = value
      index = 19
      if index < bytes.count, bytes[index] == 0x2E {
        index += 1
        let fraction: Int = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        guard index > fraction else { return nil }
      }
    }
    guard index < bytes.count else { return nil }
    let base: Int64 = Int64(hour * 3_600 + minute * 60 + second)
    switch bytes[index] {
    case 0x5A, 0x7A: return index + 1 == bytes.count ? base : nil
    case 0x2B, 0x2D:
      guard bytes.count == index + 6, bytes[index + 3] == 0x3A, let hours = digits(bytes, index + 1, 2),
        let minutes = digits(bytes, index + 4, 2), hours < 24, minutes < 60
      else { return nil }
      let offset: Int64 = Int64(hours * 3_600 + minutes * 60)
      return bytes[index] == 0x2B ? base - offset : base + offset
    default: return nil
    }
  }

  private static func digits(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value: Int = 0
    for byte in bytes[start..<(start + count)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0" + String(value) : String(value) }

  private static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01, by Howard Hinnant's `days_from_civil`.
  private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let y: Int = month <= 2 ? year - 1 : year
    let era: Int = y / 400
    let yearOfEra: Int = y - era * 400
    let dayOfYear: Int = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The inverse of ``daysSinceEpoch(year:month:day:)`` (`civil_from_days`).
  private static func date(daysSinceEpoch: Int) -> (Int, Int, Int) {
    let z: Int = daysSinceEpoch + 719_468
    let era: Int = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra: Int = z - era * 146_097
    let yearOfEra: Int = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear: Int = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted: Int = (5 * dayOfYear + 2) / 153
    let month: Int = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}

extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    let text: String = try decoder.singleValueContainer().decode(String.self)
    guard let value = Timestamp(parsing: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not an RFC 3339 time: \(text.prefix(40))"))
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// A span of time, both ends included; an absent end is open.
package struct TimeWindow: Sendable, Codable, Hashable {
  /// The first second that belongs to it.
  package var from: Timestamp?
  /// The last second that belongs to it.
  package var until: Timestamp?

  package init(from: Timestamp?, until: Timestamp?) {
    self.from = from
    self.until = until
  }

  /// Whether `time` lies in the span; an open end contains everything on its side.
  package func contains(_ time: Timestamp) -> Bool {
    if let from, time < from { return false }
    if let until, until < time { return false }
    return true
  }
}
