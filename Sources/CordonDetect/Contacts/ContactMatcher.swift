package import CordonModel

/// Matches contacts against the network rows of many advisories.
///
/// What counts as the same is said at ``IndicatorIndex``. A contact outside of a row's time of validity means nothing; a
/// record without a time counts. Every match is `suspected`: a look-up alone proves no execution. Rows with
/// `match: false` never match.
package struct ContactMatcher: Sendable {
  /// Lets through every line and text that a row can speak of.
  package let prefilter: ContactPrefilter
  /// Before it no record is of interest: the earliest beginning of the advisories' windows and of those of their rows, and a
  /// day, for a log may not say in which zone its times are. `nil` when an advisory with rows has no such date: everything is
  /// of interest then.
  package let since: Timestamp?
  private let indicators: IndicatorIndex
  /// Position in ``Advisory/network`` of each row; of equal rows the first.
  private let positions: [IndicatorMatch: Int]

  /// Indexes the network rows of the advisories.
  package init(advisories: [Advisory]) {
    indicators = IndicatorIndex(advisories: advisories)
    var prefilter = ContactPrefilter()
    var positions: [IndicatorMatch: Int] = [:]
    for advisory in advisories {
      for (index, row) in advisory.network.enumerated() where row.match {
        let match = IndicatorMatch(advisory: advisory.reference, indicator: .network(row))
        if positions[match] == nil { positions[match] = index }
        ContactMatcher.list(row, in: &prefilter)
      }
    }
    self.prefilter = prefilter
    self.positions = positions
    since = ContactMatcher.since(advisories)
  }

  private static func since(_ advisories: [Advisory]) -> Timestamp? {
    var earliest: Timestamp?
    for advisory in advisories {
      let rows: [NetworkIndicator] = advisory.network.filter(\.match)
      guard !rows.isEmpty else { continue }
      for window in [advisory.dates.compromised] + rows.compactMap(\.valid).map(Optional.some) {
        guard let from = window?.from else { return nil }
        earliest = min(earliest ?? from, from)
      }
    }
    return earliest?.before(seconds: ContactReach.slack)
  }

  /// Every match of one contact, in the order of the advisories and their rows; empty for nearly every contact.
  package func matches(_ contact: ContactFacts) -> [AdvisoryMatch] {
    var (observable, reason): (Observable, Match.Reason) =
      switch contact.subject {
      case .domain(let text): (.domain(text), .nameLookedUp)
      case .address(let text): (.address(text), .addressContacted)
      case .url(let text): (.url(text), .urlFetched)
      case .userAgent(let text): (.userAgent(text), .userAgentSeen)
      }
    // A hosts file answers look-ups; that an address stands in it is no connection.
    if contact.source == .hostsFile { reason = .nameLookedUp }
    var matches: [AdvisoryMatch] = []
    for found in indicators.matches(observable) {
      guard case .network(let row) = found.indicator, let index = positions[found], isValid(row, contact) else {
        continue
      }
      let id: String = "network[\(index)]"
      // Of equal rows the first speaks for all.
      guard !matches.contains(where: { $0.advisory == found.advisory && $0.match.productID == id }) else { continue }
      matches.append(
        AdvisoryMatch(
          advisory: found.advisory,
          match: Match(
            verdict: .suspected, productID: id, productName: row.value + " (" + row.role + ")",
            subject: .contact(contact), reason: reason, decidedBy: row.type.rawValue + ":" + row.value,
            rule: RuleReference(line: row.line))))
    }
    return matches
  }

  /// A record that stands for many counts when any of them can lie in the window.
  private func isValid(_ row: NetworkIndicator, _ contact: ContactFacts) -> Bool {
    guard let window = row.valid, let time = contact.time else { return true }
    if window.contains(time) { return true }
    guard let last = contact.last, let from = window.from else { return false }
    return time <= from && from <= last
  }

  private static func list(_ row: NetworkIndicator, in prefilter: inout ContactPrefilter) {
    switch row.type {
    case .domain: prefilter.insert(name: row.value)
    case .ipv4, .ipv6: list(address: row.value, in: &prefilter)
    case .url:
      guard let address = WebAddress(parsing: row.value) else { return }
      if NetworkAddress(parsing: address.host) == nil { return prefilter.insert(name: address.host) }
      list(address: address.host, in: &prefilter)
    case .userAgent:
      guard let pattern = UserAgentPattern(row.value) else { return }
      if let word = pattern.rarestWord { prefilter.insert(word: word) } else { prefilter.passEverything() }
    }
  }

  private static func list(address text: String, in prefilter: inout ContactPrefilter) {
    guard let address = NetworkAddress(parsing: text) else { return }
    let bytes: [UInt8] = address.bytes
    if bytes.count == 4 {
      prefilter.insert(ipv4: bytes.map { String($0) }.joined(separator: "."))
    } else {
      prefilter.insert(ipv6: UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
    }
  }
}
