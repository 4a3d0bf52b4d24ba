internal import CordonInspect
internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// A scan with something that answers at once in the place of the workers.
struct FileScannerTests {
  /// Reads files in this process: its digest is the content itself, its rule looks for a word.
  final class Reader: FileInspecting {
    var problems: [RuleProblem] = []
    var ruleDigests: Set<Digest.Kind> = []
    private(set) var tasks: [InspectionTask] = []
    /// Called before a file is read.
    var before: ((InspectionTask) -> Void)?
    /// Said of every file with a hit.
    var version: String?
    /// What a file is said to be, beside what it is.
    var more: ((InspectionTask) -> [InspectionAnswer])?
    private var waiting: [InspectionAnswer] = []

    func submit(_ task: InspectionTask, file: Int32, answer: (InspectionAnswer) -> Void) {
      tasks.append(task)
      before?(task)
      var bytes: [UInt8] = Array(repeating: 0, count: 4_096)
      let count: Int = max(0, pread(file, &bytes, bytes.count, 0))
      bytes.removeSubrange(count...)
      let isHit: Bool = task.wantsRules && String(decoding: bytes, as: UTF8.self).contains("evil")
      waiting.append(
        .item(
          InspectedItem(
            task: task.number, size: UInt64(count), digests: task.rulesOnly ? nil : Reader.digests(of: bytes),
            hits: isHit ? [RuleHit(rule: "evil", source: "r", verdict: .affected)] : [],
            ruleReach: task.wantsRules ? .whole : .none, version: isHit ? version : nil)))
      waiting += more?(task) ?? []
      waiting.append(.done(task.number))
      if waiting.count > 6 { poll(answer: answer) }
    }

    func poll(answer: (InspectionAnswer) -> Void) {
      let all: [InspectionAnswer] = waiting
      waiting = []
      for one in all { answer(one) }
    }

    func finish(answer: (InspectionAnswer) -> Void) { poll(answer: answer) }

    static func digests(of bytes: [UInt8]) -> FileDigests? {
      var sum = SHA256Sum()
      sum.update(bytes)
      return Digest(.sha256, bytes: sum.digest()).map { FileDigests(sha256: $0) }
    }
  }

  struct Scan {
    var facts: [String: FileFacts] = [:]
    var result: FileScanResult
    var tasks: [InspectionTask]
  }

  /// Long after the files were made, so that they are settled.
  static let later: Int64 = 100_000_000_000

  static func clock(_ ahead: Int64) -> () -> Int64 {
    { Int64(Date().timeIntervalSince1970 * 1e9) + ahead }
  }

  static func scan(
    _ tree: FixtureTree, rule: String? = "rule evil", cached: Bool = true, ahead: Int64 = later,
    observer: FileScanObserver = FileScanObserver(), engine: String = "",
    prepare: (Reader) -> Void = { _ in }, change: (inout FileScanOptions) -> Void = { _ in }
  ) -> Scan {
    var options = FileScanOptions()
    change(&options)
    options.cache = cached ? ScanCachePlace(base: tree.path) : nil
    var request = FileScanRequest(FileWalkRequest(.paths([Array(tree.path("files").utf8)])))
    request.rules = rule.map { [RuleSource(name: "r", text: Array($0.utf8))] } ?? []
    let reader = Reader()
    prepare(reader)
    var facts: [String: FileFacts] = [:]
    let result: FileScanResult = FileScanner(request, options: options, observer: observer).scan(
      now: Timestamp(secondsSinceEpoch: 0), engine: Array(engine.utf8), clock: clock(ahead),
      sink: { facts[$0.place.text] = $0 },
      inspection: { () throws(FileFailure) in reader })
    return Scan(facts: facts, result: result, tasks: reader.tasks)
  }

