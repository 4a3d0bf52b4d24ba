internal import CordonInspect
package import CordonModel

/// Looks for records of contacts: sockets, hosts file, resolver caches, journal, logs.
package enum ContactCollector {
  /// Looks, and returns when everything has been looked at or a stop was asked for.
  ///
  /// Nothing is kept of the records but what goes to `sink`: contacts that `prefilter` lets through.
  ///
  /// - Parameters:
  ///   - sockets: of the live machine, as the look at processes found them; `nil` when nobody looked.
  ///   - now: the time of the look.
  ///   - prefilter: what is listed. When it is empty nothing is read, for nothing could be found.
  /// - Returns: coverage of ``CheckKind/networkHistory``, with the period of each source in its scope; and how far back the
  ///   sources reach.
  package static func collect(
    _ request: ContactRequest, sockets: [SocketFacts]?, now: Timestamp, prefilter: ContactPrefilter,
    observer: CollectionObserver = CollectionObserver(), sink: (ContactFacts) -> Void
  ) -> (coverage: Coverage, reach: ContactReach) {
    var look = ContactLook(request: request, now: now, prefilter: prefilter, observer: observer)
    if prefilter.isEmpty {
      look.leaveOut("network history", "no advisory lists a name, address, URL or user agent")
      return look.result()
    }
    if request.target.kind == .live { look.readSockets(sockets, sink) }
    if request.readsTarget, request.target.kind != .folder {
      look.since = request.since
      look.readTarget(sink)
      look.since = nil
    }
    for log in request.logs where !observer.isCancelled { look.readNamed(log, sink) }
    if observer.isCancelled { look.gaps.add(request.target.path, .scanPartial, "stopped before everything was read") }
    return look.result()
  }
}

/// A look at contacts on its way: what was read, and what could not be.
struct ContactLook {
  let request: ContactRequest
  let now: Timestamp
  let prefilter: ContactPrefilter
  let observer: CollectionObserver
  var gaps = GapLedger()
  /// Records before it are of no interest in what is read now.
  var since: Timestamp?
  private(set) var reach = ContactReach()
  private var scope: [String] = []
  private var leftOut: [Coverage.Exclusion] = []
  private var linesSeen: Int = 0
  private var found: Int = 0
  private let own: OwnAddresses
  /// Files of logs read so far.
  private(set) var filesRead: Int = 0

  init(request: ContactRequest, now: Timestamp, prefilter: ContactPrefilter, observer: CollectionObserver) {
    self.request = request
    self.now = now
    self.prefilter = prefilter
    self.observer = observer
    own = OwnAddresses(
      request.ownAddresses ?? (request.target.kind == .live ? OwnAddresses.ofThisMachine() : []))
  }

  mutating func leaveOut(_ path: String, _ why: String) { leftOut.append(Coverage.Exclusion(path: path, why: why)) }

  /// Hands on a contact that may be listed and is not too old.
  mutating func pass(_ contact: ContactFacts, _ sink: (ContactFacts) -> Void) {
    if let since, let time = contact.time, time < since { return }
    found += 1
    var contact: ContactFacts = contact
    if let client = contact.client { contact.isOfClient = !own.contains(client) }
    sink(contact)
  }

  /// Hands on a contact when it may be listed at all.
  mutating func consider(_ contact: ContactFacts, _ sink: (ContactFacts) -> Void) {
    if prefilter.mayMatch(contact.subject.text) { pass(contact, sink) }
  }

  /// Notes a source that speaks of a moment.
  mutating func note(_ place: String, _ kind: ContactFacts.Source, _ what: String) {
    scope.append(place + ": " + what)
    reach.sources.append(ContactReach.Source(place: place, kind: kind))
  }

  /// Notes a log that was read, with its period.
  mutating func note(_ place: String, _ summary: LogSummary, isWhole: Bool) {
    filesRead += 1
    linesSeen += summary.lines
    observer.examined(linesSeen)
    let format: LogFormat = summary.format ?? .text
    var words: String = summary.lines == 0 ? "empty" : "no times"
    if let from = summary.from, let until = summary.until { words = from.text + " to " + until.text }
    if summary.lines > 0 { words += " (\(format.rawValue), \(summary.lines) lines)" }
    if summary.linesUnreadable > 0 {
      words += ", \(summary.linesUnreadable) of \(summary.linesRead) lines looked at are no \(format.rawValue)"
    }
    let source = ContactReach.Source(
      place: place, kind: ContactLook.kind(format, hasContacts: summary.hasContacts), from: summary.contactsFrom,
      until: summary.until, isWhole: isWhole)
    if summary.lines > 0 {
      if !source.isLogOfContacts {
        words += ", not every contact is in it"
      } else if let from = source.from, from != summary.from {
        words += ", contacts from " + from.text
      }
    }
    scope.append(place + ": " + words)
    reach.sources.append(source)
  }

