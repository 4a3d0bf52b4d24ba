internal import CordonInspect
internal import CordonModel
internal import Glibc

/// One scan under way. One thread uses it.
final class FileScanRun {
  /// Makes what reads files.
  typealias Make = () throws(FileFailure) -> any FileInspecting
  typealias Sink = (FileFacts) -> Void

  let request: FileScanRequest
  let options: FileScanOptions
  let observer: FileScanObserver
  private let clock: () -> Int64
  private let start: Int64
  private let wanted: ScanCache.Wanted
  private let cache: ScanCache?
  private var volumes = FileVolumes()
  private var rate: ByteRate?
  private var inspection: (any FileInspecting)?
  private var inspectionFailure: FileFailure?
  private var nextNumber: UInt32 = 0
  /// Files with the workers, by task.
  private var inWork: [UInt32: FileInWork] = [:]
  /// Written to while they were read.
  private var unsettled: [Unsettled] = []
  /// Those of them that were read a second time.
  private var settled: Set<[UInt8]> = []
  /// Whether what is unsettled now is only listed.
  private var isRepeat = false

  /// Whether a wanted digest did not come.
  private var isDigestMissing = false

  private var count = FileScanCount()
  private var progress = FileScanProgress()
  private var gaps = GapLedger()
  private var restless: [String] = []
  private var beyond: [Coverage.Exclusion] = []
  /// What lies in archives that nobody can open.
  private var closed: [Coverage.Exclusion] = []
  private var closedOmitted = 0

  private struct Unsettled {
    let state: FileState
    let items: [InspectedItem]
    let gaps: [InspectionGap]
  }

  init(
    request: FileScanRequest, options: FileScanOptions, observer: FileScanObserver, clock: @escaping () -> Int64
  ) {
    self.request = request
    self.options = options
    self.observer = observer
    self.clock = clock
    start = clock()
    wanted = ScanCache.Wanted(request: request, options: options)
    cache = options.cache.map { ScanCache(place: $0, limits: options.cacheLimits) }
    rate = options.bytesPerSecond.map { ByteRate(bytesPerSecond: $0) }
  }

  private var walkObserver: CollectionObserver { CollectionObserver(cancellation: observer.cancellation) }

  /// Counts the files without reading them, so that the time left can be told.
  func countBefore() {
    var walker = FileWalker(request.files, options: options.walk, observer: walkObserver)
    var files: Int = 0
    var bytes: UInt64 = 0
    walker.walk { file in
      files &+= 1
      bytes &+= file.size
    }
    progress.filesInAll = files
    progress.bytesInAll = bytes
  }

  func scan(now: Timestamp, make: Make, sink: Sink) -> FileScanResult {
    var walker = FileWalker(request.files, options: options.walk, observer: walkObserver)
    walker.walk { file in meet(file, make, sink) }
    inspection?.finish { take($0, sink) }
    repeatUnsettled(make, sink)
    // Before the cache is closed, for it keeps them.
    let problems: [RuleProblem] = ruleProblems(make)
    cache?.finish(now: clock())
    var result = FileScanResult(coverage: coverage(of: walker, now: now))
    result.count = count
    result.problems = problems
    result.notices = (cache?.notices ?? []) + (inspection?.notices ?? [])
    result.wasCancelled = observer.isCancelled
    return result
  }

  /// Reads files again that were written to while they were read: mostly they are at rest by now. What is gone by now is
  /// judged as it was read.
  private func repeatUnsettled(_ make: Make, _ sink: Sink) {
    let again: [Unsettled] = unsettled
    unsettled.removeAll()
    guard !again.isEmpty else { return }
    isRepeat = true
    if !observer.isCancelled {
      count.repeated += again.count
      // Nobody typed these paths: a link that stands there by now leads elsewhere, and is not followed.
      let asked: Set<[UInt8]> = Set(again.map(\.state.path))
      var walker = FileWalker(
        FileWalkRequest(.paths(again.map(\.state.path))), options: options.walk, observer: walkObserver)
      walker.walk { file in
        guard asked.contains(file.path) else { return }
        count.files -= 1
        count.bytes &-= min(count.bytes, file.size)
        meet(file, make, sink)
      }
      inspection?.finish { take($0, sink) }
    }
    for file in again where !settled.contains(file.state.path) {
      restless.append(PrintablePath.text(file.state.path))
      for gap in file.gaps { tell(gap, of: file.state) }
      for item in file.items { emit(item, of: file.state, sink) }
    }
  }

