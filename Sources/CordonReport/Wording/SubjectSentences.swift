internal import CordonModel

/// What is said of files, processes and contacts.
enum SubjectSentences {
  static func bytes(_ count: Count) -> LocalizedText {
    .plural(
      count, one: .init(en: "\(count.en) byte", de: "\(count.de) Byte"),
      other: .init(en: "\(count.en) bytes", de: "\(count.de) Byte"))
  }
}

extension ProcessFacts.ExecutableState {
  /// What became of the executable, when that is worth a word.
  var word: LocalizedText? {
    switch self {
    case .present, .unknown: nil
    case .deleted: .init(en: "deleted on disk since it was started", de: "seit dem Start von der Platte gelöscht")
    case .replaced: .init(en: "replaced on disk since it was started", de: "seit dem Start auf der Platte ersetzt")
    case .memory: .init(en: "never was on disk", de: "lag nie auf der Platte")
    }
  }
}

extension ContactFacts.Source {
  var word: LocalizedText {
    switch self {
    case .liveSocket: .init(en: "open connection", de: "offene Verbindung")
    case .resolverCache: .init(en: "resolver cache", de: "Resolver-Cache")
    case .hostsFile: .init(en: "hosts file", de: "Hosts-Datei")
    case .journal: .init(en: "journal", de: "Journal")
    case .syslog: .init(en: "syslog", de: "Syslog")
    case .dnsLog: .init(en: "DNS log", de: "DNS-Protokoll")
    case .webLog: .init(en: "web log", de: "Web-Protokoll")
    case .jsonLog: .init(en: "JSON log", de: "JSON-Protokoll")
    }
  }
}
