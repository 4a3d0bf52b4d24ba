internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonNetfilter

/// Isolation as the network sees it: real programs, real connections, in namespaces of their own.
@Suite(.enabled(if: SmallNetwork.isPossible, SmallNetwork.reason))
struct TrafficTests {
  private let network: SmallNetwork
  private let peer: NamespaceAgent
  private let host: NamespaceAgent

  init() throws {
    network = try SmallNetwork()
    peer = try NamespaceAgent(in: network.names.peer)
    host = try NamespaceAgent(in: network.names.host)
    for address in ["10.77.0.2", "10.77.0.3", "fd77::2", "fd77::3"] {
      for port in ["443", "4444"] { #expect(peer.ask("serve", address, port) == "ok") }
      #expect(peer.ask("serve_udp", address, "53") == "ok")
    }
    #expect(peer.ask("serve_udp", "0.0.0.0", "9999") == "ok")
  }

  // MARK: What is kept, what is cut

  @Test func anOpenManagementConnectionLosesNothingOverTwentyLoads() throws {
    for (name, address) in [("four", "10.77.0.2"), ("six", "fd77::2")] {
      #expect(host.ask("connect", name, address, "443") == "ok")
      #expect(host.ask("start", name) == "ok")
    }
    try isolate(confirmed: false)
    for _ in 0..<10 {
      try confirm()
      try release()
      try isolate(confirmed: false)
    }
    try confirm()
    for name in ["four", "six"] {
      let words: [Substring] = host.ask("stop", name).split(separator: " ")
      let sent: Int = Int(words.first ?? "") ?? 0
      #expect(sent > 20, "the connection was not used")
      #expect(words.dropFirst() == ["0"], "lost, or ended: \(words)")
    }
  }

  @Test(arguments: ["10.77.0.3", "fd77::3"])
  func anOpenConnectionToSomebodyElseDies(address: String) throws {
    #expect(host.ask("connect", "other", address, "4444") == "ok")
    #expect(host.ask("send", "other") == "ok")
    let answer: NetfilterAnswer = try isolate(confirmed: false)
    #expect(["ECONNABORTED", "ECONNRESET", "EPIPE"].contains(host.ask("send", "other")))
    let cut: CutConnections = try #require(answer.cut)
    #expect(cut.sockets >= 1)
    #expect(cut.gaps.isEmpty)
  }

  @Test(arguments: [("10.77.0.3", "443"), ("fd77::3", "443"), ("10.77.0.2", "4444"), ("fd77::2", "4444")])
  func aNewConnectionToAnyOtherPlaceIsRefused(address: String, port: String) throws {
    #expect(host.ask("attempt", address, port) == "ok")
    try isolate()
    #expect(host.ask("attempt", address, port) == "ECONNREFUSED")
    #expect(host.ask("attempt", address.contains(":") ? "fd77::2" : "10.77.0.2", "443") == "ok")
  }

  @Test(arguments: ["10.77.0.2", "10.77.0.3", "fd77::2", "fd77::3"])
  func lookUpsAreClosed(address: String) throws {
    #expect(host.ask("datagram", address, "53") == "ok")
    try isolate()
    #expect(host.ask("datagram", address, "53") == "EPERM")
    #expect(host.ask("attempt", address, "53") == "ECONNREFUSED")
  }

  @Test func oneResolverMayBeKept() throws {
    try isolate { $0.resolver = NetworkAddress(parsing: "10.77.0.3") }
    #expect(host.ask("datagram", "10.77.0.3", "53") == "ok")
    #expect(host.ask("datagram", "10.77.0.2", "53") == "EPERM")
    #expect(host.ask("attempt", "10.77.0.3", "443") == "ECONNREFUSED")
  }

  @Test(arguments: ["127.0.0.1", "::1", "10.77.0.1"])
  func theMachineTalksToItself(address: String) throws {
    #expect(host.ask("serve", address, "8080") == "ok")
    try isolate()
    #expect(host.ask("attempt", address, "8080") == "ok")
  }

  @Test func nobodyReachesTheMachineButWhoIsKeptForThat() throws {
    for address in ["10.77.0.1", "fd77::1"] {
      for port in ["22", "80"] { #expect(host.ask("serve", address, port) == "ok") }
    }
    #expect(peer.ask("attempt", "10.77.0.1", "22") == "ok")
    #expect(peer.ask("connect", "shell", "10.77.0.1", "22") == "ok")
    try isolate {
      $0.kept.append(KeptAddress(address: NetworkAddress.test("10.77.0.2"), port: 22, direction: .incoming))
    }
    #expect(peer.ask("send", "shell") == "ok", "the technician's own shell goes on")
    #expect(peer.ask("attempt", "10.77.0.1", "22") == "ok")
    #expect(peer.ask("attempt", "10.77.0.1", "80", "0.3") == "timeout")
    #expect(peer.ask("attempt", "fd77::1", "22", "0.3") == "timeout")
    // The machine does not begin to speak over that port either.
    #expect(peer.ask("serve", "10.77.0.2", "22") == "ok")
    #expect(host.ask("attempt", "10.77.0.2", "22") == "ECONNREFUSED")
  }

  @Test func releaseRestoresEverything() throws {
    let before: String = network.rules
    try isolate()
    #expect(network.rules != before)
    try release()
    #expect(network.rules == before)
    for address in ["10.77.0.3", "fd77::3"] {
      #expect(host.ask("attempt", address, "4444") == "ok")
      #expect(host.ask("datagram", address, "53") == "ok")
    }
  }

  @Test func theRulesOfOthersAreLeftAlone() throws {
    try network.nft("add table inet foreign; add chain inet foreign c { type filter hook input priority 0; }")
    let before: String = network.rules
    try isolate()
    #expect(network.rules.contains("table inet foreign"))
    try release()
    #expect(network.rules == before)
  }

  // MARK: Ways around

  @Test func aGuestBehindTheMachineIsCutOff() throws {
    let guest = try NamespaceAgent(in: network.names.guest)
    #expect(guest.ask("connect", "through", "10.77.0.3", "4444") == "ok")
    #expect(guest.ask("send", "through") == "ok")
    try isolate()
    #expect(guest.ask("send", "through") == "timeout")
    // Not even to the management: it is kept for this machine, not for what it carries.
    #expect(guest.ask("attempt", "10.77.0.2", "443", "0.3") == "timeout")
    #expect(guest.ask("attempt", "10.78.0.1", "443", "0.3") == "timeout")
    try release()
    #expect(guest.ask("attempt", "10.77.0.3", "4444") == "ok")
  }

  @Test func aRawFrameDoesNotLeave() throws {
    let mac: String = peer.ask("mac", "eth0")
    #expect(host.ask("frame", "up0", mac, "10.77.0.1", "10.77.0.3", "before") == "ok")
    #expect(peer.ask("has_heard", "before") == "yes", "the frame itself is good")
    try isolate()
    _ = host.ask("frame", "up0", mac, "10.77.0.1", "10.77.0.3", "after")
    #expect(peer.ask("has_heard", "after") == "no")
  }

  @Test func aGuestThatSharesTheDeviceIsCutOff() throws {
    // A macvlan has an IP stack of its own: the hooks of the machine's stack never see it.
    try SmallNetwork.ip(
      "-n", network.names.host, "link", "add", "mac0", "link", "up0", "netns", network.names.guest, "type", "macvlan")
    try SmallNetwork.ip("-n", network.names.guest, "addr", "add", "10.77.0.9/24", "dev", "mac0")
    try SmallNetwork.ip("-n", network.names.guest, "link", "set", "mac0", "up")
    let guest = try NamespaceAgent(in: network.names.guest)
    #expect(guest.ask("attempt", "10.77.0.3", "4444") == "ok")
    try isolate()
    #expect(guest.ask("attempt", "10.77.0.3", "4444", "0.3") == "timeout")
  }

  @Test func aGuestOnABridgeIsCutOff() throws {
    // The host's own link becomes a port of a bridge, beside the guest's.
    let name: String = network.names.host
    for words in [
      ["link", "add", "br0", "type", "bridge"], ["link", "set", "up0", "master", "br0"],
      ["link", "set", "down0", "master", "br0"], ["link", "set", "br0", "up"],
      ["addr", "flush", "dev", "up0"], ["addr", "add", "10.77.0.1/24", "dev", "br0"],
    ] {
      #expect(OracleProgram.output("sh", "-c", "ip -n \(name) " + words.joined(separator: " ")) != nil)
    }
    try SmallNetwork.ip("-n", network.names.guest, "addr", "add", "10.77.0.9/24", "dev", "eth0")
    let guest = try NamespaceAgent(in: network.names.guest)
    #expect(guest.ask("attempt", "10.77.0.3", "4444") == "ok")
    #expect(host.ask("attempt", "10.77.0.2", "443") == "ok")
    try isolate()
    #expect(guest.ask("attempt", "10.77.0.3", "4444", "0.3") == "timeout")
    #expect(host.ask("attempt", "10.77.0.2", "443") == "ok", "the machine itself keeps its channel over the bridge")
    #expect(host.ask("attempt", "10.77.0.3", "4444") == "ECONNREFUSED")
  }

  @Test func aNewDeviceIsCoveredAsSoonAsItIsThere() throws {
    try isolate()
    #expect(!network.rules.contains("late0"))
    try SmallNetwork.ip(
      "-n", network.names.host, "link", "add", "late0", "type", "veth", "peer", "name", "late1")
    try until { network.rules.contains("late0") }
    let state: IsolationState = try #require(try ask(NetfilterOrder(.status, folder: network.folder)).state)
    #expect(state.timesTampered == 0)
    #expect(state.events.last?.kind == .reapplied)
  }

  @Test func aFlushedRuleSetComesBackAndIsNoted() throws {
    try isolate()
    try network.nft("flush", "ruleset")
    try until { network.rules.contains("chain departing6") }
    #expect(host.ask("attempt", "10.77.0.3", "4444") == "ECONNREFUSED")
    let state: IsolationState = try #require(try ask(NetfilterOrder(.status, folder: network.folder)).state)
    #expect(state.timesTampered >= 1)
    #expect(state.events.map(\.kind).contains(.tampered))
  }

  @Test func aRuleThatSomebodyAddsIsTakenAway() throws {
    try isolate()
    try network.nft("insert", "rule", "inet", "cordon_iso", "output", "accept")
    try until { (try ask(NetfilterOrder(.status, folder: network.folder)).state?.timesTampered ?? 0) > 0 }
    #expect(!network.rules.contains("policy drop;\n\t\taccept"))
    #expect(host.ask("attempt", "10.77.0.3", "4444") == "ECONNREFUSED")
  }

  // MARK: Confirm or roll back

  @Test func withoutConfirmationTheRulesGoAway() throws {
    let before: String = network.rules
    try isolate(confirmed: false, within: 3)
    #expect(host.ask("attempt", "10.77.0.3", "4444") == "ECONNREFUSED")
    try until { network.rules == before }
    try until { try ask(NetfilterOrder(.status, folder: network.folder)).state?.phase == .rolledBack }
    #expect(host.ask("attempt", "10.77.0.3", "4444") == "ok")
    #expect(try ask(order(.confirm)).outcome == .refused)
  }

  @Test func withoutConfirmationTheKernelAloneLetsGo() throws {
    // The keeper is killed; the rules stand there and have run out.
    let engine = NetfilterProcess(SmallNetwork.program(network))
    let answer: NetfilterAnswer = try isolate(confirmed: false, within: 3)
    #expect(answer.outcome == .done)
    let keeper: Int32 = try #require(SmallNetwork.keeper(in: network))
    kill(keeper, SIGKILL)
    try until { host.ask("attempt", "10.77.0.3", "4444") == "ok" }
    #expect(network.rules.contains("table inet cordon_iso"))
    let status: NetfilterAnswer = try engine.ask(NetfilterOrder(.status, folder: network.folder))
    #expect(status.keeperRuns == false)
    #expect(status.state?.phase == .applied)
  }

  @Test func aMachineThatStartsAgainIsIsolatedBeforeItHasALink() throws {
    try isolate()
    let keeper: Int32 = try #require(SmallNetwork.keeper(in: network))
    kill(keeper, SIGKILL)
    try network.nft("flush", "ruleset")
    #expect(host.ask("attempt", "10.77.0.3", "4444") == "ok")
    #expect(
      OracleProgram.output(
        "ip", "netns", "exec", network.names.host, BuiltProgram.path("cordon-netfilter"), "restore", network.folder)
        != nil)
    #expect(host.ask("attempt", "10.77.0.3", "4444") == "ECONNREFUSED")
    #expect(host.ask("attempt", "10.77.0.2", "443") == "ok")
  }

  @Test func aPlanThatTheKernelRefusesChangesNothing() throws {
    let before: String = network.rules
    let answer: NetfilterAnswer = try ask(NetfilterOrder(.check, folder: network.folder, plan: .sample()))
    #expect(answer.outcome == .done)
    #expect(network.rules == before)
    var bad: IsolationPlan = .sample()
    bad.kept = []
    var order = NetfilterOrder(.isolate, folder: network.folder, plan: bad)
    order.confirmWithin = 30
    #expect(try ask(order).outcome == .refused)
    #expect(network.rules == before)
  }

  // MARK: Steps

  @discardableResult
  private func isolate(
    confirmed: Bool = true, within: Int = 60, _ change: (inout IsolationPlan) -> Void = { _ in }
  ) throws -> NetfilterAnswer {
    var plan: IsolationPlan = .sample()
    change(&plan)
    var order = NetfilterOrder(.isolate, folder: network.folder, plan: plan)
    order.confirmWithin = within
    let answer: NetfilterAnswer = try ask(order)
    try #require(answer.outcome == .done, "\(answer.messages)")
    if confirmed { try confirm() }
    return answer
  }

  private func confirm() throws {
    let answer: NetfilterAnswer = try ask(order(.confirm))
    try #require(answer.outcome == .done, "\(answer.messages)")
    #expect(answer.state?.phase == .confirmed)
  }

  private func release() throws {
    let answer: NetfilterAnswer = try ask(order(.release))
    try #require(answer.outcome == .done, "\(answer.messages)")
  }

  private func order(_ action: NetfilterOrder.Action) -> NetfilterOrder {
    var order = NetfilterOrder(action, folder: network.folder)
    order.operatorName = "anna"
    order.reason = "test"
    return order
  }

  private func ask(_ order: NetfilterOrder) throws -> NetfilterAnswer {
    try NetfilterProcess(SmallNetwork.program(network)).ask(order)
  }

  /// Lets others have the processor until something holds; half a minute is given up on.
  private func until(_ holds: () throws -> Bool) throws {
    for _ in 0..<3_000 {
      if try holds() { return }
      usleep(10_000)
    }
    Issue.record("it never came")
  }
}

extension SmallNetwork {
  /// The program, inside of the host.
  static func program(_ network: SmallNetwork) -> NetfilterProgram {
    NetfilterProgram(
      path: "/usr/bin/env",
      leadingArguments: ["ip", "netns", "exec", network.names.host, BuiltProgram.path("cordon-netfilter")])
  }

  /// The process that stays behind in the host.
  static func keeper(in network: SmallNetwork) -> Int32? {
    let all: String = OracleProgram.output("ip", "netns", "pids", network.names.host) ?? ""
    return all.split(separator: "\n").compactMap { Int32($0) }.first { pid in
      let words: String = (try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)) ?? ""
      return words.contains("cordon-netfilter\0keep")
    }
  }
}
