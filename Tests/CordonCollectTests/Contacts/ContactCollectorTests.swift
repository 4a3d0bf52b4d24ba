import CordonCollect
import CordonInspect
import CordonModel
import CordonTestSupport
import Foundation
import Testing

@Suite("A look at contacts")
struct ContactCollectorTests {
  private static let listed: ContactPrefilter = {
    var prefilter = ContactPrefilter()
    prefilter.insert(name: "evil.example")
    prefilter.insert(ipv4: "192.0.2.66")
    return prefilter
  }()

  /// 21 November 2026, 20:00 UTC.
  private static let now = Timestamp(secondsSinceEpoch: 1_795_291_200)
  private static let lastDay = TimeWindow(from: now.before(seconds: 86_400), until: now)

  /// Nothing of this machine's programs is asked.
  private static func request(_ target: CollectionRequest, logs: [NamedLog] = []) -> ContactRequest {
    var request = ContactRequest(target: target, logs: logs)
    (request.programs.journalctl, request.programs.resolvectl, request.programs.unboundControl) = ([], [], [])
    return request
  }

  private static func collect(
    _ request: ContactRequest, sockets: [SocketFacts]? = nil, prefilter: ContactPrefilter = listed
  ) -> (found: [ContactFacts], coverage: Coverage, reach: ContactReach) {
    var found: [ContactFacts] = []
    let (coverage, reach) = ContactCollector.collect(request, sockets: sockets, now: now, prefilter: prefilter) {
      found.append($0)
    }
    return (found, coverage, reach)
  }

  private static func days(_ range: ClosedRange<Int>, _ name: String = "good.example") -> String {
    range.map { day in
      "2026-11-\(day < 10 ? "0" : "")\(day)T12:00:00+00:00 gw dnsmasq[1]: query[A] \(name) from 192.0.2.1\n"
    }.joined()
  }

