internal import CordonInspect
internal import CordonModel

extension ContactLook {
  /// The journal of systemd, as `journalctl` reads it.
  mutating func readJournal(_ root: RootedDirectory, _ sink: (ContactFacts) -> Void) {
    let folders: [String] = ["var/log/journal", "run/log/journal"].filter { root.exists($0) }
    guard !folders.isEmpty else { return leaveOut(root.display("var/log/journal"), "no journal is kept there") }
    guard let program = ChildOutput.first(of: request.programs.journalctl) else {
      return gaps.add(root.display(folders[0]), .capabilityMissing, "there is no journalctl on this machine to read it")
    }
    var arguments: [String] = [
      program, "-o", "json", "--no-pager", "--quiet", "--all", "--output-fields=MESSAGE,SYSLOG_IDENTIFIER,_PID",
    ]
    if let since { arguments.append("--since=@" + String(since.secondsSinceEpoch)) }
    guard request.target.kind != .live else {
      for folder in folders { findRefused(folder, in: root) }
      return readJournal(arguments, place: "journal", sink)
    }
    for folder in folders where !observer.isCancelled {
      var files = JournalFiles(entryLimit: request.limits.folderEntries)
      files.find(in: root, folder, &gaps)
      guard !files.paths.isEmpty else { continue }
      readJournal(arguments + files.paths.map { "--file=" + $0 }, place: root.display(folder), sink)
    }
  }

  private mutating func readJournal(_ arguments: [String], place: String, _ sink: (ContactFacts) -> Void) {
    let stream = LogStream(
      place: place, format: .journal, clock: RecordClock(written: now, now: now), prefilter: prefilter,
      limits: request.limits.log)
    var reading = LogReading(stream: stream, byteLimit: .max)
    let end: ChildOutput.End = ChildOutput.run(
      arguments, seconds: request.limits.journalSeconds, bytes: request.limits.journalBytes,
      isCancelled: { observer.isCancelled }
    ) { piece in
      reading.feed(piece) { pass($0, sink) }
    }
    let failure: String? =
      switch end {
      case .ended(0): nil
      case .ended(let status): "journalctl ended with status \(status)"
      case .timedOut: "journalctl took longer than \(request.limits.journalSeconds) seconds"
      case .tooMuch: "more than \(request.limits.journalBytes) bytes"
      case .notStarted: "journalctl could not be started"
      }
    self.end(&reading, place, failure.map { FileFailure(reason: .scanPartial, detail: $0) }, sink)
  }

  /// journalctl passes over in silence what this user may not read.
  private mutating func findRefused(_ folder: String, in root: RootedDirectory) {
    let reader = CaselessPath(root: root, entryLimit: 100)
    do throws(FileFailure) {
      for machine in try reader.entries(of: Array(folder.utf8)).names {
        let path: [UInt8] = Array(folder.utf8) + [0x2F] + machine + Array("/system.journal".utf8)
        do throws(FileFailure) { _ = try root.openFile(path) } catch {
          if error.isRefusal { gaps.add(root.display(path), error) }
        }
      }
    } catch {
      gaps.add(root.display(folder), error)
    }
  }

  /// The caches of resolvers that can be asked without changing anything: systemd-resolved and Unbound. dnsmasq tells no
  /// names, BIND would write a file.
  mutating func askResolvers(_ sink: (ContactFacts) -> Void) {
    let asked: [(name: String, arguments: [String])] = [
      (
        "systemd-resolved",
        ChildOutput.first(of: request.programs.resolvectl).map { [$0, "show-cache", "--json=short"] }
      ),
      ("unbound", ChildOutput.first(of: request.programs.unboundControl).map { [$0, "dump_cache"] }),
    ].compactMap { name, arguments in arguments.map { (name, $0) } }
    var answered: Int = 0
    for (name, arguments) in asked where ask(name, arguments, sink) { answered += 1 }
    if answered == 0 {
      leaveOut("resolver caches", "no resolver answers that tells its cache (systemd-resolved and Unbound can)")
    }
  }

  /// Reads every word of the answer that may be listed; `false` when there is none.
  private mutating func ask(_ name: String, _ arguments: [String], _ sink: (ContactFacts) -> Void) -> Bool {
    let place: String = "cache of " + name
    var names: Set<String> = []
    // Between two commas or line ends stands at most one record; nothing longer is kept.
    var rest: [UInt8] = []
    let reader = LogLineReader(format: .text, clock: RecordClock(written: now, now: now), prefilter: prefilter)
    let end: ChildOutput.End = ChildOutput.run(
      arguments, seconds: request.limits.cacheSeconds, bytes: request.limits.cacheBytes,
      isCancelled: { observer.isCancelled }
    ) { piece in
      for byte in piece {
        if byte != 0x0A, byte != 0x2C {
          if rest.count < 4_096 { rest.append(byte) }
          continue
        }
        if prefilter.mayMatch(rest.span), let record = reader.read(rest) {
          for subject in record.subjects where names.count < 10_000 {
            if case .domain(let text) = subject { names.insert(text) }
          }
        }
        rest.removeAll(keepingCapacity: true)
      }
    }
    guard end == .ended(0) else {
      if end == .timedOut || end == .tooMuch {
        gaps.add(place, .scanPartial, "did not tell its cache within the limits")
      }
      return false
    }
    for text in names.sorted() {
      pass(ContactFacts(subject: .domain(text), time: now, source: .resolverCache, location: place), sink)
    }
    note(place, .resolverCache, now.text)
    return true
  }
}
