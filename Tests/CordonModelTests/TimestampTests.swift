internal import CordonModel
internal import Foundation
internal import Testing

@Suite("Points in time")
struct TimestampTests {
  @Test(
    "What is read, and how it is written",
    arguments: [
      ("1970-01-01", "1970-01-01T00:00:00Z"), ("2023-03-29", "2023-03-29T00:00:00Z"),
      ("2023-03-29T14:05:09Z", "2023-03-29T14:05:09Z"), ("2023-03-29t14:05:09z", "2023-03-29T14:05:09Z"),
      ("2023-03-29 14:05:09Z", "2023-03-29T14:05:09Z"), ("2023-03-29T14:05Z", "2023-03-29T14:05:00Z"),
      ("2023-03-29T14:05:09.999Z", "2023-03-29T14:05:09Z"),
      ("2023-03-29T14:05:09+02:00", "2023-03-29T12:05:09Z"),
      ("2023-03-01T00:30:00+01:00", "2023-02-28T23:30:00Z"),
      ("2023-12-31T23:30:00-01:30", "2024-01-01T01:00:00Z"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"), ("2000-02-29", "2000-02-29T00:00:00Z"),
      ("0001-01-01", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
      ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ])
  func reading(_ text: String, _ canonical: String) throws {
    let time = try #require(Timestamp(parsing: text))
    #expect(time.text == canonical)
    #expect(Timestamp(parsing: canonical) == time)
    #expect(time.dateText == String(canonical.prefix(10)))
  }

  @Test(
    "What is no time",
    arguments: [
      "", "2023", "2023-03", "2023-3-29", "2023-02-29", "1900-02-29", "2023-04-31", "2023-13-01", "2023-00-10",
      "2023-01-00", "0000-01-01", "2023/03/29", "29.03.2023", "2023-03-29T", "2023-03-29T14:05:09", "2023-03-29T14Z",
      "2023-03-29T24:00:00Z", "2023-03-29T14:60:00Z", "2023-03-29T14:05:61Z", "2023-03-29T14:05:09ZZ",
      "2023-03-29T14:05:09+0200", "2023-03-29T14:05:09+24:00", "2023-03-29T14:05:09.Z", "2023-03-29Z", "٢٠٢٣-٠٣-٢٩",
      "-023-03-29", "+2023-03-29", "2023-03-29T14:05:09+02:00 ", " 2023-03-29",
      "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z",
      "2023-03-29T14:05:09.0000000000000000000000000000Z",
    ])
  func refusing(_ text: String) { #expect(Timestamp(parsing: text) == nil) }

  @Test("Every month of the calendar begins where counting its days puts it")
  func calendar() throws {
    var days: Int64 = -719_162  // 0001-01-01
    for year in 1...9_999 {
      let isLeap: Bool = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (month, length) in lengths.enumerated() {
        let civil = Timestamp(secondsSinceEpoch: days * 86_400).civil
        let isRight: Bool = civil.year == year && civil.month == month + 1 && civil.day == 1 && civil.hour == 0
        let last = Timestamp(secondsSinceEpoch: (days + length) * 86_400 - 1).civil
        let endsRight: Bool = last.year == year && last.month == month + 1 && last.day == Int(length)
        try #require(isRight && endsRight && last.second == 59, "\(year)-\(month + 1)")
        days += length
      }
    }
    #expect(days * 86_400 == 253_402_300_800)
  }

  @Test("Seconds make the way through text unchanged")
  func roundTrip() {
    var state: UInt64 = 2_023_03_29
    for _ in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let seconds: Int64 = -62_135_596_800 + Int64(state >> 16) % 315_537_897_600
      let time = Timestamp(secondsSinceEpoch: seconds)
      #expect(Timestamp(parsing: time.text) == time)
    }
  }

  @Test("No number of seconds traps", arguments: [Int64.min, .min + 1, -1, 0, .max - 1, .max])
  func extremes(_ seconds: Int64) {
    let time = Timestamp(secondsSinceEpoch: seconds)
    #expect(!time.text.isEmpty)
    #expect(time.before(seconds: 1) <= time)
    #expect(time.before(seconds: -1) >= time)
    #expect(time.before(seconds: .max) <= time)
  }

  @Test("JSON holds the text and refuses any other")
  func coding() throws {
    let time = try #require(Timestamp(parsing: "2023-03-29T14:05:09Z"))
    let data: Data = try JSONEncoder().encode([time])
    #expect(String(decoding: data, as: UTF8.self) == #"["2023-03-29T14:05:09Z"]"#)
    #expect(try JSONDecoder().decode([Timestamp].self, from: data) == [time])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Timestamp].self, from: Data(#"["yesterday"]"#.utf8))
    }
  }
}

@Suite("Windows of time")
struct TimeWindowTests {
  @Test("Both ends belong to the window, and an absent one is open")
  func contains() {
    let times: [Timestamp] = (0...4).map { Timestamp(secondsSinceEpoch: $0) }
    func inside(_ from: Timestamp?, _ until: Timestamp?) -> [Int64] {
      let window = TimeWindow(from: from, until: until)
      return times.filter(window.contains).map(\.secondsSinceEpoch)
    }
    #expect(inside(times[1], times[3]) == [1, 2, 3])
    #expect(inside(times[2], times[2]) == [2])
    #expect(inside(nil, times[1]) == [0, 1])
    #expect(inside(times[3], nil) == [3, 4])
    #expect(inside(nil, nil) == [0, 1, 2, 3, 4])
    #expect(inside(times[3], times[1]) == [])
  }
}
