package import CordonModel

/// The rules of nft that cut a machine off, as one text: one file, one transaction.
///
/// The rules are stateless on purpose: a connection that was open before matches no set and ends with its next packet.
/// They stand at priority -150, after conntrack and before the tables of everybody else. A drop here is final; an accept
/// is not, so other tables may still drop what is kept: whoever loads this tries a new connection afterwards.
package struct IsolationRuleset: Sendable {
  /// The name of every table.
  package static let table = "cordon_iso"
  /// Before the filter tables of others (0), after conntrack (-200).
  static let priority = -150

  /// Whom the machine still talks to.
  let kept: [KeptAddress]
  /// What the kernel has.
  let features: RulesetFeatures
  /// Devices for the egress hook; those with a name that nft cannot take are left out.
  let devices: [String]
  /// Seconds after which the kernel itself stops to enforce the rules; `nil` when they are confirmed.
  let armedSeconds: Int?

  /// - Parameters:
  ///   - devices: names of the network devices; `lo` is left out.
  ///   - armedSeconds: at least 1; `nil` for rules that stay.
  package init(plan: IsolationPlan, features: RulesetFeatures, devices: [String], armedSeconds: Int?) {
    var seen: Set<String> = []
    kept = plan.allKept.filter { seen.insert($0.direction.rawValue + $0.text).inserted }
    self.features = features
    self.devices = devices.filter { $0 != "lo" && IsolationRuleset.isPlain($0) }.sorted()
    self.armedSeconds = armedSeconds
  }

  /// Whether a device's name can stand in a rule: everything usual can.
  static func isPlain(_ name: String) -> Bool {
    (1...15).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x40, 0x5F, 0x3A: true
        default: false
        }
      }
  }

  /// What takes every table away, whether it is there or not.
  package static func removal(_ features: RulesetFeatures) -> String {
    families(features).map { "table \($0) \(table)\ndelete table \($0) \(table)\n" }.joined()
  }

  /// The families whose hooks are used.
  static func families(_ features: RulesetFeatures) -> [String] {
    ["inet"] + (features.contains(.bridge) ? ["bridge"] : []) + (features.contains(.egress) ? ["netdev"] : [])
  }

  /// The whole text. Loading it replaces what was there in one step.
  package var text: String {
    var text: String = IsolationRuleset.removal(features)
    text += table("inet", sets(Use.allCases) + [input, output, forward("forward", "filter hook forward")])
    if features.contains(.bridge) { text += table("bridge", [forward("forward", "filter hook forward")]) }
    if features.contains(.egress), !devices.isEmpty {
      text += table("netdev", sets(Use.allCases) + [departing(4), departing(6), egress])
    }
    return text
  }

  // MARK: Parts

  private func table(_ family: String, _ parts: [String]) -> String {
    let armed: [String] =
      armedSeconds.map { seconds in
        [
          block(
            "set armed",
            ["type ether_type", "flags timeout", "elements = { ip timeout \(seconds)s, ip6 timeout \(seconds)s }"])
        ]
      } ?? []
    return "table \(family) \(IsolationRuleset.table) {\n" + (armed + parts).joined() + "}\n"
  }

  private func block(_ title: String, _ lines: [String]) -> String {
    "  \(title) {\n" + lines.map { "    \($0)\n" }.joined() + "  }\n"
  }

  private func chain(_ name: String, _ hook: String, policy: String, _ rules: [String]) -> String {
    let armed: [String] = armedSeconds == nil ? [] : ["meta protocol != @armed accept"]
    return block(
      "chain \(name)", ["type \(hook) priority \(IsolationRuleset.priority); policy \(policy);"] + armed + rules)
  }

  private var input: String {
    chain("input", "filter hook input", policy: "drop", ["iif \"lo\" accept"] + arriving + IsolationRuleset.linkInput)
  }

  private var output: String {
    var rules: [String] = ["oif \"lo\" accept"] + leaving(4) + leaving(6)
    // Its answer comes back over lo.
    if features.contains(.refusal) { rules.append("meta l4proto tcp reject with tcp reset") }
    return chain("output", "filter hook output", policy: "drop", rules)
  }

  private func forward(_ name: String, _ hook: String) -> String { chain(name, hook, policy: "drop", []) }

  private var egress: String {
    let names: String = devices.map { "\"\($0)\"" }.joined(separator: ", ")
    return chain(
      "egress", "filter hook egress devices = { \(names) }", policy: "accept",
      ["meta protocol vmap { ip : jump departing4, ip6 : jump departing6 }"])
  }

  private func departing(_ version: Int) -> String { block("chain departing\(version)", leaving(version) + ["drop"]) }

  // MARK: Rules

  private var arriving: [String] {
    Use.allCases.filter { !addresses($0).isEmpty }.map { use in
      let port: String = use.direction == .outgoing ? "sport" : "dport"
      return "\(use.header) saddr . \(use.transport.rawValue) \(port) @\(use.set)"
        + (use.transport == .tcp && use.direction == .outgoing ? IsolationRuleset.noNewConnection : "") + " accept"
    }
  }

  private func leaving(_ version: Int) -> [String] {
    let kept: [String] = Use.allCases.filter { $0.version == version && !addresses($0).isEmpty }.map { use in
      let port: String = use.direction == .outgoing ? "dport" : "sport"
      return "\(use.header) daddr . \(use.transport.rawValue) \(port) @\(use.set)"
        + (use.transport == .tcp && use.direction == .incoming ? IsolationRuleset.noNewConnection : "") + " accept"
    }
    return kept + (version == 4 ? IsolationRuleset.linkOutput4 : IsolationRuleset.linkOutput6)
  }

  /// The other side only answers: whoever is kept for one direction cannot begin to speak in the other.
  private static let noNewConnection = " tcp flags & (syn | ack) != syn"

  /// Without these the address would be lost (DHCP), the link die (neighbour discovery) or large packets vanish.
  private static let linkInput: [String] = [
    "udp sport 67 udp dport 68 accept",
    "ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept",
    "icmpv6 type { nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } ip6 hoplimit 255 accept",
    "icmpv6 type packet-too-big limit rate 10/second accept",
    "icmp type destination-unreachable icmp code frag-needed limit rate 10/second accept",
  ]

  /// To private and link-local servers and to everybody on the link: else the port would be a way out.
  private static let linkOutput4: [String] = [
    "ip daddr { 10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16, 255.255.255.255 }"
      + " udp sport 68 udp dport 67 accept"
  ]

  private static let linkOutput6: [String] = [
    "ip6 daddr { fe80::/10, ff02::1:2 } udp sport 546 udp dport 547 accept",
    "icmpv6 type { nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert } ip6 hoplimit 255 accept",
    "ip6 daddr ff02::16 icmpv6 type mld2-listener-report accept",
  ]

  // MARK: Sets

  /// The kept addresses of one kind, one direction and one version.
  func addresses(_ use: Use) -> [KeptAddress] {
    kept.filter {
      $0.direction == use.direction && $0.transport == use.transport && $0.address.isIPv4 == (use.version == 4)
    }
  }

  private func sets(_ uses: [Use]) -> [String] {
    uses.filter { !addresses($0).isEmpty }.map { use in
      let elements: [String] = addresses(use).map { "\($0.address.text) . \($0.port)" }
      return block(
        "set \(use.set)",
        ["type ipv\(use.version)_addr . inet_service", "elements = { " + elements.joined(separator: ", ") + " }"])
    }
  }

  /// What one set is for.
  struct Use: Sendable, Hashable, CaseIterable {
    let direction: KeptAddress.Direction
    let transport: KeptAddress.Transport
    let version: Int

    static let allCases: [Use] = [KeptAddress.Direction.outgoing, .incoming].flatMap { direction in
      KeptAddress.Transport.allCases.flatMap { transport in
        [4, 6].map { Use(direction: direction, transport: transport, version: $0) }
      }
    }

    /// `to_tcp4` … `from_udp6`.
    var set: String { (direction == .outgoing ? "to_" : "from_") + transport.rawValue + String(version) }
    var header: String { version == 4 ? "ip" : "ip6" }
  }
}
