internal import CordonCollect
internal import CordonDetect
internal import CordonModel

/// Looks at what runs on the live machine. What the look at files read is not read again; what it cannot have read (a program
/// that is gone from the disk or was replaced there, or never lay there) is read through the process that runs it.
struct ProcessExamination {
  private(set) var snapshot: ProcessSnapshot
  private let observer: CollectionObserver
  private var executables: [FileIdentity: RunningFile] = [:]
  /// By path: a container has other files under the same one.
  private var modules: [[UInt8]: [RunningFile]] = [:]

  /// Takes the snapshot.
  init(now: Timestamp, observer: CollectionObserver) {
    self.observer = observer
    snapshot = ProcessCollector().collect(now: now, observer: observer)
    for file in snapshot.unreadExecutables() {
      if case .executable(let identity) = file.part { executables[identity] = file }
    }
    for file in snapshot.unreadModules(where: { !$0.isDeleted }) {
      if case .module(let module) = file.part { modules[module.path, default: []].append(file) }
    }
  }

  /// Takes what was found in a file that runs or is mapped.
  mutating func note(_ facts: FileFacts) {
    guard facts.place.members.isEmpty, let digests = facts.digests, let identity = facts.identity else { return }
    if let file = executables[identity] { snapshot.note(digests, facts.hits, of: file) }
    for file in modules[facts.place.path] ?? [] {
      guard case .module(let module) = file.part, module.inode == identity.inode else { continue }
      snapshot.note(digests, facts.hits, of: file)
    }
  }

  /// Reads what runs and was not read yet, and judges all of it.
  ///
  /// A deep check reads every executable, and every mapped file that is gone from the disk. A quick one reads executables that
  /// are gone from it, and those that an advisory names.
  mutating func finish(
    _ advisories: [Advisory], _ request: CheckRequest, platform: Platform, into examination: inout Examination
  ) {
    let matcher = ProcessMatcher(advisories: advisories, platform: platform)
    let isDeep: Bool = request.depth == .deep
    let gone: Set<ProcessFacts.ExecutableState> = [.deleted, .replaced, .memory]
    var wanted: [RunningFile] = snapshot.unreadExecutables { process in
      isDeep || gone.contains(process.executableState) || matcher.names(process)
    }
    if isDeep { wanted += snapshot.unreadModules { $0.isDeleted } }
    let reading = RunningFileRequest(
      wanted, digests: matcher.files.wantedDigests, rules: matcher.files.ruleSources,
      limits: isDeep ? RunningFileLimits() : .quick)
    let result: RunningFileResult = RunningFileScanner(options: request.scan, observer: observer)
      .scan(reading, of: &snapshot)
    examination.add(result.problems)
    for notice in result.notices where !examination.notices.contains(notice) { examination.notices.append(notice) }
    snapshot.coverage.add(FileExamination.gaps(result.problems))
    examination.coverage.append(snapshot.coverage)
    examination.matches.add(matcher.matches(snapshot.processes))
  }
}