  private func coverage(of walker: FileWalker, now: Timestamp) -> Coverage {
    var coverage = Coverage(
      check: .files, state: .complete, collectedAt: now, scope: walker.walked,
      entriesExamined: walker.count.entries, itemsFound: count.files, leftOut: walker.leftOut)
    if inspectionFailure != nil { coverage.state = .failed }
    var all: GapLedger = walker.gaps
    all.add(gaps)
    // The last file may have been passed over after the walk asked for the last time.
    if observer.isCancelled, !walker.wasCancelled { all.add("files", .scanPartial, "stopped on request") }
    all.settle(&coverage)
    for path in restless.prefix(FileScanRun.listed) {
      coverage.leftOut.append(.init(path: path, why: "written to while it was read: judged as it was read"))
    }
    if restless.count > FileScanRun.listed {
      coverage.leftOut.append(
        .init(
          path: "\(restless.count - FileScanRun.listed) more files",
          why: "written to while they were read: judged as they were read"))
    }
    coverage.leftOut += closed
    if closedOmitted > 0 {
      coverage.leftOut.append(.init(path: "\(closedOmitted) more places", why: "in archives that cannot be opened"))
    }
    coverage.leftOut += beyond
    if count.beyondRuleLimit > beyond.count {
      coverage.leftOut.append(
        .init(
          path: "\(count.beyondRuleLimit - beyond.count) more files", why: "larger than the limit of bytes for rules"))
    }
    return coverage
  }

  /// Files of one kind that are named; the rest is counted.
  private static let listed = 20

  // MARK: One file

  private func meet(_ file: borrowing FoundFile, _ make: Make, _ sink: Sink) {
    guard !observer.isCancelled else { return }
    count.files += 1
    count.bytes &+= file.size
    let path: [UInt8] = file.path
    let key: ScanCacheKey? = key(of: file, path)
    var known: ScanCacheEntry?
    if let cache, let key {
      switch cache.answer(key, identity: file.identity, path: path, wanted: wanted, now: clock()) {
      case .whole(let entry):
        count.cached += 1
        finished(bytes: file.size)
        let state = FileState(path: path, identity: file.identity, owner: file.owner)
        for item in entry.items { emit(item, of: state, sink) }
        return
      case .digests(let entry): known = entry
      case .nothing: break
      }
    }
    read(file, path, key, known, make, sink)
  }

  private func key(of file: borrowing FoundFile, _ path: [UInt8]) -> ScanCacheKey? {
    guard let cache, cache.isOpen else { return nil }
    let volume: Int64? = volumes.volume(device: file.identity.device, path: path)
    return volume.map { ScanCacheKey(volume: $0, inode: Int64(bitPattern: file.identity.inode)) }
  }

  private func read(
    _ file: borrowing FoundFile, _ path: [UInt8], _ key: ScanCacheKey?, _ known: ScanCacheEntry?, _ make: Make,
    _ sink: Sink
  ) {
    do throws(FileFailure) {
      let open: Descriptor = try file.open()
      let status: FileStatus = try open.status()
      guard let inspection = inspection(make) else {
        count.unread += 1
        return finished(bytes: file.size)
      }
      // The state in the cache is that of the walk; it may be another by now. Rules may ask for the MD5, which only a
      // reading that hashes can tell them.
      let isKnown: Bool = status.identity == file.identity && !request.digests.contains(.md5)
      let entry: ScanCacheEntry? = isKnown ? known : nil
      rate?.take(status.size) {
        inspection.poll { take($0, sink) }
        return !observer.isCancelled
      }
      open.readAhead(status.size)
      let number: UInt32 = nextNumber
      nextNumber &+= 1
      let state = FileState(path: path, identity: status.identity, owner: status.owner)
      let work = FileInWork(state, key: key, file: open)
      work.known = entry
      inWork[number] = work
      count.bytesRead &+= status.size
      if entry != nil { count.rulesOnly += 1 }
      let task = InspectionTask(
        number: number, path: path, owner: status.owner, size: status.size, digests: request.digests,
        wantsRules: !request.rules.isEmpty, opensArchives: options.opensArchives && entry == nil,
        rulesOnly: entry != nil)
      inspection.submit(task, file: work.number) { take($0, sink) }
    } catch {
      finished(bytes: file.size)
      // What is gone is no longer there to be looked at.
      guard error.errorNumber != .noEntry else {
        count.files -= 1
        return
      }
      count.unread += 1
      gaps.add(PrintablePath.text(path), error)
    }
  }

  /// What reads files, made when it is needed for the first time; a failure is said once.
  private func inspection(_ make: Make) -> (any FileInspecting)? {
    if let inspection { return inspection }
    guard inspectionFailure == nil else { return nil }
    do throws(FileFailure) {
      let made: any FileInspecting = try make()
      inspection = made
      return made
    } catch {
      inspectionFailure = error
      gaps.add("cordon-worker", error)
      return nil
    }
  }

  // MARK: Answers

