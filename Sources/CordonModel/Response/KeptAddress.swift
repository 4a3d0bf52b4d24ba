/// One address that an isolated machine goes on talking to. Names were resolved before; there are none in a plan.
package struct KeptAddress: Sendable, Hashable, Codable {
  /// Who begins to speak.
  package enum Direction: String, Sendable, Hashable, Codable {
    /// This machine connects to the port over there.
    case outgoing
    /// The other machine connects to the port here.
    case incoming
  }

  /// What is spoken over.
  package enum Transport: String, Sendable, Hashable, Codable, CaseIterable {
    case tcp, udp
  }

  /// The other machine.
  package var address: NetworkAddress
  /// 1 to 65535: the port over there when outgoing, here when incoming.
  package var port: UInt16
  /// What is spoken over.
  package var transport: Transport
  /// Who begins to speak.
  package var direction: Direction
  /// The name that was resolved to the address, as it was written; for people only.
  package var name: String?

  /// Takes the parts as they are; ``IsolationPlan/problem`` judges them.
  package init(
    address: NetworkAddress, port: UInt16, transport: Transport = .tcp, direction: Direction = .outgoing,
    name: String? = nil
  ) {
    self.address = address
    self.port = port
    self.transport = transport
    self.direction = direction
    self.name = name
  }

  /// `192.0.2.1:443`, `[2001:db8::1]:443`, and `/udp` behind it where it is that.
  package var text: String {
    let host: String = address.isIPv4 ? address.text : "[" + address.text + "]"
    return host + ":" + String(port) + (transport == .udp ? "/udp" : "")
  }
}

/// What a person writes to keep a place: a name or an address, and a port.
package struct KeptPlace: Sendable, Hashable {
  /// A name or an address without brackets, not judged yet.
  package var host: String
  /// 1 to 65535.
  package var port: UInt16
  /// TCP unless `/udp` stands behind.
  package var transport: KeptAddress.Transport

  /// Reads `HOST:PORT`, `[V6]:PORT`, each with `/tcp` or `/udp` behind it or without; `nil` for anything else.
  package init?(parsing text: String) {
    let halves: [Substring] = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text.utf8.count <= 300, (1...2).contains(halves.count), let place = halves.first else { return nil }
    guard let transport = KeptAddress.Transport(rawValue: halves.count == 2 ? String(halves[1]) : "tcp"),
      let colon = place.lastIndex(of: ":")
    else { return nil }
    let digits: Substring = place[place.index(after: colon)...]
    guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = UInt16(digits), port > 0
    else { return nil }
    var host: Substring = place[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
      guard host.contains(":") else { return nil }
    } else if host.contains(":") {
      // `2001:db8::1:443` has two readings.
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = port
    self.transport = transport
  }
}
