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
  /// The same of files whose archives stay closed.
  private let wantedClosed: ScanCache.Wanted
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
  private var restless = ListedPlaces()
  private var beyond = ListedPlaces()
  /// What lies in archives that nobody can open.
  private var closed = ListedPlaces(limit: Coverage.gapLimit)
  /// What was not read because enough had been.
  private var unread = ListedPlaces()

  private struct Unsettled {
    let state: FileState
    let items: [InspectedItem]
    let gaps: [InspectionGap]
  }

  /// - Parameter engine: what tells the workers' libraries from those of another version.
  init(
    request: FileScanRequest, options: FileScanOptions, observer: FileScanObserver, engine: [UInt8] = [],
    clock: @escaping () -> Int64
  ) {
    self.request = request
    self.options = options
    self.observer = observer
    self.clock = clock
    start = clock()
    wanted = ScanCache.Wanted(request: request, options: options, engine: engine)
    wantedClosed = ScanCache.Wanted(request: request, options: options, engine: engine, staysClosed: true)
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
      noteRestless(file.state.path)
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
    restless.settle(&coverage, rest: "files", why: "written to while they were read: judged as they were read")
    unread.settle(&coverage, rest: "files", why: "not read: they are more than the bytes that are read in all")
    closed.settle(&coverage, rest: "places", why: "in archives that cannot be opened")
    beyond.settle(&coverage, rest: "files", why: "larger than the limit of bytes for rules")
    return coverage
  }

  // MARK: One file

  private func meet(_ file: borrowing FoundFile, _ make: Make, _ sink: Sink) {
    guard !observer.isCancelled else { return }
    count.files += 1
    count.bytes &+= file.size
    let path: [UInt8] = file.path
    let key: ScanCacheKey? = key(of: file, path)
    var known: ScanCacheEntry?
    if let cache, let key {
      let wanted: ScanCache.Wanted = staysClosed(file.size) ? wantedClosed : wanted
      switch cache.answer(key, identity: file.identity, path: path, wanted: wanted, now: clock()) {
      case .whole(let entry):
        count.cached += 1
        finished(bytes: file.size)
        let state = FileState(path: path, identity: file.identity, owner: file.owner)
        for gap in entry.closed { tell(gap, of: state) }
        for item in entry.items { emit(item, of: state, sink) }
        return
      case .digests(let entry): known = entry
      case .nothing: break
      }
    }
    if let limit = options.bytesInAll, count.bytesRead &+ file.size > UInt64(clamping: limit) {
      unread.add(file.display, "not read: \(file.size) bytes, and \(limit) are read in all")
      return finished(bytes: file.size)
    }
    read(file, path, key, known, make, sink)
  }

  /// Whether an archive of this size is only named.
  private func staysClosed(_ size: UInt64) -> Bool {
    guard options.opensArchives, let limit = options.archiveFileBytes else { return false }
    return size > UInt64(clamping: limit)
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
      // The state in the cache is that of the walk; it may be another by now. What rules ask for, such as the MD5, only a
      // reading that hashes can tell them.
      let isKnown: Bool = status.identity == file.identity && inspection.ruleDigests.isEmpty
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
      for gap in entry?.closed ?? [] { work.add(gap, limit: options.cacheLimits.entryBytes) }
      inWork[number] = work
      count.bytesRead &+= status.size
      if entry != nil { count.rulesOnly += 1 }
      let task = InspectionTask(
        number: number, path: path, owner: status.owner, size: status.size,
        digests: request.digests.union(inspection.ruleDigests), wantsRules: !request.rules.isEmpty,
        opensArchives: options.opensArchives && entry == nil && !staysClosed(status.size),
        namesArchives: entry == nil && staysClosed(status.size), rulesOnly: entry != nil)
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
      work.add(gap, limit: options.cacheLimits.entryBytes)
      // A file that is read again may have none then.
      guard isRepeat || work.isPartlyHandedOn else { return }
      for gap in work.takeGaps() { tell(gap, of: work.state) }
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
      return closed.add(place, "not opened: " + gap.detail)
    }
    gaps.add(place, gap.reason, gap.detail)
  }

  private func handOn(_ work: FileInWork, _ sink: Sink) {
    for gap in work.takeGaps() { tell(gap, of: work.state) }
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
    if !isSame { noteRestless(work.state.path) }
    handOn(work, sink)
    guard isSame, !work.hasGap, !work.isTooLarge, let cache, let key = work.key else { return }
    let wanted: ScanCache.Wanted = staysClosed(work.state.identity.size) ? wantedClosed : wanted
    cache.remember(
      work.items, closed: work.closed, of: key, identity: work.state.identity, path: work.state.path, wanted: wanted,
      start: start)
  }

  private func noteRestless(_ path: [UInt8]) {
    restless.add(PrintablePath.text(path), "written to while it was read: judged as it was read")
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
    let wanted: Set<Digest.Kind> = request.digests.union(inspection?.ruleDigests ?? [])
    guard !wanted.isEmpty, !isDigestMissing, let digests else { return }
    guard !wanted.isSubset(of: digests.all.map(\.kind)) else { return }
    isDigestMissing = true
    gaps.add("cordon-worker", .capabilityMissing, "libcrypto of this system does not make all digests that are wanted")
  }

  /// Lists a content that rules saw only the beginning of.
  private func noteUnseen(_ place: FilePlace, seen: UInt64, size: UInt64) {
    count.beyondRuleLimit += 1
    beyond.add(place.text, "rules saw the first \(seen) of its \(size) bytes, which is their limit")
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
