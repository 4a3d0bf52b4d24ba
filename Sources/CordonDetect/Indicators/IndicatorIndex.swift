package import CordonModel

/// The indicators of many advisories, ready to be asked for a hash, a name, an address or a URL.
///
/// ## What counts as the same
/// - Hashes: equal hex digits, in any case.
/// - Domains: the listed name and every name below it, for whoever owns a name owns those. A name above it never
///   matches. (STIX compares the name alone; a pack that lists a name means its owner.)
/// - Addresses: equal bytes, however they are spelled.
/// - URLs: the listed URL and everything below its path, over http or https; see `WebAddress`. A URL is also asked
///   for its host, so that a listed domain or address is found in it. A listed URL never makes its host match.
/// - User agents: the whole text in the same case, where the row has no `*`; see `UserAgentPattern`.
///
/// Validity in time is not judged here: every match carries its row.
package struct IndicatorIndex: Sendable {
  private var rows: [IndicatorMatch] = []
  private var hashes: [String: [Int]] = [:]
  private var domains: [Substring: [Int]] = [:]
  private var addresses: [NetworkAddress: [Int]] = [:]
  /// Listed URLs by host and port.
  private var urls: [String: [(address: WebAddress, row: Int)]] = [:]
  private var userAgents: [(pattern: UserAgentPattern, row: Int)] = []
  /// Rows whose value cannot be read; lint refuses them.
  private var unreadable: [Int] = []

  /// Indexes all files and network rows of the advisories.
  package init(advisories: [Advisory]) {
    for advisory in advisories {
      for file in advisory.files { insert(file, advisory.reference) }
      for row in advisory.network { insert(row, advisory.reference) }
    }
  }

  /// Network rows whose value cannot be read and which therefore never match, in the order of the advisories.
  package var unreadableRows: [IndicatorMatch] { unreadable.map { rows[$0] } }

  /// Every row that speaks of the observable, in the order of the advisories and their rows; rows that say "leave it
  /// alone" are among them (their verdict is `nil`).
  package func matches(_ observable: Observable) -> [IndicatorMatch] {
    Set(numbers(observable)).sorted().map { rows[$0] }
  }

  /// The gravest verdict of all rows that speak of the observable, or `nil` when none does or all call it harmless.
  package func verdict(_ observable: Observable) -> Verdict? { matches(observable).compactMap(\.verdict).max() }

  private func numbers(_ observable: Observable) -> [Int] {
    switch observable {
    case .sha256(let hex): hash(hex, digits: 64)
    case .sha1(let hex): hash(hex, digits: 40)
    case .md5(let hex): hash(hex, digits: 32)
    case .domain(let name): domain(name)
    case .address(let text): NetworkAddress(parsing: text).flatMap { addresses[$0] } ?? []
    case .url(let text): url(text)
    case .userAgent(let text): userAgents.filter { $0.pattern.matches(text) }.map(\.row)
    }
  }

  private func hash(_ hex: String, digits: Int) -> [Int] {
    hex.utf8.count == digits ? hashes[hex.lowercased()] ?? [] : []
  }

  private func domain(_ name: some StringProtocol) -> [Int] {
    guard let key = HostName.key(name) else { return [] }
    return HostName.withParents(key).flatMap { domains[$0] ?? [] }
  }

  private func url(_ text: String) -> [Int] {
    guard let address = WebAddress(parsing: text) else { return [] }
    let listed: [Int] = (urls[address.authority] ?? []).filter { $0.address.covers(address) }.map(\.row)
    let host: [Int] = NetworkAddress(parsing: address.host).map { addresses[$0] ?? [] } ?? domain(address.host)
    return listed + host
  }

  private mutating func insert(_ file: FileIndicator, _ advisory: AdvisoryReference) {
    let row: Int = rows.count
    rows.append(IndicatorMatch(advisory: advisory, indicator: .file(file)))
    for hash in [file.sha256, file.sha1, file.md5] {
      if let hash { hashes[hash.lowercased(), default: []].append(row) }
    }
  }

  private mutating func insert(_ network: NetworkIndicator, _ advisory: AdvisoryReference) {
    let row: Int = rows.count
    rows.append(IndicatorMatch(advisory: advisory, indicator: .network(network)))
    switch network.type {
    case .domain:
      if let key = HostName.key(network.value) { return domains[key[...], default: []].append(row) }
    case .ipv4, .ipv6:
      if let key = NetworkAddress(parsing: network.value) { return addresses[key, default: []].append(row) }
    case .url:
      if let key = WebAddress(parsing: network.value) {
        return urls[key.authority, default: []].append((key, row))
      }
    case .userAgent:
      if let pattern = UserAgentPattern(network.value) { return userAgents.append((pattern, row)) }
    }
    unreadable.append(row)
  }
}
