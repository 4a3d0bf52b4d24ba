import CordonInspect
import CordonModel
import Testing

@Suite("Lines of logs")
struct LogLineTests {
  @Test("Every format says time, client and what was contacted", arguments: LogSample.all)
  func reads(_ sample: LogSample) throws {
    let reader = LogLineReader(format: sample.format, clock: LogSample.clock, prefilter: LogSample.prefilter)
    for ending in ["", "\r"] {
      let record = try #require(reader.read(Array((sample.line + ending).utf8)))
      #expect(record.time?.text == sample.time)
      #expect(record.client == sample.client)
      #expect(Set(record.subjects) == Set(sample.subjects))
    }
  }

  @Test("The prefilter lets through every line that has a subject", arguments: LogSample.all)
  func prefiltered(_ sample: LogSample) {
    guard !sample.subjects.isEmpty, sample.format != .journal else { return }
    #expect(LogSample.prefilter.mayMatch(sample.line))
  }

  @Test("A log is recognised by its lines", arguments: LogSample.all)
  func recognised(_ sample: LogSample) {
    guard sample.format != .text else { return }
    let lines: [[UInt8]] = Array(repeating: Array(sample.line.utf8), count: 5)
    let expected: LogFormat =
      sample.format == .syslog && sample.line.contains("dnsmasq") ? .dnsmasq : sample.format
    #expect(LogFormat.recognise(lines, clock: LogSample.clock) == expected)
  }

  @Test("Lines cut anywhere are read or refused, never more", arguments: LogSample.all)
  func truncated(_ sample: LogSample) {
    let reader = LogLineReader(format: sample.format, clock: LogSample.clock, prefilter: LogSample.prefilter)
    let bytes: [UInt8] = Array(sample.line.utf8)
    for length in 0..<bytes.count { _ = reader.read(Array(bytes[..<length])) }
  }

  @Test(
    "Years that a syslog leaves out",
    arguments: [
      ("Nov 21 20:59:00", "2026-11-21T20:00:00Z", "2026-11-21T20:59:00Z"),
      ("Nov 23 00:00:00", "2026-11-21T20:00:00Z", "2025-11-23T00:00:00Z"),
      ("Dec 31 23:59:59", "2027-01-01T00:10:00Z", "2026-12-31T23:59:59Z"),
      ("Jan  1 00:00:01", "2026-12-31T23:59:59Z", "2027-01-01T00:00:01Z"),
      ("Feb 29 12:00:00", "2026-11-21T20:00:00Z", "2024-02-29T12:00:00Z"),
      ("Feb 29 12:00:00", "1903-11-21T20:00:00Z", "1896-02-29T12:00:00Z"),
    ])
  func years(_ stamp: String, _ written: String, _ expected: String) throws {
    let time = try #require(Timestamp(parsing: written))
    let reader = LogLineReader(
      format: .syslog, clock: RecordClock(written: time, now: time.before(seconds: -200_000)),
      prefilter: LogSample.prefilter)
    #expect(reader.read(Array((stamp + " pc app: x").utf8))?.time?.text == expected)
  }

  @Test(
    "A time that cannot be true is none, and the line counts all the same",
    arguments: [
      (LogFormat.syslog, "1970-01-01T00:00:00Z pc app: evil.example"),
      (.syslog, "2099-01-01T00:00:00Z pc app: evil.example"),
      (.json, "{\"ts\":99999999999,\"client\":\"x\",\"query\":\"evil.example\"}"),
      (.json, "{\"ts\":100000000,\"client\":\"x\",\"query\":\"evil.example\"}"),
      (.unbound, "[100000000] unbound[1:0] info: 192.0.2.1 evil.example A IN"),
    ])
  func impossible(_ format: LogFormat, _ line: String) throws {
    let reader = LogLineReader(format: format, clock: LogSample.clock, prefilter: LogSample.prefilter)
    let record = try #require(reader.read(Array(line.utf8)))
    #expect(record.time == nil && record.subjects == [LogSample.evil])
  }

  @Test("The clock of the machine decides around the change of summer time")
  func summerTime() {
    // Central Europe, 25 October 2026: at 01:00 UTC the clock goes from 03:00 back to 02:00.
    let clock = RecordClock(
      written: Timestamp(secondsSinceEpoch: 1_795_291_200), now: Timestamp(secondsSinceEpoch: 1_795_291_200)
    ) { $0 - ($0 - 3_600 < 1_792_890_000 ? 7_200 : 3_600) }
    let reader = LogLineReader(format: .syslog, clock: clock, prefilter: LogSample.prefilter)
    let times: [String?] = ["Oct 25 01:30:00", "Oct 25 03:30:00"].map {
      reader.read(Array(($0 + " pc app: x").utf8))?.time?.text
    }
    #expect(times == ["2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"])
    // A zone in the line is above the clock.
    let zoned = reader.read(Array("2026-10-25T02:30:00+02:00 pc app: x".utf8))
    #expect(zoned?.time?.text == "2026-10-25T00:30:00Z")
  }

  @Test(
    "Entries of a hosts file that lead nowhere are blocks",
    arguments: [
      ("0.0.0.0 evil.example", []), ("127.0.0.1 evil.example", []), ("127.8.8.8 evil.example", []),
      (":: evil.example", []), ("::1 evil.example", []), ("0:0:0:0:0:0:0:1 evil.example", []),
      ("::ffff:127.0.0.1 evil.example", []), ("# 192.0.2.1 evil.example", []), ("192.0.2.1", []),
      ("evil.example 192.0.2.1", []), ("192.0.2.1 evil.example # 192.0.2.2 b", ["evil.example"]),
      ("\t192.0.2.1\tevil.example  other\r", ["evil.example", "other"]), ("2001:db8::1 evil.example", ["evil.example"]),
      ("::11 evil.example", ["evil.example"]), ("10.0.0.1 evil.example", ["evil.example"]),
    ] as [(String, [String])])
  func hosts(_ line: String, _ names: [String]) {
    let file: [UInt8] = Array("# hosts\n127.0.0.1 localhost\n\(line)\n".utf8)
    let entries: [HostsFile.Entry] = HostsFile.entries(file, limit: 100).entries
    #expect(entries.map(\.name) == names)
    #expect(entries.allSatisfy { $0.line == 3 })
  }
}
