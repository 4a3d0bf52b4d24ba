import CordonCollect
import CordonInspect
import CordonModel
import CordonTestSupport
import Foundation
import Testing

@Suite("The records of a root, and whose they are")
struct RootRecordsTests {
  private static let listed: ContactPrefilter = {
    var prefilter = ContactPrefilter()
    prefilter.insert(name: "evil.example")
    return prefilter
  }()

  /// 21 November 2026, 20:00 UTC.
  private static let now = Timestamp(secondsSinceEpoch: 1_795_291_200)

  private static func collect(
    _ request: ContactRequest
  ) -> (found: [ContactFacts], coverage: Coverage, reach: ContactReach) {
    var request: ContactRequest = request
    (request.programs.resolvectl, request.programs.unboundControl) = ([], [])
    var found: [ContactFacts] = []
    let (coverage, reach) = ContactCollector.collect(request, sockets: nil, now: now, prefilter: listed) {
      found.append($0)
    }
    return (found, coverage, reach)
  }

  @Test(
    "The hosts file of each system",
    arguments: [
      "etc/hosts", "private/etc/hosts", "Windows/System32/drivers/etc/hosts", "WINDOWS/system32/Drivers/ETC/Hosts",
    ])
  func hosts(path: String) throws {
    let tree = try FixtureTree()
    try tree.write(path, "127.0.0.1 localhost\r\n192.0.2.66 evil.example\r\n")
    let (found, coverage, reach) = Self.collect(ContactRequest(target: .root(tree.path)))
    #expect(found.map(\.location) == [tree.path(path) + ":2"] && found.map(\.source) == [.hostsFile])
    #expect(coverage.state == .complete && reach.period == nil)
  }

