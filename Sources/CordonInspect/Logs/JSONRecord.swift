internal import CordonModel

/// One JSON object a line, from whatever writes such: fields are told by their names.
///
/// | producer | name, URL, address | time | client |
/// |---|---|---|---|
/// | Suricata EVE | `dns.rrname`, `http.hostname` + `http.url`, `tls.sni`, `dest_ip`, `http_user_agent` | `timestamp` | `src_ip` |
/// | Zeek (JSON) | `query`, `host` + `uri`, `server_name`, `id.resp_h`, `user_agent` | `ts` | `id.orig_h` |
/// | AdGuard Home | `QH` | `T` | `IP` |
/// | dnstap (golang-dnstap, go-dnscollector) | `query_message`, `qname` | `query_time`, `timestamp-rfc3339ns` | `query_address`, `query-ip` |
/// | Elastic Common Schema | `dns.question.name`, `url.full`, `destination.ip`, `user_agent.original` | `@timestamp` | `source.ip` |
/// | anything | `domain`, `query`, `qname`, `host`, `url`, `dest_ip`, `user_agent` | `ts`, `timestamp`, `time` | `client`, `client_ip` |
///
/// Not every JSON object is a line of such a log: an application may write `host` or `query` and mean something else. A line
/// is one of a log of look-ups or fetches (``isLogLine``) when it has a time, says who asked (a field of the last column), and
/// has a question, an absolute URL or a path with its host, a peer's address, or the name of a TLS server; or when it is an
/// event of Suricata (`event_type`), of which many kinds are no contacts. It is a contact when it names more than a path: who
/// writes paths is a web server, and its callers are no contacts of its own.
///
/// Answers, referring pages and the contents of messages are no contacts. A path without a host (`http.url`) is joined to
/// the host of the same object.
struct JSONRecord {
  private(set) var time: LogTime.Found?
  private(set) var client: String?
  private(set) var subjects: [ContactFacts.Subject] = []
  /// Whether it has the shape of a line in a log of look-ups or fetches.
  var isLogLine: Bool { time != nil && (isEvent || (client != nil && (namesPeer || (host != nil && path != nil)))) }
  /// Whether it records a look-up, a fetch or a connection.
  var isContact: Bool { time != nil && client != nil && namesPeer }
  private var namesPeer: Bool = false
  private var isEvent: Bool = false
  private var host: ArraySlice<UInt8>?
  private var path: ArraySlice<UInt8>?

  /// What a field is.
  private enum Role {
    case host, asked, queried, url, address, userAgent, time, client, question, event
  }

  /// `nil` when the line is no JSON object.
  init?(_ line: ArraySlice<UInt8>, _ clock: RecordClock, _ isWanted: (ContactFacts.Subject) -> Bool) {
    var record = JSONRecord()
    let isWhole: Bool = JSONLeaves.visit(line) { record.take($0, clock, isWanted) }
    guard isWhole else { return nil }
    if let host = record.host, let path = record.path {
      let url: ContactFacts.Subject = ContactText.url(Array("http://".utf8)[...] + host + path)
      if isWanted(url) { record.subjects.append(url) }
    }
    self = record
  }

  private init() {}

  private mutating func take(
    _ leaf: JSONLeaves.Leaf, _ clock: RecordClock, _ isWanted: (ContactFacts.Subject) -> Bool
  ) {
    guard let role = JSONRecord.role(leaf.parent, leaf.key), !leaf.value.isEmpty else { return }
    var subject: ContactFacts.Subject?
    switch role {
    case .time: if time?.time == nil { time = JSONRecord.stamp(of: leaf, clock) ?? time }
    case .client: if client == nil, leaf.isText { client = LineText.text(leaf.value.prefix(254)) }
    case .question:
      namesPeer = true
      for word in ContactText.words(of: leaf.value, isWanted) { subjects.append(word) }
    case .event: isEvent = leaf.isText
    case .userAgent: subject = ContactText.userAgent(leaf.value)
    case .address:
      subject = LineText.isAddress(leaf.value) ? .address(LineText.text(leaf.value)) : nil
      if subject != nil { namesPeer = true }
    case .host, .asked, .queried:
      let isName: Bool = leaf.isText && leaf.value.allSatisfy(JSONRecord.isNameByte)
      if role == .asked ? isName : role == .queried && isName && leaf.value.contains(0x2E) { namesPeer = true }
      if leaf.isText, LineText.find("://", in: leaf.value) == nil {
        host = leaf.value.prefix(300)
        subject = ContactText.hostAndPort(leaf.value)
      } else if leaf.isText {
        subject = ContactText.url(leaf.value)
        namesPeer = true
      }
    case .url:
      if leaf.value.first == 0x2F {
        path = leaf.value
      } else if LineText.find("://", in: leaf.value.prefix(40)) != nil {
        subject = ContactText.url(leaf.value)
        namesPeer = true
      } else {
        subject = ContactText.hostAndPort(leaf.value)
      }
    }
    if let subject, isWanted(subject), !subjects.contains(subject) { subjects.append(subject) }
  }

