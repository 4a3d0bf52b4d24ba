internal import CordonCollect
internal import CordonDetect
internal import CordonModel

/// Looks at what runs on the live machine. Digests of executables and of what they have mapped come from the look at files,
/// where there was one.
struct ProcessExamination {
  private(set) var snapshot: ProcessSnapshot
  private var executables: [FileIdentity: Int] = [:]
  private var modules: [[UInt8]: ProcessFacts.Module] = [:]

  /// Takes the snapshot.
  init(now: Timestamp, observer: CollectionObserver) {
    snapshot = ProcessCollector().collect(now: now, observer: observer)
    for process in snapshot.executablesToRead {
      if let identity = process.identity { executables[identity] = 0 }
    }
    for (_, module) in snapshot.modulesToRead(.all) where !module.isDeleted { modules[module.path] = module }
  }

  /// Takes the digests of a file that runs or is mapped.
  mutating func note(_ facts: FileFacts) {
    guard facts.place.members.isEmpty, let digests = facts.digests else { return }
    if let identity = facts.identity, executables[identity] != nil {
      snapshot.setDigests(digests, executable: identity)
    }
    if let module = modules[facts.place.path] { snapshot.setDigests(digests, module: module) }
  }

  /// Judges what runs.
  func finish(_ advisories: [Advisory], platform: Platform, into examination: inout Examination) {
    examination.coverage.append(snapshot.coverage)
    examination.matches.add(ProcessMatcher(advisories: advisories, platform: platform).matches(snapshot.processes))
  }
}