  private func take(_ answer: InspectionAnswer, _ sink: Sink) {
    switch answer {
    case .item(let item):
      guard let work = inWork[item.task] else { return }
      take(item, of: work, sink)
    case .gap(let gap):
      guard let work = inWork[gap.task] else { return }
      work.hasGap = true
      // A file that is read again may have none then.
      if isRepeat || work.isPartlyHandedOn { tell(gap, of: work.state) } else { work.gaps.append(gap) }
    case .done(let number):
      guard let work = inWork.removeValue(forKey: number) else { return }
      finish(work, sink)
    }
  }

  private func take(_ item: InspectedItem, of work: FileInWork, _ sink: Sink) {
    var whole: InspectedItem = item
    if let known = work.known?.items.first, item.members.isEmpty {
      whole.digests = known.digests
      whole.size = known.size
    }
    noteMissing(whole.digests)
    work.add(whole, limit: options.cacheLimits.entryBytes)
    guard work.items.count - work.handedOn > options.waitingItems else { return }
    handOn(work, sink)
  }

  private func tell(_ gap: InspectionGap, of file: FileState) {
    let place: String = FilePlace(path: file.path, members: gap.members).text
    // What lies in an archive that nobody can open; see ``InspectionGap``.
    guard gap.reason != .excludedByPolicy else {
      if closed.count < Coverage.gapLimit {
        closed.append(.init(path: place, why: "not opened: " + gap.detail))
      } else {
        closedOmitted += 1
      }
      return
    }
    gaps.add(place, gap.reason, gap.detail)
  }

  private func handOn(_ work: FileInWork, _ sink: Sink) {
    for gap in work.gaps { tell(gap, of: work.state) }
    work.gaps = []
    for item in work.items[work.handedOn...] { emit(item, of: work.state, sink) }
    work.wasHandedOn()
  }

  private func finish(_ work: FileInWork, _ sink: Sink) {
    finished(bytes: work.state.identity.size)
    let isSame: Bool = work.isUnchanged
    if !isSame, !isRepeat, !work.isPartlyHandedOn, unsettled.count < options.repeats {
      unsettled.append(Unsettled(state: work.state, items: work.items, gaps: work.gaps))
      return
    }
    if !work.hasDigests {
      count.unread += 1
      if !work.hasGap { gaps.add(PrintablePath.text(work.state.path), .scanError, "no digest of it could be made") }
    }
    if isRepeat { settled.insert(work.state.path) }
    if !isSame { restless.append(PrintablePath.text(work.state.path)) }
    handOn(work, sink)
    guard isSame, !work.hasGap, !work.isTooLarge, let cache, let key = work.key else { return }
    cache.remember(
      work.items, of: key, identity: work.state.identity, path: work.state.path, wanted: wanted, start: start)
  }

  private func emit(_ item: InspectedItem, of file: FileState, _ sink: Sink) {
    if !item.members.isEmpty { count.members += 1 }
    let place = FilePlace(path: file.path, members: item.members)
    if case .prefix(let seen) = item.ruleReach { noteUnseen(place, seen: seen, size: item.size) }
    sink(
      FileFacts(
        place: place, identity: file.identity, size: item.size, modified: file.modified, owner: file.owner,
        digests: item.digests, hits: item.hits, ruleReach: item.ruleReach, version: item.version))
  }

  /// Says once that a digest is never made: a policy of the system may forbid MD5.
  private func noteMissing(_ digests: FileDigests?) {
    guard !request.digests.isEmpty, !isDigestMissing, let digests else { return }
    guard !request.digests.isSubset(of: digests.all.map(\.kind)) else { return }
    isDigestMissing = true
    gaps.add("cordon-worker", .capabilityMissing, "libcrypto of this system does not make all digests that are wanted")
  }

  /// Lists a content that rules saw only the beginning of.
  private func noteUnseen(_ place: FilePlace, seen: UInt64, size: UInt64) {
    count.beyondRuleLimit += 1
    guard beyond.count < FileScanRun.listed else { return }
    beyond.append(
      .init(path: place.text, why: "rules saw the first \(seen) of its \(size) bytes, which is their limit"))
  }

  private func finished(bytes: UInt64) {
    guard let report = observer.progress else { return }
    progress.files += 1
    progress.bytes &+= bytes
    progress.bytesRead = count.bytesRead
    report(progress)
  }

  // MARK: Rules

  /// The mistakes in the rules: as the workers found them, or as they did the last time with the same rules.
  private func ruleProblems(_ make: Make) -> [RuleProblem] {
    guard let rules = wanted.rules else { return [] }
    if inspection == nil, let kept = cache?.problems(of: rules) { return kept }
    guard let inspection = inspection(make) else { return [] }
    cache?.remember(inspection.problems, of: rules, now: clock())
    return inspection.problems
  }
}
