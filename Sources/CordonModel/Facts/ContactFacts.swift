/// One thing a machine looked up, connected to or fetched, as one record says.
package struct ContactFacts: Sendable, Hashable {
  /// What was contacted.
  package var subject: Subject
  /// When; `nil` where the record has no time (a hosts file).
  package var time: Timestamp?
  /// The kind of record.
  package var source: Source
  /// Where the record stands, printable: a file and line, or `socket`.
  package var location: String
  /// Who asked: the address or name of the client in a log of a shared service, when it says so.
  package var client: String?
  /// The process, when known.
  package var pid: Int32?
  /// How many records of the same source, client and indicator this one stands for; ``time`` is that of the first.
  package var count: Int = 1
  /// When the last of them was made, where ``count`` is more than one and they have times.
  package var last: Timestamp?
  /// Whether the record is of a service that others use too, and ``client`` is none of the target's own addresses: it says
  /// what that client did, and nothing of the target.
  package var isOfClient: Bool = false

  /// What was contacted, in the spelling of the record.
  package enum Subject: Sendable, Hashable {
    case domain(String)
    case address(String)
    case url(String)
    case userAgent(String)

    /// The name, address, URL or text.
    package var text: String {
      switch self {
      case .domain(let text), .address(let text), .url(let text), .userAgent(let text): text
      }
    }
  }

  /// The kind of record. The raw value is frozen.
  package enum Source: String, Sendable, Codable, Hashable, CaseIterable {
    case liveSocket = "live-socket"
    case resolverCache = "resolver-cache"
    case hostsFile = "hosts-file"
    case journal, syslog
    /// A log of DNS queries.
    case dnsLog = "dns-log"
    /// A log of a web proxy or web server.
    case webLog = "web-log"
    /// JSON lines.
    case jsonLog = "json-log"
  }

  package init(
    subject: Subject, time: Timestamp? = nil, source: Source, location: String, client: String? = nil,
    pid: Int32? = nil
  ) {
    self.subject = subject
    self.time = time
    self.source = source
    self.location = location
    self.client = client
    self.pid = pid
  }
}
