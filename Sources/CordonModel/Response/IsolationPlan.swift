/// What cutting one machine off means in one case: whom it still talks to, why, who says so, and what ends it.
package struct IsolationPlan: Sendable, Hashable, Codable {
  /// Addresses a plan may keep; more is a mistake, not an isolation.
  package static let keptLimit = 256

  /// A name for the log, such as `iso-20261121-4f7c`.
  package var id: String
  /// Whom the machine still talks to.
  package var kept: [KeptAddress]
  /// The one resolver that may be asked (port 53); `nil`, the default, closes name look-ups altogether.
  package var resolver: NetworkAddress?
  /// What ends it.
  package var end: IsolationEnd
  /// Why, in the operator's words.
  package var reason: String
  /// Who orders it.
  package var operatorName: String
  /// The case it belongs to.
  package var advisory: AdvisoryReference?
  /// When it was ordered.
  package var orderedAt: Timestamp

  /// Takes the parts as they are; ``problem`` judges them.
  package init(
    id: String, kept: [KeptAddress], resolver: NetworkAddress? = nil, end: IsolationEnd, reason: String,
    operatorName: String, advisory: AdvisoryReference? = nil, orderedAt: Timestamp
  ) {
    self.id = id
    self.kept = kept
    self.resolver = resolver
    self.end = end
    self.reason = reason
    self.operatorName = operatorName
    self.advisory = advisory
    self.orderedAt = orderedAt
  }

  /// Why the plan cannot be carried out, in one sentence; `nil` when it can.
  package var problem: String? {
    if kept.isEmpty { return "no address is kept, so nobody could reach the machine to release it" }
    if kept.count > IsolationPlan.keptLimit { return "more than \(IsolationPlan.keptLimit) addresses are kept" }
    if let odd = kept.first(where: { !$0.address.isHost || $0.port == 0 }) {
      return "\(odd.text) is not the address of another machine"
    }
    if let resolver, !resolver.isHost, !resolver.isLoopback {
      return "\(resolver.text) is not the address of a resolver"
    }
    for text in [id, reason, operatorName] {
      if text.isEmpty { return "it has no id, no reason or no operator" }
      if text.utf8.count > 1_000 { return "its id, reason or operator is longer than 1,000 bytes" }
    }
    switch end {
    case .date(let date) where date <= orderedAt: return "it would end at \(date.text), which is in the past"
    case .person(let name) where name.isEmpty || name.utf8.count > 200: return "the person who ends it has no name"
    case .revision(let reference) where reference.id.isEmpty:
      return "the advisory whose next revision ends it is missing"
    default: return nil
    }
  }

  /// Everything that is kept, the resolver among it.
  package var allKept: [KeptAddress] {
    guard let resolver, !resolver.isLoopback else { return kept }
    return kept
      + KeptAddress.Transport.allCases.map { KeptAddress(address: resolver, port: 53, transport: $0, name: "resolver") }
  }

  /// Whether a socket of this machine with these ends may live on.
  ///
  /// - Parameter transport: `nil` for one that is neither TCP nor UDP.
  package func keeps(
    _ transport: KeptAddress.Transport?, remote: NetworkAddress, remotePort: UInt16, localPort: UInt16
  ) -> Bool {
    if remote.isLoopback { return true }
    return allKept.contains { kept in
      kept.transport == transport && kept.address == remote
        && kept.port == (kept.direction == .outgoing ? remotePort : localPort)
    }
  }
}

/// What ends an isolation. There is always something.
package enum IsolationEnd: Sendable, Hashable {
  /// It ends by itself at this time.
  case date(Timestamp)
  /// It ends when this person says so.
  case person(String)
  /// The next revision of this advisory asks a person for review; until then it stays.
  case revision(AdvisoryReference)
}

extension IsolationEnd: Codable {
  private enum Key: String, CodingKey {
    case kind, date, person, advisory
  }

  /// Reads `{"kind": "date"|"person"|"revision", …}`.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    switch try fields.decode(String.self, forKey: .kind) {
    case "date": self = .date(try fields.decode(Timestamp.self, forKey: .date))
    case "person": self = .person(try fields.decode(String.self, forKey: .person))
    case "revision": self = .revision(try fields.decode(AdvisoryReference.self, forKey: .advisory))
    default:
      throw DecodingError.dataCorruptedError(forKey: .kind, in: fields, debugDescription: "no way to end an isolation")
    }
  }

  /// Writes what ``init(from:)`` reads.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .date(let date):
      try fields.encode("date", forKey: .kind)
      try fields.encode(date, forKey: .date)
    case .person(let name):
      try fields.encode("person", forKey: .kind)
      try fields.encode(name, forKey: .person)
    case .revision(let reference):
      try fields.encode("revision", forKey: .kind)
      try fields.encode(reference, forKey: .advisory)
    }
  }
}