  static func tree() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("files/a", "something evil")
    try tree.write("files/b/c", "nothing")
    try tree.write("files/b/empty", "")
    return tree
  }

  /// Whether the temporary folder lies on a file system that is cached at all.
  static func isCached(_ tree: FixtureTree) -> Bool {
    var volumes = FileVolumes()
    let path: [UInt8] = Array(tree.path("files/a").utf8)
    guard let status = try? FileStatus(at: AT_FDCWD, name: tree.path("files/a")) else { return false }
    let isKept: Bool = volumes.volume(device: status.device, path: path) != nil
    if !isKept { print("skipped: files of the temporary folder are not cached") }
    return isKept
  }

  @Test func theSecondPassReadsNothingAndSaysTheSame() throws {
    let tree: FixtureTree = try Self.tree()
    guard Self.isCached(tree) else { return }
    let first: Scan = Self.scan(tree)
    let second: Scan = Self.scan(tree)
    #expect(first.tasks.count == 3)
    #expect(second.tasks.isEmpty)
    #expect(second.facts == first.facts)
    #expect(second.facts == Self.scan(tree, cached: false).facts)
    #expect(second.result.count.cached == 3)
    #expect(second.result.coverage.state == .complete)
    #expect(first.facts[tree.path("files/a")]?.hits.map(\.rule) == ["evil"])
  }

  /// Not even the rules are compiled: what is wrong with them is known.
  @Test func theSecondPassStartsNoWorkers() throws {
    let tree: FixtureTree = try Self.tree()
    guard Self.isCached(tree) else { return }
    let wrong: [RuleProblem] = [RuleProblem(source: "r", line: 1, message: "wrong")]
    var starts: Int = 0
    let first: Scan = Self.scan(tree) { $0.problems = wrong }
    var options = FileScanOptions()
    options.cache = ScanCachePlace(base: tree.path)
    var request = FileScanRequest(FileWalkRequest(.paths([Array(tree.path("files").utf8)])))
    request.rules = [RuleSource(name: "r", text: Array("rule evil".utf8))]
    let second: FileScanResult = FileScanner(request, options: options).scan(
      now: Timestamp(secondsSinceEpoch: 0), clock: Self.clock(Self.later), sink: { _ in },
      inspection: { () throws(FileFailure) in
        starts += 1
        return Reader()
      })
    #expect(starts == 0)
    #expect(first.result.problems == wrong)
    #expect(second.problems == wrong)
  }

  @Test func changedRulesAreLookedForAlone() throws {
    let tree: FixtureTree = try Self.tree()
    guard Self.isCached(tree) else { return }
    let first: Scan = Self.scan(tree, rule: nil)
    let second: Scan = Self.scan(tree, rule: "rule evil")
    #expect(second.tasks.count == 3)
    #expect(second.tasks.allSatisfy { $0.rulesOnly && !$0.opensArchives })
    #expect(second.result.count.rulesOnly == 3)
    #expect(second.facts == Self.scan(tree, cached: false).facts)
    #expect(second.facts.mapValues(\.digests) == first.facts.mapValues(\.digests))
    #expect(Self.scan(tree).tasks.isEmpty)
  }

  @Test func whatChangedIsReadAgain() throws {
    let tree: FixtureTree = try Self.tree()
    guard Self.isCached(tree) else { return }
    _ = Self.scan(tree)
    try tree.write("files/a", "something good")
    let second: Scan = Self.scan(tree)
    #expect(second.tasks.map { PrintablePath.text($0.path) } == [tree.path("files/a")])
    #expect(second.facts[tree.path("files/a")]?.hits == [])
  }

  /// Files as young as the grain of their times are read again.
  @Test func whatIsYoungIsReadAgain() throws {
    let tree: FixtureTree = try Self.tree()
    _ = Self.scan(tree, ahead: 0)
    #expect(Self.scan(tree, ahead: 0).tasks.count == 3)
  }

  @Test func aFileWithAGapIsReadAgain() throws {
    let tree: FixtureTree = try Self.tree()
    func gap(_ reader: Reader) {
      reader.more = { [.gap(InspectionGap(task: $0.number, members: [[0x6D]], reason: .scanPartial, detail: "bad"))] }
    }
    let first: Scan = Self.scan(tree, prepare: gap)
    #expect(first.result.coverage.state == .partial)
    #expect(first.result.coverage.gaps.map(\.path).contains(tree.path("files/a") + "!/m"))
    #expect(Self.scan(tree).tasks.count == 3)
  }

  @Test func whatIsWrittenToMeanwhileIsReadAgain() throws {
    let tree: FixtureTree = try Self.tree()
    var isDone = false
    let scan: Scan = Self.scan(tree) { reader in
      reader.before = { task in
        guard task.path.last == 0x61, !isDone else { return }
        isDone = true
        try? tree.write("files/a.new", "quite different")
        _ = rename(tree.path("files/a.new"), tree.path("files/a.old"))
        let file: UnsafeMutablePointer<FILE>? = fopen(tree.path("files/a"), "a")
        fputs(" and more", file)
        fclose(file)
      }
    }
    #expect(scan.tasks.count(where: { $0.path.last == 0x61 }) == 2)
    #expect(scan.result.count.repeated == 1)
    #expect(scan.facts[tree.path("files/a")]?.size == 23)
    #expect(scan.result.coverage.state == .complete)
  }

  @Test func whatNeverRestsIsJudgedAndListed() throws {
    let tree: FixtureTree = try Self.tree()
    let scan: Scan = Self.scan(tree) { reader in
      reader.before = { task in
        guard task.path.last == 0x61 else { return }
        let file: UnsafeMutablePointer<FILE>? = fopen(tree.path("files/a"), "a")
        fputs("+", file)
        fclose(file)
      }
    }
    #expect(scan.facts[tree.path("files/a")]?.hits.count == 1)
    #expect(scan.result.coverage.leftOut.map(\.path) == [tree.path("files/a")])
  }

  @Test func cancellingKeepsWhatWasFound() throws {
    let tree: FixtureTree = try Self.tree()
    for number in 0..<50 { try tree.write("files/many/\(number)", "evil \(number)") }
    let flag = CancellationFlag()
    var count: Int = 0
    let scan: Scan = Self.scan(tree, observer: FileScanObserver(cancellation: flag)) { reader in
      reader.before = { _ in
        count += 1
        if count == 10 { flag.cancel() }
      }
    }
    #expect(scan.result.wasCancelled)
    #expect(scan.facts.count == 10)
    #expect(scan.result.coverage.state == .partial)
  }

  @Test func progressKnowsTheWhole() throws {
    let tree: FixtureTree = try Self.tree()
    let seen = Recorder()
    _ = Self.scan(tree, observer: FileScanObserver(progress: { seen.note($0) }))
    #expect(seen.last?.files == 3)
    #expect(seen.last?.filesInAll == 3)
    #expect(seen.last?.bytesInAll == 21)
  }

  /// The guard of `last` is that a scan has one thread.
  private final class Recorder: @unchecked Sendable {
    private(set) var last: FileScanProgress?

    func note(_ progress: FileScanProgress) { last = progress }
  }

  @Test func withoutWorkersNothingIsComplete() throws {
    let tree: FixtureTree = try Self.tree()
    let request = FileScanRequest(FileWalkRequest(.paths([Array(tree.path("files").utf8)])))
    let result: FileScanResult = FileScanner(request).scan(
      now: Timestamp(secondsSinceEpoch: 0), clock: Self.clock(0), sink: { _ in Issue.record("facts out of nothing") },
      inspection: { () throws(FileFailure) in throw FileFailure(reason: .scanError, detail: "no workers") })
    #expect(result.coverage.state == .failed)
    #expect(result.coverage.gaps.map(\.detail) == ["no workers"])
    #expect(result.count.unread == 3)
  }

  @Test func whatVanishesIsNoGap() throws {
    let tree: FixtureTree = try Self.tree()
    let scan: Scan = Self.scan(tree) { reader in
      reader.before = { _ in try? tree.remove("files/b/c") }
    }
    #expect(scan.result.coverage.state == .complete)
  }

  /// A file that removes itself while it is read was read all the same.
  @Test func whatRemovesItselfIsJudged() throws {
    let tree: FixtureTree = try Self.tree()
    let scan: Scan = Self.scan(tree) { reader in
      reader.before = { task in
        if task.path.last == 0x61 { try? tree.remove("files/a") }
      }
    }
    #expect(scan.facts[tree.path("files/a")]?.hits.count == 1)
    #expect(scan.result.coverage.leftOut.map(\.path) == [tree.path("files/a")])
  }

  @Test func memoryIsNotCached() throws {
    var volumes = FileVolumes()
    guard let status = try? FileStatus(at: AT_FDCWD, name: "/dev/shm") else { return }
    #expect(volumes.volume(device: status.device, path: Array("/dev/shm".utf8)) == nil)
  }
}
