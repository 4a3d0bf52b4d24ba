import CordonInspect
import CordonModel
import Testing

/// One line of a log, made for the test, with what it has to say.
struct LogSample: Sendable, CustomTestStringConvertible {
  let format: LogFormat
  let line: String
  /// RFC 3339 in UTC; `nil` for a line without a time.
  let time: String?
  let client: String?
  let subjects: [ContactFacts.Subject]

  init(
    _ format: LogFormat, _ line: String, _ time: String?, _ client: String?, _ subjects: [ContactFacts.Subject]
  ) {
    (self.format, self.line, self.time, self.client, self.subjects) = (format, line, time, client, subjects)
  }

  var testDescription: String { format.rawValue + ": " + line.prefix(100) }

  /// What the tests list: `evil.example`, `192.0.2.66`, `2001:db8::/32`, the word `Updater`.
  static let prefilter: ContactPrefilter = {
    var prefilter = ContactPrefilter()
    prefilter.insert(name: "evil.example")
    prefilter.insert(ipv4: "192.0.2.66")
    prefilter.insert(ipv6: 0x2001, 0xDB8)
    prefilter.insert(word: "Updater")
    return prefilter
  }()

  /// Logs were last written, and are read, on 21 November 2026 at 20:00 UTC; clocks without a zone run an hour ahead of UTC.
  static let clock = RecordClock(
    written: Timestamp(secondsSinceEpoch: 1_795_291_200), now: Timestamp(secondsSinceEpoch: 1_795_291_200)
  ) { $0 - 3_600 }

  static let evil = ContactFacts.Subject.domain("evil.example")
  static let sub = ContactFacts.Subject.domain("a.b.Evil.example")
  static let four = ContactFacts.Subject.address("192.0.2.66")
  static let zoned = "2026-11-21T17:41:20Z"

  static let all: [LogSample] = dns + web + json + text

  static let dns: [LogSample] = [
    LogSample(.dnsmasq, "Nov 21 18:41:20 dnsmasq[7]: query[A] evil.example from 192.0.2.1", zoned, "192.0.2.1", [evil]),
    LogSample(
      .dnsmasq, "Nov  1 18:41:20 gw dnsmasq[7]: query[type=65] a.b.Evil.example from ::1", "2026-11-01T17:41:20Z",
      "::1",
      [sub]),
    LogSample(
      .dnsmasq, "Nov 21 18:41:20 dnsmasq[7]: 12 192.0.2.1/5353 query[AAAA] evil.example from 192.0.2.1", zoned,
      "192.0.2.1", [evil]),
    LogSample(.dnsmasq, "Nov 21 18:41:20 dnsmasq[7]: reply evil.example is 192.0.2.66", zoned, nil, []),
    LogSample(.dnsmasq, "Nov 21 18:41:20 dnsmasq[7]: config evil.example is 0.0.0.0", zoned, nil, []),
    LogSample(
      .dnsmasq, "2026-11-21T18:41:20.123+01:00 gw dnsmasq[7]: query[A] evil.example from 192.0.2.1", zoned, "192.0.2.1",
      [evil]),
    LogSample(
      .unbound, "[1795282880] unbound[7:0] info: 192.0.2.1 evil.example. A IN", zoned, "192.0.2.1",
      [
        .domain("evil.example.")
      ]),
    LogSample(
      .unbound, "[1795282880] unbound[7:0] info: reply: 192.0.2.1 evil.example. A IN NOERROR 0.000000 1 44", zoned,
      "192.0.2.1", [.domain("evil.example.")]),
    LogSample(.unbound, "[1795282880] unbound[7:0] info: service stopped (unbound 1.17.1).", zoned, nil, []),
    LogSample(
      .unbound, "Nov 21 18:41:20 gw unbound[7]: [7:0] info: 2001:db8::1 evil.example. AAAA IN", zoned, "2001:db8::1",
      [.domain("evil.example.")]),
    LogSample(
      .unbound, "Nov 21 18:41:20 unbound[7:0] info: query: 192.0.2.1 evil.example. A IN", zoned, "192.0.2.1",
      [.domain("evil.example.")]),
    LogSample(
      .bind,
      "21-Nov-2026 18:41:20.123 queries: info: client @0x7f12 192.0.2.1#5353 (evil.example): query: evil.example IN A +E(0)K (192.0.2.53)",
      zoned, "192.0.2.1", [evil]),
    LogSample(
      .bind,
      "21-Nov-2026 18:41:20.123 client 2001:db8::1#5353 (evil.example): view inside: query: evil.example IN A + (::1)",
      zoned, "2001:db8::1", [evil]),
    LogSample(
      .bind, "2026-11-21T17:41:20.123Z client @0x1 192.0.2.1#1/key k (evil.example): query: evil.example IN A + (::1)",
      zoned, "192.0.2.1", [evil]),
    LogSample(
      .bind,
      "Nov 21 18:41:20 ns named[7]: client @0x7f12 192.0.2.1#53 (evil.example): query: evil.example IN TXT - (::1)",
      zoned, "192.0.2.1", [evil]),
    LogSample(
      .bind, "client @0x1 192.0.2.1#9 (evil.example): query: evil.example IN A + (::1)", nil, "192.0.2.1", [evil]),
  ]

