import CordonDetect
import CordonModel
import Testing

@Suite("Matching contacts")
struct ContactMatcherTests {
  private static func row(
    _ type: NetworkIndicator.Kind, _ value: String, match: Bool = true, from: String? = nil, until: String? = nil
  ) -> NetworkIndicator {
    let isOpen: Bool = from == nil && until == nil
    let window = TimeWindow(
      from: from.flatMap { Timestamp(parsing: $0) }, until: until.flatMap { Timestamp(parsing: $0) })
    return NetworkIndicator(
      type: type, value: value, role: "C2", match: match, block: .no, confidence: .high, valid: isOpen ? nil : window)
  }

  private static let rows: [NetworkIndicator] = [
    row(.domain, "evil.example"), row(.ipv4, "192.0.2.66"), row(.ipv6, "2001:db8::66"),
    row(.url, "https://shared.example/evil/images"), row(.userAgent, "Updater/1.* (x)"),
    row(.domain, "quiet.example", match: false),
    row(.domain, "short.example", from: "2026-03-01", until: "2026-03-31"), row(.url, "http://192.0.2.77/x"),
  ]

  private static let matcher = ContactMatcher(advisories: [Sample.advisory(network: rows)])

  private static func contact(
    _ subject: ContactFacts.Subject, _ time: String? = nil, location: String = "/log:1", client: String? = nil,
    source: ContactFacts.Source = .dnsLog
  ) -> ContactFacts {
    ContactFacts(
      subject: subject, time: time.flatMap { Timestamp(parsing: $0) }, source: source, location: location,
      client: client)
  }