  @Test("No link leads out of the root: neither of the hosts file, nor of a log, a folder or a journal")
  func links() throws {
    let outside = try FixtureTree()
    try outside.write("hosts", "192.0.2.66 evil.example\n")
    try outside.write("log/dnsmasq.log", "2026-11-21T12:00:00+00:00 gw dnsmasq[1]: query[A] evil.example from ::1\n")
    let machine: String = "0123456789abcdef0123456789abcdef"
    try outside.write("journal/\(machine)/system.journal", "evil.example")
    let tree = try FixtureTree()
    try tree.folder("etc")
    try tree.folder("var/log/journal/\(machine)")
    try tree.link("etc/hosts", to: outside.path("hosts"))
    try tree.link("var/log/syslog", to: outside.path("log/dnsmasq.log"))
    try tree.link("var/log/unbound", to: outside.path("log"))
    try tree.link("var/log/journal/\(machine)/system.journal", to: outside.path("journal/\(machine)/system.journal"))
    try tree.link("var/log/journal/\(machine)/a*.journal", to: "/dev/zero")
    try tree.write("journalctl", "#!/bin/sh\ncat /proc/self/fd/0\necho evil.example\n")
    try tree.makeProgram("journalctl")
    var request = ContactRequest(target: .root(tree.path))
    request.programs.journalctl = [tree.path("journalctl")]
    let (found, coverage, _) = Self.collect(request)
    #expect(found.isEmpty)
    #expect(
      coverage.gaps.count == 2 && coverage.gaps.allSatisfy { $0.path.contains("journal/\(machine)") },
      "\(coverage.gaps)")
    #expect(!coverage.scope.contains { $0.contains("journal") })
  }

  @Test(
    "One query in a syslog does not make it a log of look-ups; only a service's own log covers its time",
    arguments: [
      ("syslog", "app[1]: hello", 1, false), ("syslog", "app[1]: hello", 15, false),
      ("dnsmasq.log", "dnsmasq[1]: query[A] good.example from 192.0.2.1", 1, true),
      ("dnsmasq.log", "dnsmasq[1]: started", 0, false),
    ])
  func reach(_ name: String, _ line: String, _ queries: Int, _ covers: Bool) throws {
    let tree = try FixtureTree()
    let lines: [String] = (1...20).map { day in
      let text: String = day <= queries ? "dnsmasq[1]: query[A] x.example from 192.0.2.1" : line
      return "2026-11-\(day < 10 ? "0" : "")\(day)T12:00:00+00:00 gw \(text)\n"
    }
    try tree.write("var/log/" + name, lines.joined())
    try tree.setModified("var/log/" + name, 1_795_291_200)
    let (_, coverage, reach) = Self.collect(ContactRequest(target: .root(tree.path)))
    let source: ContactReach.Source = try #require(reach.sources.first)
    #expect(source.isLogOfContacts == covers && (reach.period != nil) == covers)
    #expect(coverage.scope.contains { $0.hasSuffix("not every contact is in it") } != covers, "\(coverage.scope)")
  }

  @Test(
    "Whose record it is: loopback and an address of the target, in any spelling, is the target; else it is a client",
    arguments: [
      ("127.0.0.1", false), ("::1", false), ("127.8.8.8", false), ("192.0.2.9", false), ("::ffff:192.0.2.9", false),
      ("2001:db8::9", false), ("2001:0DB8:0::0009", false), ("192.0.2.7", true), ("192.0.2.90", true),
      ("2001:db8::90", true), ("fe80::1%eth0", false), ("laptop", true),
    ])
  func clients(client: String, isOfClient: Bool) throws {
    let tree = try FixtureTree()
    try tree.write("q", "2026-11-21T12:00:00+00:00 gw dnsmasq[1]: query[A] evil.example from \(client)\n")
    var request = ContactRequest(target: .folder("/"), logs: [NamedLog(path: tree.path("q"))])
    request.ownAddresses = ["192.0.2.9", "2001:db8::9", "fe80::1%lo"]
    let found: [ContactFacts] = Self.collect(request).found
    #expect(found.map(\.client) == [client] && found.map(\.isOfClient) == [isOfClient])
    // Of a mounted root nobody knows the addresses.
    request.ownAddresses = nil
    let isLoopback: Bool = client.hasPrefix("127.") || client == "::1"
    #expect(Self.collect(request).found.map(\.isOfClient) == [!isLoopback])
  }

  @Test("A record that names no client is the target's own")
  func nobody() throws {
    let tree = try FixtureTree()
    try tree.write("q", "2026-11-21T12:00:00Z pc app: to evil.example\n")
    let request = ContactRequest(target: .folder("/"), logs: [NamedLog(path: tree.path("q"))])
    #expect(Self.collect(request).found.map(\.isOfClient) == [false])
  }
}

@Suite("With what rights a check runs")
struct RunnerLookTests {
  private static let machine: String = "         0          0 4294967295\n"
  private static let all: String = "Name:\tcordon\nCapEff:\t000001ffffffffff\n"

  @Test(
    "Root of the machine, confined, or of a namespace",
    arguments: [
      (all, machine, "", Runner.root), (all, machine, "unconfined\n", .root),
      (all, machine, "unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023\0", .root),
      (all, machine, "docker-default (enforce)\n", .confinedRoot), (all, machine, "x (complain)\n", .root),
      (all, machine, "system_u:system_r:container_t:s0:c1,c2\0", .confinedRoot),
      // What Docker leaves: no CAP_SYS_PTRACE.
      ("CapEff:\t00000000a80425fb\n", machine, "", .confinedRoot),
      ("CapEff:\t0000000000080000\n", machine, "", .confinedRoot),
      ("CapEff:\t0000000000080004\n", machine, "", .root), ("", machine, "", .confinedRoot),
      (all, "0 1000 1\n", "", .namespacedRoot), (all, "0 100000 65536\n", "", .namespacedRoot),
    ])
  func rights(status: String, identities: String, profile: String, runner: Runner) {
    #expect(RunnerLook.runner(status: status, identities: identities, profile: profile) == runner)
  }

  @Test("This process knows its own")
  func current() throws {
    let runner: Runner = try #require(RunnerLook.current())
    #expect((runner == .user) == (geteuid() != 0))
  }
}
