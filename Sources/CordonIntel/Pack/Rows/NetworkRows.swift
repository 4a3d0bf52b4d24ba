internal import CordonModel

/// `network`: names, addresses and URLs, with blocking apart from matching.
struct NetworkRows {
  private(set) var indicators: [NetworkIndicator] = []
  private var known: [String: Int] = [:]

  /// `block` as it is written.
  private enum BlockWord: String, CaseIterable {
    case yes = "true"
    case no = "false"
    case urlOnly = "url-only"
  }

  init(_ fields: FieldReader) {
    for row in fields.rows("network", FieldNames.network) { read(row) }
  }

  private mutating func read(_ row: FieldReader) {
    let type: NetworkIndicator.Kind? = row.requiredChoice("type", NetworkIndicator.Kind.self)
    let text: String? = row.requiredText("value")
    let role: String? = row.requiredText("role")
    let match: Bool = row.boolean("match", default: true)
    let block: NetworkIndicator.Block? = NetworkRows.block(row)
    let confidence: Confidence = row.choice("confidence", Confidence.self) ?? .high
    let valid: TimeWindow? = row.window(from: "valid_from", until: "valid_until", isRequired: false)
    let note: String? = row.text("note")
    let sources: [String] = row.sources()
    guard let type, let text, let value = NetworkRows.value(text, type, row) else { return }
    if let block { NetworkRows.checkBlock(block, type, value, row) }
    let key: String = type.rawValue + " " + value.text
    if let line = known[key] {
      row.warning("value", "the same \(type.rawValue) stands in line \(line)")
    } else {
      known[key] = row.place("value").line
    }
    guard let role, let block else { return }
    indicators.append(
      NetworkIndicator(
        type: type, value: value.text, role: role, match: match, block: block, confidence: confidence, valid: valid,
        note: note, sources: sources, line: row.line))
  }

  private static func block(_ row: FieldReader) -> NetworkIndicator.Block? {
    switch row.requiredChoice("block", BlockWord.self) {
    case .yes: .yes
    case .no: .no
    case .urlOnly: .urlOnly
    case nil: nil
    }
  }

  /// An indicator in canonical form, with the host it would touch.
  private struct Value {
    let text: String
    let host: String
    /// Why the address says nothing about a host on the internet.
    var locality: String?
    var hasPath: Bool = false
  }

  private static func value(_ text: String, _ type: NetworkIndicator.Kind, _ row: FieldReader) -> Value? {
    if type == .ipv4 || type == .ipv6, let real = Defanging.restored(text) {
      row.error("value", "the address is defanged; write it as it is", example: real)
      return nil
    }
    switch type {
    case .userAgent: return unwrap(UserAgentSyntax.read(text), row).map { Value(text: $0, host: "") }
    case .domain: return unwrap(HostSyntax.read(text), row).map { Value(text: $0, host: $0) }
    case .url:
      return unwrap(URLSyntax.read(text), row).map { Value(text: $0.text, host: $0.host, hasPath: $0.hasPath) }
    case .ipv4:
      guard let octets = AddressSyntax.ipv4(text) else {
        row.error("value", "\(TextSafety.quoted(text)) is no IPv4 address", example: "198.51.100.7")
        return nil
      }
      return Value(text: text, host: text, locality: AddressSyntax.locality(ipv4: octets))
    case .ipv6:
      guard let groups = AddressSyntax.ipv6(text) else {
        row.error("value", "\(TextSafety.quoted(text)) is no IPv6 address", example: "2001:db8::7")
        return nil
      }
      let canonical: String = AddressSyntax.text(groups)
      return Value(text: canonical, host: canonical, locality: AddressSyntax.locality(ipv6: groups))
    }
  }

  private static func unwrap<T>(_ result: Result<T, HostSyntax.Problem>, _ row: FieldReader) -> T? {
    switch result {
    case .success(let value): return value
    case .failure(let problem):
      row.error("value", problem.message, example: problem.example)
      return nil
    }
  }

  private static func checkBlock(
    _ block: NetworkIndicator.Block, _ type: NetworkIndicator.Kind, _ value: Value, _ row: FieldReader
  ) {
    if let locality = value.locality {
      row.error("value", "this address is \(locality): it is no indicator", example: "198.51.100.7")
    }
    if type == .userAgent, block != .no {
      row.error("block", "a user agent is no name or address that could be blocked", example: "block: false")
    } else if block == .urlOnly, type != .url {
      row.error("block", "url-only is for a URL; a \(type.rawValue) is blocked or not", example: "block: false")
    } else if block == .urlOnly, !value.hasPath {
      row.error("block", "url-only needs a URL with a path to look for", example: "block: false")
    }
    guard block == .yes, SharedHosts.contains(value.host) else { return }
    let word: String = type == .url ? "url-only" : "false"
    row.error(
      "block", "\(value.host) is a host that many share: blocking it would stop the work of others",
      example: "block: \(word)")
  }
}
