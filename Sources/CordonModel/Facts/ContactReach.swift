/// How far back the records of contacts go: what "never contacted" may rest on.
package struct ContactReach: Sendable, Hashable {
  /// Everything that was read, in the order of the look.
  package var sources: [Source]

  /// One record, or list of records, that was read.
  package struct Source: Sendable, Hashable {
    /// Where it is, printable.
    package var place: String
    /// What it holds.
    package var kind: ContactFacts.Source
    /// The time of its earliest record; `nil` when it has no times.
    package var from: Timestamp?
    /// The time of its latest record.
    package var until: Timestamp?
    /// Whether all of it was read, and most of it understood.
    package var isWhole: Bool

    package init(
      place: String, kind: ContactFacts.Source, from: Timestamp? = nil, until: Timestamp? = nil, isWhole: Bool = true
    ) {
      self.place = place
      self.kind = kind
      self.from = from
      self.until = until
      self.isWhole = isWhole
    }

    /// Whether it is of a kind in which every look-up or fetch leaves a record. A socket, a cache and a hosts file speak of
    /// a moment; a journal or a syslog has names only where some service happens to write them.
    package var isLogOfContacts: Bool {
      switch kind {
      case .dnsLog, .webLog, .jsonLog: true
      case .liveSocket, .resolverCache, .hostsFile, .journal, .syslog: false
      }
    }
  }

  package init(sources: [Source] = []) { self.sources = sources }

  /// A hole in the records up to this long is a quiet night, not a loss: one day, in seconds.
  package static let slack: Int64 = 86_400

  /// The look-back of an advisory that names no window: 35 days, in seconds.
  package static let defaultLookBack: Int64 = 35 * 86_400

  /// The time that has to be covered before anyone may say "not contacted": the advisory's own window, up to now, or else
  /// the last 35 days.
  package static func window(compromised: TimeWindow?, now: Timestamp) -> TimeWindow {
    guard let compromised else {
      return TimeWindow(from: now.before(seconds: defaultLookBack), until: now)
    }
    return TimeWindow(from: compromised.from, until: min(compromised.until ?? now, now))
  }

  /// Whether logs of look-ups or fetches, each read whole, cover every day of the window. A window without a beginning is
  /// never covered.
  package func covers(_ window: TimeWindow) -> Bool {
    guard let from = window.from, let until = window.until else { return false }
    // A day is no hole in weeks; of a window of hours it would be all.
    let length: Int64 = max(0, until.secondsSinceEpoch &- from.secondsSinceEpoch)
    let slack: Int64 = min(ContactReach.slack, length / 24)
    var reached: Timestamp = from
    for period in periods.sorted(by: { $0.from < $1.from }) where period.from.before(seconds: slack) <= reached {
      reached = max(reached, period.until)
    }
    return until.before(seconds: slack) <= reached && periods.contains { $0.from <= until && $0.until >= from }
  }

  private var periods: [(from: Timestamp, until: Timestamp)] {
    sources.compactMap { source in
      guard source.isLogOfContacts, source.isWhole, let from = source.from, let until = source.until else { return nil }
      return (from, until)
    }
  }

  /// From the first record to the last one of the logs of look-ups and fetches; `nil` when there are none.
  package var period: TimeWindow? {
    let logs: [Source] = sources.filter(\.isLogOfContacts)
    guard let from = logs.compactMap(\.from).min(), let until = logs.compactMap(\.until).max() else { return nil }
    return TimeWindow(from: from, until: until)
  }
}
