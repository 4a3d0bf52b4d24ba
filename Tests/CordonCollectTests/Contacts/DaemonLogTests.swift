import CordonCollect
import CordonInspect
import CordonModel
import CordonTestSupport
import Foundation
import Testing

/// The logs of real services, on loopback, are read as they are written: exactly the names asked for, by whom and when.
@Suite("Logs of real services", .serialized)
struct DaemonLogTests {
  private static let listed: ContactPrefilter = {
    var prefilter = ContactPrefilter()
    prefilter.insert(name: "evil.example")
    prefilter.insert(word: "Updater")
    return prefilter
  }()

  private static func has(_ programs: String...) -> Bool { programs.allSatisfy { Daemon.path($0) != nil } }

  /// What a look at one log finds.
  private static func contacts(_ log: String) -> (found: [ContactFacts], coverage: Coverage, reach: ContactReach) {
    var found: [ContactFacts] = []
    let request = ContactRequest(target: .folder("/nonexistent"), logs: [NamedLog(path: log)])
    let now = Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
    let (coverage, reach) = ContactCollector.collect(request, sockets: nil, now: now, prefilter: listed) {
      found.append($0)
    }
    return (found, coverage, reach)
  }

  /// Asks for three names, two of them listed, ends the service and holds its log against that.
  private func check(_ daemon: Daemon, log: String, perQuery: Int = 1, format: LogFormat) throws {
    let isUp: Bool = daemon.answers { daemon.lookUp("ready.example") }
    try #require(isUp, "the service did not answer")
    let before: Int64 = Int64(Date().timeIntervalSince1970)
    for name in ["evil.example", "good.example", "X.Evil.example"] { #expect(daemon.lookUp(name)) }
    let after: Int64 = Int64(Date().timeIntervalSince1970)
    daemon.stop()
    let (found, coverage, reach) = Self.contacts(log)
    let names: [String] = found.map { contact in
      let name: String = contact.subject.text.lowercased()
      return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
    #expect(names == ["evil.example", "x.evil.example"].flatMap { Array(repeating: $0, count: perQuery) })
    for contact in found {
      let time: Int64 = try #require(contact.time).secondsSinceEpoch
      #expect((before - 1...after + 1).contains(time), "\(contact)")
      #expect(contact.client == "127.0.0.1" && contact.source == .dnsLog)
    }
    #expect(coverage.state == .complete && coverage.gaps == [], "\(coverage.gaps)")
    #expect(coverage.scope.first?.contains("(" + format.rawValue) == true, "\(coverage.scope)")
    #expect(reach.sources.count == 1 && reach.period != nil && reach.sources.allSatisfy(\.isWhole))
  }

  @Test("dnsmasq", .enabled(if: has("dnsmasq", "dig"), "dnsmasq and dig are needed"), arguments: ["", "=extra"])
  func dnsmasq(_ extra: String) throws {
    let tree = try FixtureTree()
    let port: Int = try #require(Daemon.freePort())
    let log: String = tree.path("dnsmasq.log")
    let daemon: Daemon = try #require(
      Daemon(
        "dnsmasq", folder: tree.path, port: port,
        [
          "--keep-in-foreground", "--conf-file=/dev/null", "--port=\(port)", "--listen-address=127.0.0.1",
          "--bind-interfaces", "--no-resolv", "--no-hosts", "--address=/example/127.0.0.9", "--log-queries" + extra,
          "--log-facility=" + log, "--user=" + NSUserName(), "--pid-file=",
        ]))
    try check(daemon, log: log, format: .dnsmasq)
  }

  @Test("Unbound", .enabled(if: has("unbound", "dig"), "unbound and dig are needed"), arguments: [false, true])
  func unbound(_ isASCII: Bool) throws {
    let tree = try FixtureTree()
    let port: Int = try #require(Daemon.freePort())
    let log: String = tree.path("unbound.log")
    try tree.write(
      "unbound.conf",
      """
      server:
        interface: 127.0.0.1@\(port)
        port: \(port)
        chroot: ""
        username: ""
        directory: "\(tree.path)"
        logfile: "\(log)"
        pidfile: ""
        use-syslog: no
        do-daemonize: no
        module-config: "iterator"
        log-queries: yes
        log-replies: yes
        log-time-ascii: \(isASCII ? "yes" : "no")
        verbosity: 1
        local-zone: "example." redirect
        local-data: "example. A 127.0.0.9"
      remote-control:
        control-enable: no
      """)
    let daemon: Daemon = try #require(
      Daemon("unbound", folder: tree.path, port: port, ["-d", "-c", tree.path("unbound.conf")]))
    try check(daemon, log: log, perQuery: 2, format: .unbound)
  }