  @Test("A mounted root: logs, rotated ones too, hosts file; each with its period")
  func root() throws {
    let tree = try FixtureTree()
    try tree.write("etc/hosts", "127.0.0.1 localhost\n0.0.0.0 evil.example\n192.0.2.66 www.good.example\n")
    try tree.write("var/log/syslog", "2026-11-21T10:00:00Z pc app: to evil.example\n")
    let old: [UInt8] = try gzip("2026-11-20T10:00:00Z pc app: to evil.example\n", tree)
    try tree.write("var/log/syslog.2.gz", bytes: old)
    try tree.write("var/log/dnsmasq.log", Self.days(1...20) + Self.days(21...21, "x.evil.example"))
    try tree.write("var/log/auth.log", "2026-11-21T10:00:00Z pc sshd: evil.example\n")
    try tree.write("var/log/messages.1.xz", bytes: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0, 0])
    for name in ["syslog", "syslog.2.gz", "dnsmasq.log", "messages.1.xz"] {
      try tree.setModified("var/log/" + name, 1_795_291_200)
    }
    let (found, coverage, reach) = Self.collect(Self.request(.root(tree.path)))
    #expect(
      found.map { String($0.location.dropFirst(tree.path.count)) + " " + $0.subject.text } == [
        "/etc/hosts:3 192.0.2.66", "/var/log/dnsmasq.log:21 x.evil.example", "/var/log/syslog:1 evil.example",
        "/var/log/syslog.2.gz:1 evil.example",
      ])
    #expect(coverage.gaps.map(\.reason) == [.capabilityMissing])
    #expect(coverage.state == .partial && coverage.entriesExamined == 23)
    let period: String = "dnsmasq.log: 2026-11-01T12:00:00Z to 2026-11-21T12:00:00Z (dnsmasq, 21 lines)"
    #expect(coverage.scope.contains { $0.hasSuffix(period) })
    #expect(coverage.leftOut.contains { $0.path.hasSuffix("var/log/journal") })
    #expect(reach.period?.from?.dateText == "2026-11-01")
  }

  private func gzip(_ text: String, _ tree: FixtureTree) throws -> [UInt8] {
    try tree.write("plain", text)
    #expect(OracleProgram.output("gzip", "-n", tree.path("plain")) != nil)
    return try tree.bytes("plain.gz")
  }

  @Test("Of its own logs a target reads what is of interest; one that a person named is read whole")
  func since() throws {
    let tree = try FixtureTree()
    try tree.write("var/log/dnsmasq.log", Self.days(1...21, "evil.example"))
    try tree.write("var/log/dnsmasq.log.1", Self.days(1...2, "evil.example"))
    try tree.setModified("var/log/dnsmasq.log.1", 1_794_000_000)
    try tree.setModified("var/log/dnsmasq.log", 1_795_291_200)
    var request: ContactRequest = Self.request(.root(tree.path))
    request.since = Timestamp(parsing: "2026-11-19T00:00:00Z")
    let (found, coverage, _) = Self.collect(request)
    #expect(found.compactMap { $0.time?.dateText } == ["2026-11-19", "2026-11-20", "2026-11-21"])
    #expect(coverage.leftOut.contains { $0.path.hasSuffix("dnsmasq.log.1") && $0.why.contains("last written before") })
    #expect(coverage.leftOut.contains { $0.path == "journal and logs" && $0.why.contains("2026-11-19") })
    #expect(coverage.state == .complete)
    var named: ContactRequest = Self.request(.folder("/"), logs: [NamedLog(path: tree.path("var/log"))])
    named.since = request.since
    #expect(Self.collect(named).found.count == 23)
  }

  @Test("Sockets: peers only, never those on this machine")
  func sockets() throws {
    let tree = try FixtureTree()
    var sockets: [SocketFacts] = ["192.0.2.66", "192.0.2.1", "127.0.0.1", "::1", nil].map { peer in
      SocketFacts(
        transport: .tcp, localAddress: "192.0.2.9", localPort: 40_000, remoteAddress: peer, remotePort: 443,
        state: "ESTABLISHED", pid: 7)
    }
    sockets.append(sockets[0])
    var request: ContactRequest = Self.request(.live)
    request.readsTarget = false
    let (found, coverage, reach) = Self.collect(request, sockets: sockets)
    #expect(found.count == 2 && found.allSatisfy { $0.subject == .address("192.0.2.66") && $0.pid == 7 })
    #expect(coverage.scope == ["sockets: 2026-11-21T20:00:00Z (3 with a peer)"])
    #expect(!reach.covers(Self.lastDay))
    #expect(Self.collect(request).coverage.leftOut.map(\.path) == ["sockets"])
    _ = tree
  }

  @Test(
    "What cannot be read is a gap",
    arguments: [
      ("missing", "there is no such file"), ("folder/fifo", "not a regular file"), ("binary", "no text"),
      ("unknown", "not recognised"), ("squid=dns.log", "are no lines of squid"), ("cut.gz", "cut gzip"),
      ("bad.gz", "broken gzip"), ("packed.zst", "zstd"), ("locked", "permission denied"),
      ("long", "were read that far"),
    ])
  func gaps(_ name: String, _ detail: String) throws {
    let tree = try FixtureTree()
    try tree.write("binary", bytes: Array(repeating: 0, count: 5_000))
    try tree.write("unknown", "evil.example\nx\n")
    try tree.write("dns.log", Self.days(1...21))
    let packed: [UInt8] = try gzip(Self.days(1...21, "evil.example"), tree)
    try tree.write("cut.gz", bytes: Array(packed.dropLast(9)))
    try tree.write("bad.gz", bytes: Array(packed.prefix(10)) + [0xFF, 0xFF, 0xFF, 0xFF])
    try tree.write("packed.zst", bytes: [0x28, 0xB5, 0x2F, 0xFD, 0])
    try tree.write("long", Self.days(1...21) + String(repeating: "a", count: 300_000) + "\n")
    try tree.write("locked", "x")
    try tree.setMode("locked", 0)
    if name == "locked", geteuid() == 0 { return }
    if name == "folder/fifo" {
      // A named pipe without a writer is empty, a device is refused.
      let (_, coverage, _) = Self.collect(Self.request(.folder("/"), logs: [NamedLog(path: "/dev/null")]))
      #expect(coverage.gaps.map(\.detail) == [detail] && coverage.state == .failed)
      return
    }
    let mark: NamedLog = NamedLog(parsing: name)
    let log = NamedLog(path: tree.path(mark.path), format: mark.format)
    let (_, coverage, reach) = Self.collect(Self.request(.folder("/"), logs: [log]))
    #expect(coverage.gaps.count == 1 && coverage.gaps.first?.detail.contains(detail) == true, "\(coverage.gaps)")
    #expect(coverage.state != .complete && !reach.covers(Self.lastDay))
  }

  @Test(
    "--log FORMAT=PATH",
    arguments: [
      ("bind=/x", "/x", LogFormat.bind), ("/a=b", "/a=b", nil), ("nothing=/x", "nothing=/x", nil), ("-", "-", nil),
      ("json=-", "-", .json), ("squid=a=b", "a=b", .squid),
    ] as [(String, String, LogFormat?)])
  func named(_ text: String, _ path: String, _ format: LogFormat?) {
    #expect(NamedLog(parsing: text) == NamedLog(path: path, format: format))
  }

  @Test("The journal is asked through journalctl, with a limit on its time")
  func journal() throws {
    let tree = try FixtureTree()
    let folder: String = "var/log/journal/0123456789abcdef0123456789abcdef/"
    try tree.write(
      folder + "system.journal",
      "{\"__REALTIME_TIMESTAMP\":\"1795282880000001\",\"SYSLOG_IDENTIFIER\":\"app\",\"_PID\":\"7\",\"MESSAGE\":\"to evil.example\"}\n"
    )
    try tree.write(
      folder + "user-1000@0-1.journal",
      "{\"__REALTIME_TIMESTAMP\":\"1795282881000001\",\"MESSAGE\":[49,57,50,46,48,46,50,46,54,54,27]}\n")
    try tree.write(folder + "fss", "no journal")
    try tree.write(
      "journalctl",
      """
      #!/bin/sh
      case "$*" in *--since=@1795000000*--file=/proc/*/system.journal*--file=/proc/*/user-1000@0-1.journal) ;; *) exit 3 ;; esac
      for word; do case "$word" in --file=*) cat "${word#--file=}" || exit 4 ;; esac; done
      [ -e "\(tree.path)/hang" ] && exec sleep 60
      exit 0
      """)
    try tree.makeProgram("journalctl")
    var request: ContactRequest = Self.request(.root(tree.path))
    request.programs.journalctl = [tree.path("missing"), tree.path("var"), tree.path("journalctl")]
    request.since = Timestamp(secondsSinceEpoch: 1_795_000_000)
    let (found, coverage, reach) = Self.collect(request)
    #expect(found.map(\.subject.text) == ["evil.example", "192.0.2.66"])
    #expect(found.allSatisfy { $0.source == .journal } && found.first?.pid == 7)
    #expect(coverage.state == .complete && !reach.covers(Self.lastDay))
    try tree.write("hang", "")
    request.limits.journalSeconds = 1
    let hung = Self.collect(request)
    #expect(hung.found.count == 2 && hung.coverage.gaps.first?.detail.contains("longer than 1 seconds") == true)
    request.since = nil
    #expect(Self.collect(request).coverage.gaps.first?.detail == "journalctl ended with status 3")
    request.programs.journalctl = []
    #expect(Self.collect(request).coverage.gaps.map(\.reason) == [.capabilityMissing])
  }

  @Test("The cache of a resolver that tells it")
  func cache() throws {
    let tree = try FixtureTree()
    try tree.write(
      "resolvectl",
      #"""
      #!/bin/sh
      echo '[{"protocol":"dns","cache":[{"key":{"name":"evil.example","type":1},"rrs":[{"address":[192,0,2,66]}]},'
      echo '{"key":{"name":"a.good.example"}}]}]'

      """#)
    try tree.makeProgram("resolvectl")
    var request: ContactRequest = Self.request(.live)
    request.programs.resolvectl = [tree.path("resolvectl")]
    request.programs.unboundControl = ["/bin/false"]
    request.limits.files = 0
    let (found, coverage, _) = Self.collect(request)
    let cached: [ContactFacts] = found.filter { $0.source == .resolverCache }
    #expect(cached.map(\.subject) == [.domain("evil.example")] && cached.first?.location == "cache of systemd-resolved")
    #expect(coverage.scope.contains { $0.hasPrefix("cache of systemd-resolved: ") })
    #expect(!coverage.scope.contains { $0.contains("unbound") })
  }

  @Test("Nothing is read when nothing is listed")
  func nothingListed() {
    let (found, coverage, reach) = Self.collect(Self.request(.live), prefilter: ContactPrefilter())
    #expect(found.isEmpty && coverage.state == .complete && coverage.leftOut.count == 1 && reach.sources.isEmpty)
  }

  @Test(
    "How far back the records reach",
    arguments: [
      ([("2026-10-01", "2026-11-21")], "2026-10-17", true), ([("2026-11-01", "2026-11-21")], "2026-10-17", false),
      ([("2026-10-10", "2026-11-01"), ("2026-11-01", "2026-11-21")], "2026-10-17", true),
      ([("2026-10-10", "2026-10-30"), ("2026-11-02", "2026-11-21")], "2026-10-17", false),
      ([("2026-10-10", "2026-11-10")], "2026-10-17", false), ([], "2026-10-17", false),
    ] as [([(String, String)], String, Bool)])
  func reach(_ periods: [(String, String)], _ from: String, _ covered: Bool) {
    let sources: [ContactReach.Source] = periods.map {
      .init(place: "x", kind: .dnsLog, from: Timestamp(parsing: $0.0), until: Timestamp(parsing: $0.1))
    }
    let reach = ContactReach(sources: sources)
    let window = ContactReach.window(compromised: nil, now: Self.now)
    #expect(window.from?.dateText == from)
    #expect(reach.covers(window) == covered)
    var torn: ContactReach = reach
    for index in torn.sources.indices { torn.sources[index].isWhole = false }
    #expect(!torn.covers(window))
  }
}
