package import CordonModel

/// A form of log that is read line by line. The raw value is what `--log FORMAT=PATH` takes.
package enum LogFormat: String, Sendable, Hashable, CaseIterable {
  /// dnsmasq with `log-queries`, in its own file or through syslog; Pi-hole writes the same.
  case dnsmasq
  /// Unbound with `log-queries` or `log-replies`, in its own file or through syslog.
  case unbound
  /// BIND's query log, from a file channel or through syslog.
  case bind
  /// Squid's own access log.
  case squid
  /// The common and the combined format of web servers and proxies.
  case combined
  /// One JSON object a line: Suricata, Zeek, AdGuard Home, dnstap and others; see `JSONRecord`.
  case json
  /// Lines of syslog, with a time in the traditional form or in RFC 3339; any word may be a name, address or URL.
  case syslog
  /// `journalctl -o json`.
  case journal
  /// Lines of which nothing is known: any word may be a name, address or URL, and none has a time.
  case text

  /// The kind of record.
  package var source: ContactFacts.Source {
    switch self {
    case .dnsmasq, .unbound, .bind: .dnsLog
    case .squid, .combined: .webLog
    case .json: .jsonLog
    case .syslog, .text: .syslog
    case .journal: .journal
    }
  }
}

/// What one line of a log says.
package struct LogRecord: Sendable, Hashable {
  /// `nil` where the line has none that can be true.
  package var time: Timestamp?
  /// Who asked.
  package var client: String?
  /// The process that wrote the line, or that it speaks of.
  package var pid: Int32?
  /// The kind of record: a syslog can hold look-ups.
  package var source: ContactFacts.Source
  /// What was contacted and may be listed; empty for a line that speaks of no contact.
  package var subjects: [ContactFacts.Subject]
  /// Whether the line records a look-up or a fetch, listed or not: a DNS service also says that it starts.
  package var isContact: Bool

  package init(
    time: Timestamp? = nil, client: String? = nil, pid: Int32? = nil, source: ContactFacts.Source,
    subjects: [ContactFacts.Subject] = [], isContact: Bool = false
  ) {
    self.time = time
    self.client = client
    self.pid = pid
    self.source = source
    self.subjects = subjects
    self.isContact = isContact
  }
}