  private static func stamp(of leaf: JSONLeaves.Leaf, _ clock: RecordClock) -> LogTime.Found? {
    var cursor = LineCursor(leaf.value)
    if let found = LogTime.iso(&cursor, clock) { return found }
    cursor = LineCursor(leaf.value)
    if let found = LogTime.epoch(&cursor, clock), cursor.isAtEnd { return found }
    cursor = LineCursor(leaf.value)
    return leaf.isText ? LogTime.web(&cursor, clock) : nil
  }

  /// What may stand in the name of a host, also in one that is none: `_dmarc`, or beyond ASCII.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x2A, 0x80...0xFF: true
    default: false
    }
  }

  private static func role(_ parent: String, _ key: String) -> Role? {
    if let role = pairs[parent + "." + key] { return role }
    return roles[key]
  }

  private static let pairs: [String: Role] = [
    "source.ip": .client, "source.address": .client, "client.ip": .client, "destination.ip": .address,
    "server.ip": .address, "destination.domain": .asked, "question.name": .asked, "dns.name": .asked, "url.full": .url,
    "url.original": .url, "url.domain": .host, "user_agent.original": .userAgent, "network.query-ip": .client,
    "request.remote_ip": .client,
  ]

  private static let roles: [String: Role] = [
    "domain": .queried, "query": .queried, "qname": .asked, "query_name": .asked, "queryname": .asked, "rrname": .asked,
    "qh": .asked, "sni": .asked, "server_name": .asked, "dest_host": .asked, "dst_host": .asked, "dest_domain": .asked,
    "host": .host, "hostname": .host, "http_host": .host, "event_type": .event,
    "url": .url, "uri": .url, "request_url": .url, "requesturl": .url,
    "dest_ip": .address, "dst_ip": .address, "destination_ip": .address, "id.resp_h": .address, "dst": .address,
    "daddr": .address, "remote_address": .address, "server_ip": .address,
    "user_agent": .userAgent, "http_user_agent": .userAgent, "useragent": .userAgent, "user-agent": .userAgent,
    "ts": .time, "timestamp": .time, "time": .time, "@timestamp": .time, "t": .time, "query_time": .time,
    "response_time": .time, "timestamp-rfc3339ns": .time, "datetime": .time, "start_time": .time,
    "src_ip": .client, "client": .client, "client_ip": .client, "clientip": .client, "id.orig_h": .client,
    "ip": .client, "query_address": .client, "query-ip": .client, "source_ip": .client, "src": .client,
    "remote_addr": .client, "remote_ip": .client, "saddr": .client,
    "query_message": .question,
  ]
}

/// One line of `journalctl -o json`: the message of a service, read as its line in syslog would be.
struct JournalRecord {
  private(set) var time: LogTime.Found?
  private(set) var program: ArraySlice<UInt8> = []
  private(set) var pid: Int32?
  /// As it was logged; journald writes what is no printable text as a list of numbers.
  private(set) var message: [UInt8] = []

  /// `nil` when the line is no JSON object with a time of the journal.
  init?(_ line: ArraySlice<UInt8>, _ clock: RecordClock) {
    var record = JournalRecord()
    let isWhole: Bool = JSONLeaves.visit(line) { record.take($0, clock) }
    guard isWhole, record.time != nil else { return nil }
    self = record
  }

  private init() {}

  private mutating func take(_ leaf: JSONLeaves.Leaf, _ clock: RecordClock) {
    switch leaf.key {
    case "__realtime_timestamp":
      var cursor = LineCursor(leaf.value)
      time = LogTime.epoch(&cursor, clock)
    case "syslog_identifier": program = leaf.value
    case "_pid": pid = Int32(LineText.text(leaf.value.prefix(12)))
    case "message":
      if leaf.isText {
        message += leaf.value
      } else if let byte = UInt8(LineText.text(leaf.value.prefix(4))) {
        message.append(byte)
      }
    default: break
    }
  }
}
