/// RFC 3339 date and time, as the instant it names: offsets are taken into account, fractions of any length compare.
enum DateTimeOrder {
  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    let seconds: Int64 = try secondsOfDay(text) + days(text) * 86_400
    var index: Int = 19
    var fraction: Range<Int> = 0..<0
    if text.at(index) == UInt8(ascii: ".") {
      let stop: Int = text.digitsEnd(from: index + 1)
      guard stop > index + 1 else {
        throw text.invalidSyntax(at: index + 1, expected: "digits of a second must stand, as in 12:00:00.5Z")
      }
      fraction = (index + 1)..<stop
      index = stop
    }
    let instant: Int64 = try seconds - offset(text, at: index)
    var key = VersionKey()
    let biased: UInt64 = UInt64(bitPattern: instant) ^ (1 << 63)
    for shift in stride(from: 56, through: 0, by: -8) { key.append(UInt8(truncatingIfNeeded: biased >> UInt64(shift))) }
    var end: Int = fraction.upperBound
    while end > fraction.lowerBound, text.bytes[end - 1] == UInt8(ascii: "0") { end -= 1 }
    key.append(word: fraction.lowerBound..<end, of: text)
    return key
  }

  /// Days since 1 January of the year 0 in the Gregorian calendar.
  private static func days(_ text: VersionText) throws(VersionError) -> Int64 {
    let year: Int64 = try number(text, at: 0, digits: 4, in: 0...9999)
    try require("-", text, at: 4)
    let month: Int64 = try number(text, at: 5, digits: 2, in: 1...12)
    try require("-", text, at: 7)
    let isLeap: Bool = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let length: Int64 =
      month == 2 ? (isLeap ? 29 : 28) : (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31)
    let day: Int64 = try number(text, at: 8, digits: 2, in: 1...length)
    // Years begin in March, so that the leap day is the last of its year.
    let shifted: Int64 = month > 2 ? year : year - 1
    let marchMonth: Int64 = (month + 9) % 12
    let century: Int64 = shifted >= 0 ? shifted / 100 : -1
    let leaps: Int64 = (shifted >= 0 ? shifted / 4 : -1) - century + (shifted >= 0 ? shifted / 400 : -1)
    return shifted * 365 + leaps + (153 * marchMonth + 2) / 5 + day
  }

  private static func secondsOfDay(_ text: VersionText) throws(VersionError) -> Int64 {
    let separator: UInt8 = text.at(10)
    guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t") || separator == 0x20 else {
      throw text.invalidSyntax(at: 10, expected: "T and a time must stand, as in \(text.scheme.example)")
    }
    let hour: Int64 = try number(text, at: 11, digits: 2, in: 0...23)
    try require(":", text, at: 13)
    let minute: Int64 = try number(text, at: 14, digits: 2, in: 0...59)
    try require(":", text, at: 16)
    let second: Int64 = try number(text, at: 17, digits: 2, in: 0...60)
    return hour * 3600 + minute * 60 + second
  }

  /// Seconds east of UTC.
  private static func offset(_ text: VersionText, at index: Int) throws(VersionError) -> Int64 {
    var seconds: Int64 = 0
    var end: Int = index + 1
    switch text.at(index) {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): break
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let hours: Int64 = try number(text, at: index + 1, digits: 2, in: 0...23)
      try require(":", text, at: index + 3)
      seconds = hours * 3600 + (try number(text, at: index + 4, digits: 2, in: 0...59)) * 60
      if text.at(index) == UInt8(ascii: "-") { seconds = -seconds }
      end = index + 6
    default:
      throw text.invalidSyntax(at: index, expected: "Z or an offset such as +02:00 must stand")
    }
    guard end == text.end else {
      throw text.invalidSyntax(at: end, expected: "the text must end, as in \(text.scheme.example)")
    }
    return seconds
  }

  private static func number(
    _ text: VersionText, at index: Int, digits: Int, in limits: ClosedRange<Int64>
  ) throws(VersionError) -> Int64 {
    var value: Int64 = 0
    for position in index..<(index + digits) {
      guard VersionText.isDigit(text.at(position)) else {
        throw text.invalidSyntax(at: position, expected: "a digit must stand, as in \(text.scheme.example)")
      }
      value = value * 10 + Int64(text.at(position) - 48)
    }
    guard limits.contains(value) else {
      throw text.invalidSyntax(
        at: index, expected: "a number from \(limits.lowerBound) to \(limits.upperBound) must stand")
    }
    return value
  }

  private static func require(_ mark: Unicode.Scalar, _ text: VersionText, at index: Int) throws(VersionError) {
    guard text.at(index) == UInt8(ascii: mark) else {
      throw text.invalidSyntax(at: index, expected: "\"\(mark)\" must stand, as in \(text.scheme.example)")
    }
  }
}