  /// Only a service's own log says of every look-up or fetch that there was one. That of a DNS service that writes none, and
  /// of a web server, says no more of contacts than a syslog; and a few queries in a syslog or journal do not make it more.
  private static func kind(_ format: LogFormat, hasContacts: Bool) -> ContactFacts.Source {
    switch format.source {
    case .dnsLog, .webLog, .jsonLog: hasContacts ? format.source : .syslog
    default: format.source
    }
  }

  func result() -> (Coverage, ContactReach) {
    var coverage = Coverage(
      check: .networkHistory, state: .complete, collectedAt: now, scope: scope, entriesExamined: linesSeen,
      itemsFound: found, leftOut: leftOut)
    gaps.settle(&coverage)
    if scope.isEmpty, coverage.state == .partial { coverage.state = .failed }
    return (coverage, reach)
  }
}

extension ContactLook {
  /// The peers of open sockets. A peer on this machine is none.
  mutating func readSockets(_ sockets: [SocketFacts]?, _ sink: (ContactFacts) -> Void) {
    guard let sockets else { return leaveOut("sockets", "processes were not looked at") }
    var peers: Int = 0
    for socket in sockets {
      guard let address = socket.remoteAddress, !HostsFile.isBlock(Array(address.utf8)) else { continue }
      peers += 1
      consider(
        ContactFacts(
          subject: .address(address), time: now, source: .liveSocket, location: "socket", pid: socket.pid), sink)
    }
    note("sockets", .liveSocket, now.text + " (\(peers) with a peer)")
  }

  /// Everything the target itself keeps.
  mutating func readTarget(_ sink: (ContactFacts) -> Void) {
    let root: RootedDirectory
    do throws(FileFailure) {
      root = try RootedDirectory(path: request.target.path, confinement: .inRoot, stepwise: false)
    } catch {
      return gaps.add(PrintablePath.text(Array(request.target.path.utf8)), error)
    }
    readHosts(root, sink)
    guard request.readsHistory else { return leaveOut("journal, logs, resolvers", "read by a deep check") }
    if let since {
      leaveOut("journal and logs", "records before " + since.text + ", as no advisory looks further back")
    }
    if request.target.kind == .live { askResolvers(sink) }
    readJournal(root, sink)
    for place in LogPlace.all where !observer.isCancelled { read(place, in: root, sink) }
  }

  /// The hosts file of Linux and macOS, and that of Windows.
  private mutating func readHosts(_ root: RootedDirectory, _ sink: (ContactFacts) -> Void) {
    // On macOS `etc` is a link, which a copy may lack.
    let hosts: String = root.exists("etc") ? "etc/hosts" : "private/etc/hosts"
    readHosts(root, Array(hosts.utf8), sink)
    let windows = CaselessPath(root: root, entryLimit: request.limits.folderEntries)
    do throws(FileFailure) {
      guard let path = try windows.find(["Windows", "System32", "drivers", "etc", "hosts"]) else { return }
      readHosts(root, path, sink)
    } catch {
      gaps.add(root.display("Windows/System32/drivers/etc/hosts"), error)
    }
  }

  private mutating func readHosts(_ root: RootedDirectory, _ path: [UInt8], _ sink: (ContactFacts) -> Void) {
    let place: String = root.display(path)
    do throws(FileFailure) {
      let file = try root.openFile(path)
      let bytes: [UInt8] = try BoundedReader.whole(file, limit: request.limits.hostsBytes).bytes
      let (entries, isCut): ([HostsFile.Entry], Bool) = HostsFile.entries(bytes, limit: request.limits.hostsEntries)
      if isCut { gaps.add(place, .scanPartial, "more than \(request.limits.hostsEntries) entries") }
      for entry in entries {
        let location: String = place + ":" + String(entry.line)
        consider(ContactFacts(subject: .domain(entry.name), source: .hostsFile, location: location), sink)
        consider(ContactFacts(subject: .address(entry.address), source: .hostsFile, location: location), sink)
      }
      note(place, .hostsFile, "\(entries.count) names that lead somewhere")
    } catch {
      if error.errorNumber != .noEntry, error.errorNumber != .notDirectory { gaps.add(place, error) }
    }
  }
}
