internal import CordonCollect
internal import CordonDetect
internal import CordonModel

/// Looks at what runs on the live machine. Digests of executables and of what they have mapped come from the look at files,
/// where there was one.
struct ProcessExamination {
  private(set) var snapshot: ProcessSnapshot
  private var executables: [FileIdentity: Int] = [:]
  /// By path: a container has other files under the same one.
  private var modules: [[UInt8]: [ProcessFacts.Module]] = [:]

  /// Takes the snapshot.
  init(now: Timestamp, observer: CollectionObserver) {
    snapshot = ProcessCollector().collect(now: now, observer: observer)
    for process in snapshot.executablesToRead {
      if let identity = process.identity { executables[identity] = 0 }
    }
    for (_, module) in snapshot.modulesToRead(.all) where !module.isDeleted {
      modules[module.path, default: []].append(module)
    }
  }

  /// Takes the digests of a file that runs or is mapped.
  mutating func note(_ facts: FileFacts) {
    guard facts.place.members.isEmpty, let digests = facts.digests else { return }
    guard let identity = facts.identity else { return }
    if executables[identity] != nil { snapshot.setDigests(digests, executable: identity) }
    for module in modules[facts.place.path] ?? [] where module.inode == identity.inode {
      snapshot.setDigests(digests, module: module)
    }
  }

  /// Judges what runs. After a deep look a program that is gone from the disk and was not read is a gap: its hash is not
  /// known.
  func finish(
    _ advisories: [Advisory], platform: Platform, depth: CheckDepth, into examination: inout Examination
  ) {
    var coverage: Coverage = snapshot.coverage
    if depth == .deep { coverage.add(unread) }
    examination.coverage.append(coverage)
    examination.matches.add(ProcessMatcher(advisories: advisories, platform: platform).matches(snapshot.processes))
  }

  private var unread: [Coverage.Gap] {
    let gone: Set<ProcessFacts.ExecutableState> = [.deleted, .replaced, .memory]
    return snapshot.processes.filter { $0.identity != nil && $0.digests == nil && gone.contains($0.executableState) }
      .map { process in
        Coverage.Gap(
          path: "/proc/\(process.pid) (\(process.name))", reason: .scanPartial,
          detail: "its program is gone from the disk and was not hashed: restart it")
      }
  }
}
