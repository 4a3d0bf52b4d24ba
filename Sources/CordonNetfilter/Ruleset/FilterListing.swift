internal import CordonModel
internal import FoundationEssentials

/// What the kernel says is in one table, as far as it is compared: chains with their hooks, how many rules each has, sets
/// with their addresses.
package struct FilterListing: Sendable, Hashable {
  struct Chain: Sendable, Hashable {
    var hook: String?
    var priority: Int?
    var policy: String?
    var ruleCount: Int = 0
  }

  private(set) var chains: [String: Chain] = [:]
  private(set) var sets: [String: Set<String>] = [:]

  /// Bytes of JSON that are read.
  package static let limit = 4 << 20

  /// Reads what `list table` writes as JSON; `nil` when it is none, too long or of another table.
  package init?(json bytes: [UInt8], family: String) {
    guard bytes.count <= FilterListing.limit,
      let document = try? JSONDecoder().decode(Document.self, from: Data(bytes))
    else { return nil }
    for item in document.nftables {
      for part in [item.chain, item.rule, item.set].compactMap({ $0 }) {
        guard part.family == family, (part.table ?? "") == IsolationRuleset.table else { return nil }
      }
      if let chain = item.chain, let name = chain.name {
        chains[name] = Chain(hook: chain.hook, priority: chain.prio, policy: chain.policy)
      }
      if let name = item.rule?.chain { chains[name, default: Chain()].ruleCount += 1 }
      if let set = item.set, let name = set.name { sets[name] = Set((set.elem ?? []).compactMap(\.text)) }
    }
  }

  private struct Document: Decodable {
    var nftables: [Item]
  }

  private struct Item: Decodable {
    var chain: Part?
    var rule: Part?
    var set: Part?
  }

  private struct Part: Decodable {
    var family: String
    var table: String?
    var name: String?
    var chain: String?
    var hook: String?
    var prio: Int?
    var policy: String?
    var elem: [Element]?
  }

  /// An address with a port; whatever else a set may hold has no text.
  private struct Element: Decodable {
    var text: String?

    private enum Key: String, CodingKey { case concat }

    init(from decoder: any Decoder) throws {
      guard let fields = try? decoder.container(keyedBy: Key.self),
        var parts = try? fields.nestedUnkeyedContainer(forKey: .concat),
        let address = try? parts.decode(String.self), let port = try? parts.decode(Int.self)
      else { return }
      text = FilterListing.element(NetworkAddress(parsing: address)?.text ?? address, port)
    }
  }

  static func element(_ address: String, _ port: Int) -> String { address + " . " + String(port) }

  /// How this differs from what was loaded; empty when it does not.
  ///
  /// - Parameter texts: the loaded text by family, of which the number of rules of each chain is counted.
  func differences(from ruleset: IsolationRuleset, family: String) -> [String] {
    var found: [String] = []
    let hooks: [String: (hook: String, policy: String)] =
      switch family {
      case "inet": ["input": ("input", "drop"), "output": ("output", "drop"), "forward": ("forward", "drop")]
      case "bridge": ["forward": ("forward", "drop")]
      default: ["egress": ("egress", "accept")]
      }
    for (name, wanted) in hooks.sorted(by: { $0.key < $1.key }) {
      guard let chain = chains[name], chain.hook == wanted.hook, chain.policy == wanted.policy,
        chain.priority == IsolationRuleset.priority
      else {
        found.append("the chain \(name) of \(family) is not as it was loaded")
        continue
      }
    }
    let counts: [String: Int] = FilterListing.ruleCounts(ruleset.text, family: family)
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) where chains[name]?.ruleCount != count {
      found.append("the chain \(name) of \(family) has \(chains[name]?.ruleCount ?? 0) rules instead of \(count)")
    }
    if Set(counts.keys) != Set(chains.keys) { found.append("\(family) has other chains than were loaded") }
    guard family != "bridge" else { return found }
    for use in IsolationRuleset.Use.allCases {
      let wanted: Set<String> = Set(
        ruleset.addresses(use).map { FilterListing.element($0.address.text, Int($0.port)) })
      if sets[use.set] ?? [] != wanted { found.append("the set \(use.set) of \(family) is not as it was loaded") }
    }
    return found
  }

  /// How many rules each chain of a family has in a text of ours: its lines without the first of a hook.
  private static func ruleCounts(_ text: String, family: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    var isMeant: Bool = false
    var chain: String?
    for line in text.split(separator: "\n") {
      if line.hasPrefix("table ") { isMeant = line.hasPrefix("table \(family) ") && line.hasSuffix("{") }
      if line == "  }" { chain = nil }
      if let name = chain, !line.hasPrefix("    type ") { counts[name, default: 0] += 1 }
      if isMeant, line.hasPrefix("  chain "), line.hasSuffix(" {") {
        let name = String(line.dropFirst(8).dropLast(2))
        chain = name
        counts[name] = 0
      }
    }
    return counts
  }
}
