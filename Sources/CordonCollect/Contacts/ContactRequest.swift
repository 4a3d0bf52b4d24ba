package import CordonInspect
package import CordonModel

/// Where to look for contacts.
package struct ContactRequest: Sendable, Hashable {
  /// The machine or root whose own records are read. A folder has none.
  package var target: CollectionRequest
  /// Logs that a person named.
  package var logs: [NamedLog]
  /// Records of the target's own before it are of no interest; its logs last written before it are not read. A log that a
  /// person named is read whole.
  package var since: Timestamp?
  /// Whether the target's own records are read, and not only ``logs``.
  package var readsTarget: Bool = true
  /// Whether of those also the journal, the logs and the caches of resolvers, or only what is read at once: a hosts file.
  package var readsHistory: Bool = true
  /// The addresses under which the target stands in logs, beside loopback; `nil` for those of this machine's interfaces
  /// when that is the target, and none otherwise.
  package var ownAddresses: [String]?
  package var limits = ContactLimits()
  package var programs = ContactPrograms()

  package init(target: CollectionRequest, logs: [NamedLog] = [], since: Timestamp? = nil) {
    self.target = target
    self.logs = logs
    self.since = since
  }
}

/// A log that a person named: `PATH`, or `FORMAT=PATH` when it is not to be recognised; `-` is standard input. A folder
/// means every file in it.
package struct NamedLog: Sendable, Hashable {
  package var path: String
  package var format: LogFormat?

  package init(path: String, format: LogFormat? = nil) {
    self.path = path
    self.format = format
  }

  /// Reads the value of `--log`. Only a known format before the first `=` is one: other paths may hold a `=`.
  package init(parsing text: String) {
    if let mark = text.firstIndex(of: "="), let format = LogFormat(rawValue: String(text[..<mark])) {
      self.init(path: String(text[text.index(after: mark)...]), format: format)
    } else {
      self.init(path: text)
    }
  }
}

/// The visible limits of a look at contacts. What passes one is a gap.
package struct ContactLimits: Sendable, Hashable {
  /// Files of logs that are read.
  package var files: Int = 5_000
  /// Entries of one folder of logs.
  package var folderEntries: Int = 20_000
  /// Folder levels below a folder that a person named.
  package var folderLevels: Int = 8
  /// Bytes of one log, unpacked.
  package var logBytes: Int = 64 << 30
  /// Of one line and its sample.
  package var log = LogLimits()
  package var hostsBytes: Int = 16 << 20
  package var hostsEntries: Int = 500_000
  /// Seconds the journal may take, and its bytes.
  package var journalSeconds: Int = 120
  package var journalBytes: Int = 16 << 30
  /// Seconds a resolver may take to tell its cache, and its bytes.
  package var cacheSeconds: Int = 10
  package var cacheBytes: Int = 256 << 20

  package init() {}
}

/// Programs of the system that are asked, by absolute path; the first that is there. None is taken from `PATH`.
package struct ContactPrograms: Sendable, Hashable {
  package var journalctl: [String] = ["/usr/bin/journalctl", "/bin/journalctl"]
  package var resolvectl: [String] = ["/usr/bin/resolvectl", "/bin/resolvectl"]
  package var unboundControl: [String] = ["/usr/sbin/unbound-control", "/usr/bin/unbound-control"]

  package init() {}
}