  static let web: [LogSample] = [
    LogSample(
      .squid,
      "1795282880.123    200 192.0.2.1 TCP_MISS/200 512 GET http://evil.example/a?b - HIER_DIRECT/192.0.2.66 text/html",
      zoned, "192.0.2.1", [.url("http://evil.example/a?b"), four]),
    LogSample(
      .squid, "1795282880.123 5 2001:db8::1 TCP_TUNNEL/200 39 CONNECT evil.example:443 u HIER_NONE/- -", zoned,
      "2001:db8::1", [evil]),
    LogSample(
      .squid, "1795282880.123 5 192.0.2.1 NONE/400 39 GET error:invalid-request - HIER_NONE/- -", zoned, "192.0.2.1", []
    ),
    LogSample(
      .combined,
      "192.0.2.1 - - [21/Nov/2026:18:41:20 +0100] \"GET http://evil.example/ HTTP/1.1\" 200 5 \"-\" \"Updater/1.0 (x)\"",
      zoned, "192.0.2.1", [.url("http://evil.example/"), .userAgent("Updater/1.0 (x)")]),
    LogSample(
      .combined, "192.0.2.1 - a b [21/Nov/2026:17:41:20 +0000] \"CONNECT [2001:db8::7]:443 HTTP/1.1\" 200 -", zoned,
      "192.0.2.1", [.address("2001:db8::7")]),
    LogSample(
      .combined,
      "www.example:80 192.0.2.1 - - [21/Nov/2026:18:41:20 +0100] \"GET /evil.example HTTP/2\" 404 5 \"http://evil.example/\" \"a \\\"Updater\\\"\"",
      zoned, "192.0.2.1", [.userAgent("a \"Updater\"")]),
  ]

  static let json: [LogSample] = [
    LogSample(
      .json,
      "{\"timestamp\":\"2026-11-21T18:41:20.123456+0100\",\"event_type\":\"dns\",\"src_ip\":\"192.0.2.1\",\"dest_ip\":\"192.0.2.53\",\"dns\":{\"type\":\"query\",\"rrname\":\"evil.example\"}}",
      zoned, "192.0.2.1", [evil]),
    LogSample(
      .json,
      "{\"timestamp\":\"2026-11-21T17:41:20Z\",\"src_ip\":\"192.0.2.1\",\"dest_ip\":\"192.0.2.66\",\"http\":{\"hostname\":\"evil.example\",\"url\":\"\\/x\",\"http_user_agent\":\"Updater\\/2\"}}",
      zoned, "192.0.2.1", [four, evil, .userAgent("Updater/2"), .url("http://evil.example/x")]),
    LogSample(
      .json,
      "{\"ts\":1795282880.5,\"id.orig_h\":\"192.0.2.1\",\"id.resp_h\":\"192.0.2.66\",\"server_name\":\"a.b.Evil.example\"}",
      zoned, "192.0.2.1", [four, sub]),
    LogSample(
      .json,
      "{\"T\":\"2026-11-21T18:41:20.123456789+01:00\",\"QH\":\"evil.example\",\"QT\":\"A\",\"CP\":\"\",\"IP\":\"192.0.2.1\",\"Result\":{}}",
      zoned, "192.0.2.1", [evil]),
    LogSample(
      .json,
      "{\"type\":\"MESSAGE\",\"message\":{\"type\":\"CLIENT_QUERY\",\"query_time\":\"2026-11-21T17:41:20Z\",\"query_address\":\"192.0.2.1\",\"query_message\":\";; QUESTION SECTION:\\n;evil.example.\\tIN\\t A\\n\"}}",
      zoned, "192.0.2.1", [evil]),
    LogSample(
      .json,
      "{\"@timestamp\":\"2026-11-21T17:41:20.000Z\",\"source\":{\"ip\":\"192.0.2.1\"},\"dns\":{\"question\":{\"name\":\"evil.example\"}}}",
      zoned, "192.0.2.1", [evil]),
    LogSample(
      .json, "{\"time\":1795282880123,\"client\":\"pc\",\"url\":\"https://evil.example/a\"}", zoned, "pc",
      [
        .url("https://evil.example/a")
      ]),
    LogSample(
      .json,
      "{\"ts\":1795282880.5,\"logger\":\"http.log.access\",\"request\":{\"remote_ip\":\"192.0.2.1\",\"host\":\"evil.example\",\"uri\":\"/a\"},\"status\":200}",
      zoned, "192.0.2.1", [evil, .url("http://evil.example/a")]),
    LogSample(
      .json, "{\"timestamp\":\"2026-11-21T17:41:20Z\",\"event_type\":\"stats\",\"stats\":{\"uptime\":1}}", zoned, nil,
      []),
  ]

  static let text: [LogSample] = [
    LogSample(
      .syslog, "Nov 21 18:41:20 pc app[7]: fetched \"https://evil.example/x\", then evil.example. DST=192.0.2.66",
      zoned, nil,
      [.url("https://evil.example/x"), evil, four]),
    LogSample(
      .syslog, "<13>1 2026-11-21T18:41:20.5+01:00 pc app 7 - - to [2001:db8::9]:443 from user@evil.example", zoned, nil,
      [.address("2001:db8::9"), evil]),
    LogSample(
      .syslog, "2026-11-21T18:41:20+01:00 gw dnsmasq[1]: query[A] evil.example from 192.0.2.1", zoned, "192.0.2.1",
      [evil]),
    LogSample(.syslog, "Nov 21 18:41:20 pc evilexample: notevil.example, evil.example.org", zoned, nil, []),
    LogSample(
      .journal,
      "{\"__REALTIME_TIMESTAMP\":\"1795282880000001\",\"SYSLOG_IDENTIFIER\":\"app\",\"_PID\":\"7\",\"MESSAGE\":\"to evil.example\"}",
      zoned, nil, [evil]),
    LogSample(
      .journal,
      "{\"__REALTIME_TIMESTAMP\":\"1795282880000001\",\"MESSAGE\":[27,32,101,118,105,108,46,101,120,97,109,112,108,101]}",
      zoned, nil, [evil]),
    LogSample(.text, "connected to evil.example:8443", nil, nil, [evil]),
  ]
}
