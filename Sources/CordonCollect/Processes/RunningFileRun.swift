internal import CordonInspect
internal import CordonModel

/// One reading of running files under way. One thread uses it.
final class RunningFileRun {
  private(set) var result = RunningFileResult()
  var gaps = GapLedger()
  private let request: RunningFileRequest
  private let opener: ProcessFiles
  private let observer: CollectionObserver
  private var rate: ByteRate?
  private var nextNumber: UInt32 = 0
  /// Files with the workers, by task.
  private var inWork: [UInt32: (file: RunningFile, work: FileInWork)] = [:]
  private var bytesLeft: UInt64
  private var leftOut: [Coverage.Exclusion] = []
  private var leftOutMore: Int = 0
  /// Files that no process had any more.
  private var gone: Int = 0

  /// Files that are named among what is left out; the rest is counted.
  private static let listed = 20

  init(_ request: RunningFileRequest, bytesPerSecond: Int?, opener: ProcessFiles, observer: CollectionObserver) {
    self.request = request
    self.opener = opener
    self.observer = observer
    rate = bytesPerSecond.map { ByteRate(bytesPerSecond: $0) }
    bytesLeft = request.limits.bytes
  }

  func read(with inspection: any FileInspecting, into snapshot: inout ProcessSnapshot) {
    for (position, file) in request.files.enumerated() {
      if observer.isCancelled {
        gaps.add("running programs", .scanPartial, "stopped before every one was read")
        break
      }
      guard position < request.limits.files else {
        let rest: Int = request.files.count - position
        gaps.add(
          "running programs", .scanPartial, "\(rest) more than the limit of \(request.limits.files) were not read")
        break
      }
      submit(file, inspection, &snapshot)
    }
    inspection.finish { take($0, &snapshot) }
    result.problems = inspection.problems
    result.notices = inspection.notices
  }

  private func submit(_ file: RunningFile, _ inspection: any FileInspecting, _ snapshot: inout ProcessSnapshot) {
    do throws(FileFailure) {
      let opened: Descriptor = try open(file, snapshot)
      let path: [UInt8] = self.path(file, snapshot)
      let status: FileStatus = try opened.status()
      if case .module(let module) = file.part, module.isDeleted, status.size > request.limits.moduleMemoryBytes,
        module.path.starts(with: "/memfd:".utf8)
      {
        return leaveOut(place(file, snapshot) + ": " + PrintablePath.text(path), "\(status.size) bytes of memory")
      }
      guard status.size <= bytesLeft else {
        throw FileFailure(
          reason: .scanPartial, detail: "more than the limit of \(request.limits.bytes) bytes for all together")
      }
      bytesLeft -= status.size
      rate?.take(status.size) {
        inspection.poll { take($0, &snapshot) }
        return !observer.isCancelled
      }
      let number: UInt32 = nextNumber
      nextNumber &+= 1
      let state = FileState(path: path, identity: status.identity, owner: status.owner)
      let work = FileInWork(state, key: nil, file: opened)
      inWork[number] = (file, work)
      let task = InspectionTask(
        number: number, path: path, owner: status.owner, size: status.size, digests: request.digests,
        wantsRules: !request.rules.isEmpty)
      inspection.submit(task, file: work.number) { take($0, &snapshot) }
    } catch {
      if error.isGone || error == ProcessFiles.changed { gone += 1 } else { tell(file, snapshot, error) }
    }
  }

  /// Opens it through the first process that still has it and lets us.
  private func open(_ file: RunningFile, _ snapshot: ProcessSnapshot) throws(FileFailure) -> Descriptor {
    var failure: FileFailure = ProcessFiles.changed
    for position in file.holders {
      let process: ProcessFacts = snapshot.processes[position]
      do throws(FileFailure) {
        switch file.part {
        case .executable: return try opener.openExecutable(of: process)
        case .module(let module): return try opener.openModule(module, of: process)
        }
      } catch {
        // That one has ended says less than that another may not be read.
        if !(error.isGone || error == ProcessFiles.changed) { failure = error }
      }
    }
    throw failure
  }

  private func take(_ answer: InspectionAnswer, _ snapshot: inout ProcessSnapshot) {
    switch answer {
    case .item(let item):
      guard let (_, work) = inWork[item.task], item.members.isEmpty else { return }
      work.add(item, limit: .max)
    case .gap(let gap):
      guard let (file, work) = inWork[gap.task] else { return }
      work.add(gap, limit: .max)
      tell(file, snapshot, FileFailure(reason: gap.reason, detail: gap.detail))
    case .done(let number):
      guard let (file, work) = inWork.removeValue(forKey: number) else { return }
      finish(file, work, &snapshot)
    }
  }

  private func finish(_ file: RunningFile, _ work: FileInWork, _ snapshot: inout ProcessSnapshot) {
    guard let item = work.items.first, let digests = item.digests else {
      if work.gaps.isEmpty {
        tell(file, snapshot, FileFailure(reason: .scanError, detail: "no digest of it could be made"))
      }
      return
    }
    result.files += 1
    snapshot.note(digests, item.hits, of: file)
    if !request.digests.isSubset(of: digests.all.map(\.kind)) {
      tell(
        file, snapshot,
        FileFailure(reason: .capabilityMissing, detail: "libcrypto of this system does not make all digests"))
    }
    let name: String = place(file, snapshot) + ": " + PrintablePath.text(work.state.path)
    if !work.isUnchanged { leaveOut(name, "written to while it was read: judged as it was read") }
    if case .prefix(let seen) = item.ruleReach {
      leaveOut(name, "rules saw the first \(seen) of its \(item.size) bytes, which is their limit")
    }
  }

  // MARK: What could not be looked at

  private func tell(_ file: RunningFile, _ snapshot: ProcessSnapshot, _ failure: FileFailure) {
    let what: String =
      switch file.part {
      case .executable: "its program"
      case .module(let module): "the mapped file " + PrintablePath.text(module.path)
      }
    gaps.add(
      place(file, snapshot), failure.reason, what + " was not hashed: " + failure.detail, isRefused: failure.isRefusal)
  }

  private func path(_ file: RunningFile, _ snapshot: ProcessSnapshot) -> [UInt8] {
    switch file.part {
    case .executable: file.holders.first.flatMap { snapshot.processes[$0].executable } ?? []
    case .module(let module): module.path
    }
  }

  /// The first process that has it.
  private func place(_ file: RunningFile, _ snapshot: ProcessSnapshot) -> String {
    guard let process = file.holders.first.map({ snapshot.processes[$0] }) else { return "/proc" }
    return "/proc/\(process.pid) (\(process.name))"
  }

  private func leaveOut(_ path: String, _ why: String) {
    guard leftOut.count < RunningFileRun.listed else {
      leftOutMore += 1
      return
    }
    leftOut.append(Coverage.Exclusion(path: path, why: why))
  }

  /// Adds what could not be looked at to what the snapshot has.
  func settle(_ coverage: inout Coverage) {
    let omitted: Int = coverage.gapsOmitted
    for gap in coverage.gaps { gaps.add(gap.path, gap.reason, gap.detail, isRefused: gap.isRefused) }
    gaps.settle(&coverage)
    coverage.gapsOmitted += omitted
    coverage.leftOut += leftOut
    if leftOutMore > 0 {
      coverage.leftOut.append(Coverage.Exclusion(path: "\(leftOutMore) more running files", why: "as those above"))
    }
    if gone > 0 {
      coverage.leftOut.append(
        Coverage.Exclusion(path: "\(gone) running programs", why: "ended before they could be read"))
    }
  }
}