  @Test(
    "Rows that speak of a contact",
    arguments: [
      (.domain("Evil.Example."), "network[0]", .nameLookedUp),
      (.domain("a.b.evil.example"), "network[0]", .nameLookedUp),
      (.domain("notevil.example"), nil, nil), (.domain("evil.example.org"), nil, nil), (.domain("example"), nil, nil),
      (.address("192.0.2.66"), "network[1]", .addressContacted),
      (.address("::ffff:192.0.2.66"), "network[1]", .addressContacted), (.address("192.0.2.6"), nil, nil),
      (.address("2001:0DB8:0::0066"), "network[2]", .addressContacted), (.address("2001:db8::67"), nil, nil),
      (.url("http://shared.example/evil/images/1.ico"), "network[3]", .urlFetched),
      (.url("https://shared.example/good"), nil, nil), (.domain("shared.example"), nil, nil),
      (.url("https://x.evil.example:8443/"), "network[0]", .urlFetched), (.address("192.0.2.77"), nil, nil),
      (.url("http://192.0.2.77/x/y"), "network[7]", .urlFetched),
      (.userAgent("Updater/1.2 (x)"), "network[4]", .userAgentSeen), (.userAgent("updater/1.2 (x)"), nil, nil),
      (.userAgent("Updater/1.2 (x) more"), nil, nil), (.domain("quiet.example"), nil, nil),
    ] as [(ContactFacts.Subject, String?, Match.Reason?)])
  func speaks(_ subject: ContactFacts.Subject, _ row: String?, _ reason: Match.Reason?) {
    let found: [AdvisoryMatch] = Self.matcher.matches(Self.contact(subject))
    #expect(found.map(\.match.productID) == [row].compactMap { $0 })
    #expect(found.map(\.match.reason) == [reason].compactMap { $0 })
    #expect(found.allSatisfy { $0.match.verdict == .suspected })
    // The prefilter never loses what matches, alone and inside of a line.
    if row != nil {
      for line in [subject.text, "at \"\(subject.text)\", now", "{\"x\":\"\(subject.text)\"}"] {
        #expect(Self.matcher.prefilter.mayMatch(line), "\(line)")
      }
      // Behind an escape of JSON too, but for IPv6 addresses.
      if !subject.text.contains("::") { #expect(Self.matcher.prefilter.mayMatch("\\n" + subject.text)) }
    }
  }

  @Test(
    "The window of a row is held against the time of the record",
    arguments: [("2026-02-28T23:59:59Z", 0), ("2026-03-01", 1), ("2026-03-31", 1), ("2026-04-01", 0), (nil, 1)]
      as [(String?, Int)])
  func window(_ time: String?, _ count: Int) {
    #expect(Self.matcher.matches(Self.contact(.domain("short.example"), time)).count == count)
  }

  @Test("An address in a hosts file is no connection")
  func hostsFile() {
    let found = Self.matcher.matches(Self.contact(.address("192.0.2.66"), source: .hostsFile))
    #expect(found.map(\.match.reason) == [.nameLookedUp])
  }

  @Test("A million look-ups of one client are one match with first, last and count")
  func folding() throws {
    var ledger = ContactLedger(matcher: Self.matcher, limit: 3)
    let start = try #require(Timestamp(parsing: "2026-03-01"))
    for number in 0..<10_000 {
      let time = Timestamp(secondsSinceEpoch: start.secondsSinceEpoch + Int64((number * 7_919) % 10_000))
      ledger.add(
        ContactFacts(
          subject: .domain(number % 2 == 0 ? "evil.example" : "x.evil.example"), time: time, source: .dnsLog,
          location: "/var/log/dns.log:\(number + 1)", client: number % 10 == 9 ? "192.0.2.9" : "192.0.2.1"))
    }
    let matches: [AdvisoryMatch] = ledger.matches
    #expect(matches.count == 2)
    guard case .contact(let first) = matches[0].match.subject else {
      Issue.record("no contact")
      return
    }
    #expect(first.count == 9_000 && first.time == start && first.location == "/var/log/dns.log:1")
    #expect(matches[0].match.decidedBy.hasPrefix("domain:evil.example (9000 records, last 2026-03-01T"))
    for number in 0..<5 { ledger.add(Self.contact(.domain("evil.example"), client: "10.0.0.\(number)")) }
    #expect(ledger.matches.count == 3 && ledger.omitted == 4)
  }

  @Test(
    "Patterns of user agents",
    arguments: [
      ("abc", "abc", true), ("abc", "abcd", false), ("abc*", "abc", true), ("abc*", "xabc", false),
      ("*abc", "xabc", true),
      ("a*b*c", "aXbXbc", true), ("a*b*c", "acb", false), ("ab*ba", "aba", false), ("ab*ba", "abba", true),
      ("**x**", "axb", true), ("a b/1.0 (*)", "a b/1.0 (y; z)", true),
    ])
  func patterns(_ pattern: String, _ text: String, _ matches: Bool) {
    let matcher = ContactMatcher(advisories: [Sample.advisory(network: [Self.row(.userAgent, pattern)])])
    #expect(matcher.matches(Self.contact(.userAgent(text))).isEmpty != matches)
    if matches { #expect(matcher.prefilter.mayMatch(text)) }
  }

  @Test(
    "How far back records are of interest: to the earliest window, and a day",
    arguments: [
      ([("2026-03-10", nil)], "2026-03-09"), ([("2026-03-10", nil), ("2026-03-01", nil)], "2026-02-28"),
      // A row may be older than its advisory's window, and a younger one shortens nothing.
      ([("2026-03-10", "2026-02-01")], "2026-01-31"), ([("2026-03-10", "2026-05-01")], "2026-03-09"),
      ([(nil, nil)], nil), ([("2026-03-10", nil), (nil, nil)], nil), ([(nil, "2026-03-10")], nil), ([], nil),
    ] as [([(String?, String?)], String?)])
  func since(_ windows: [(advisory: String?, row: String?)], _ expected: String?) {
    var advisories: [Advisory] = windows.enumerated().map { number, window in
      var advisory: Advisory = Sample.advisory(
        "case-\(number)", network: [Self.row(.domain, "a.example"), Self.row(.domain, "b.example", from: window.row)])
      advisory.dates.compromised = window.advisory.map { TimeWindow(from: Timestamp(parsing: $0), until: nil) }
      return advisory
    }
    // One that lists nothing that is matched asks for nothing.
    advisories.append(Sample.advisory("silent", network: [Self.row(.domain, "c.example", match: false)]))
    #expect(ContactMatcher(advisories: advisories).since?.dateText == expected)
  }

  @Test("Without rows nothing is listed")
  func empty() {
    let matcher = ContactMatcher(advisories: [Sample.advisory(network: [Self.row(.domain, "a.example", match: false)])])
    #expect(matcher.prefilter.isEmpty)
  }
}
