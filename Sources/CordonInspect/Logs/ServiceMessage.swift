internal import CordonModel

/// What a service that is known by name says in one message, behind time and tag.
struct ServiceMessage {
  var client: String?
  var source: ContactFacts.Source
  var subjects: [ContactFacts.Subject]

  /// What the message says; `nil` when its program is none of those known here.
  init?(program: ArraySlice<UInt8>, _ message: ArraySlice<UInt8>) {
    if ServiceMessage.isDnsmasq(program) {
      self = DnsmasqMessage.read(message)
    } else if program.elementsEqual("unbound".utf8) {
      self = UnboundMessage.read(message)
    } else if program.elementsEqual("named".utf8) {
      self = BindMessage.read(message)
    } else if let squid = SquidLine.read(message) {
      self = ServiceMessage(client: squid.client, source: .webLog, subjects: squid.subjects)
    } else {
      return nil
    }
  }

  init(client: String? = nil, source: ContactFacts.Source, subjects: [ContactFacts.Subject] = []) {
    self.client = client
    self.source = source
    self.subjects = subjects
  }

  /// `dnsmasq`, `dnsmasq-dhcp` and the like, `pihole-FTL`.
  static func isDnsmasq(_ program: ArraySlice<UInt8>) -> Bool {
    program.starts(with: "dnsmasq".utf8) || program.starts(with: "pihole".utf8)
  }
}

/// dnsmasq's messages about look-ups: `query[A] name from client`, with `log-queries=extra` behind a number and
/// `client/port`. Answers and forwards repeat the name of a query and are no contacts of their own.
enum DnsmasqMessage {
  static func read(_ message: ArraySlice<UInt8>) -> ServiceMessage {
    var cursor = LineCursor(message)
    var extra: LineCursor = cursor
    if extra.number(1...18) != nil, extra.skip(0x20) {
      _ = extra.word()
      _ = extra.skip(0x20)
      cursor = extra
    }
    guard cursor.skip("query[") else { return ServiceMessage(source: .dnsLog) }
    _ = cursor.until(0x5D)
    guard cursor.skip("] ") else { return ServiceMessage(source: .dnsLog) }
    let name: ArraySlice<UInt8> = cursor.word()
    guard cursor.skip(" from ") else { return ServiceMessage(source: .dnsLog) }
    let client: String = LineText.text(cursor.word().prefix(64))
    return ServiceMessage(client: client, source: .dnsLog, subjects: ContactText.host(name).map { [$0] } ?? [])
  }
}

/// Unbound's messages about look-ups: `[1:0] info: client name. TYPE CLASS`, followed by the answer's code where replies
/// are logged, and with `query:` or `reply:` before the client where `log-tag-queryreply` is set.
enum UnboundMessage {
  private static let classes: [[UInt8]] = ["IN", "CH", "HS", "ANY", "NONE"].map { Array($0.utf8) }

  static func read(_ message: ArraySlice<UInt8>) -> ServiceMessage {
    var cursor = LineCursor(message)
    if cursor.skip(0x5B) {
      _ = cursor.until(0x5D)
      _ = cursor.skip("] ")
    }
    let nothing = ServiceMessage(source: .dnsLog)
    if !cursor.skip("info: "), !cursor.skip("query: "), !cursor.skip("reply: ") { return nothing }
    if !cursor.skip("query: ") { _ = cursor.skip("reply: ") }
    let client: ArraySlice<UInt8> = cursor.word()
    guard LineText.isAddress(client), cursor.skip(0x20) else { return nothing }
    let name: ArraySlice<UInt8> = cursor.word()
    guard cursor.skip(0x20), !cursor.word().isEmpty, cursor.skip(0x20), classes.contains(Array(cursor.word())) else {
      return nothing
    }
    return ServiceMessage(
      client: LineText.text(client), source: .dnsLog, subjects: ContactText.host(name).map { [$0] } ?? [])
  }
}

/// BIND's messages about look-ups:
/// `client @0x7f12 192.0.2.1#5353 (name): view inside: query: name IN A +E(0)K (192.0.2.53)`, with or without the
/// pointer, a key and the view.
enum BindMessage {
  static func read(_ message: ArraySlice<UInt8>) -> ServiceMessage {
    let nothing = ServiceMessage(source: .dnsLog)
    guard let start = LineText.find("client ", in: message) else { return nothing }
    var cursor = LineCursor(message[start...])
    _ = cursor.skip("client ")
    if cursor.skip(0x40) {
      _ = cursor.word()
      cursor.skipSpaces()
    }
    let client: ArraySlice<UInt8> = cursor.until { $0 == 0x23 || $0 == 0x20 }
    guard cursor.skip(0x23), LineText.isAddress(client) else { return nothing }
    guard let query = LineText.find(": query: ", in: cursor.rest) else { return nothing }
    cursor = LineCursor(message[(query + 9)...])
    let name: ArraySlice<UInt8> = cursor.word()
    return ServiceMessage(
      client: LineText.text(client), source: .dnsLog, subjects: ContactText.host(name).map { [$0] } ?? [])
  }

  /// Whether the line is one of a query.
  static func isQuery(_ line: ArraySlice<UInt8>) -> Bool {
    LineText.find("client ", in: line) != nil && LineText.find(": query: ", in: line) != nil
  }
}