  @Test(
    "BIND", .enabled(if: has("named", "dig"), "named and dig are needed"),
    arguments: ["print-time yes; print-category yes; print-severity yes;", "print-time yes;", "print-time iso8601;"])
  func bind(_ channel: String) throws {
    let tree = try FixtureTree()
    let port: Int = try #require(Daemon.freePort())
    let log: String = tree.path("query.log")
    try tree.write(
      "example.zone",
      "$TTL 60\n@ SOA ns.example. a.example. 1 60 60 60 60\n@ NS ns\nns A 127.0.0.1\n* A 127.0.0.9\n")
    try tree.write(
      "named.conf",
      """
      options { directory "\(tree.path)"; listen-on port \(port) { 127.0.0.1; }; listen-on-v6 { none; };
        pid-file none; session-keyfile none; lock-file none; recursion no; allow-query { any; }; };
      controls { };
      logging { channel q { file "\(log)"; \(channel) }; category queries { q; }; };
      zone "example" { type master; file "\(tree.path)/example.zone"; };
      """)
    let daemon: Daemon = try #require(
      Daemon(
        "named", folder: tree.path, port: port, ["-f", "-n", "1", "-c", tree.path("named.conf"), "-p", String(port)]))
    try check(daemon, log: log, format: .bind)
  }

  @Test("squid", .enabled(if: has("squid", "curl"), "squid and curl are needed"))
  func squid() throws {
    let tree = try FixtureTree()
    try tree.setMode("", 0o777)
    let port: Int = try #require(Daemon.freePort())
    try tree.write("hosts", "127.0.0.1 evil.example good.example\n")
    try tree.write(
      "squid.conf",
      """
      http_port 127.0.0.1:\(port)
      http_access allow all
      cache deny all
      access_log stdio:\(tree.path)/access.log squid
      access_log stdio:\(tree.path)/combined.log combined
      cache_log \(tree.path)/cache.log
      cache_store_log none
      coredump_dir \(tree.path)
      pid_filename none
      netdb_filename none
      pinger_enable off
      hosts_file \(tree.path)/hosts
      dns_nameservers 127.0.0.1
      visible_hostname test.example
      shutdown_lifetime 0 seconds
      strip_query_terms off
      connect_retries 0
      """)
    let daemon: Daemon = try #require(
      Daemon("squid", folder: tree.path, port: port, ["-N", "-f", tree.path("squid.conf")]))
    func fetch(_ url: String, _ agent: String) -> Bool {
      OracleProgram.output(
        "curl", "--silent", "--max-time", "20", "--noproxy", "", "--proxy", "http://127.0.0.1:\(port)",
        "--user-agent", agent, "--output", "/dev/null", url) != nil
    }
    let isUp: Bool = daemon.answers { fetch("http://good.example:9/ready", "x") }
    try #require(isUp, "squid did not answer")
    let before: Int64 = Int64(Date().timeIntervalSince1970)
    #expect(fetch("http://evil.example:9/a/b?c=d", "Updater/1.0 (x)"))
    #expect(fetch("http://good.example:9/", "y"))
    // Refused behind the CONNECT, which is logged all the same.
    _ = fetch("https://evil.example:9/secret", "z")
    let after: Int64 = Int64(Date().timeIntervalSince1970)
    daemon.stop()
    for (log, format, subjects) in [
      ("access.log", LogFormat.squid, [.url("http://evil.example:9/a/b?c=d"), .domain("evil.example")]),
      (
        "combined.log", .combined,
        [.url("http://evil.example:9/a/b?c=d"), .userAgent("Updater/1.0 (x)"), .domain("evil.example")]
      ),
    ] as [(String, LogFormat, [ContactFacts.Subject])] {
      let (found, coverage, _) = Self.contacts(tree.path(log))
      #expect(found.map(\.subject) == subjects)
      #expect(coverage.scope.first?.contains("(" + format.rawValue) == true, "\(coverage.scope) \(coverage.gaps)")
      for contact in found {
        let time: Int64 = try #require(contact.time).secondsSinceEpoch
        #expect((before - 1...after + 1).contains(time))
        #expect(contact.client == "127.0.0.1" && contact.source == .webLog)
      }
    }
  }
}
