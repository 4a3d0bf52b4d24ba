import CordonModel
import CordonTestSupport
import Foundation
import Testing

@testable import CordonCollect

/// Reading what runs, over made process trees and with the real workers.
@Suite("Files of running processes")
struct RunningFileTests {
  private static let now = Timestamp(secondsSinceEpoch: 1_795_262_400)
  private static let rules = [
    RuleSource(
      name: "r", advisory: nil, text: Array("rule evil { strings: $a = \"evil\" condition: $a }".utf8))
  ]

  private let tree: MadeProcessTree

  init() throws {
    tree = try MadeProcessTree()
    try tree.files.write("root/usr/bin/program", "program")
    try tree.files.write("root/usr/bin/other", "evil program")
  }

  private func snapshot() -> ProcessSnapshot {
    ProcessCollector(proc: tree.proc, passwd: tree.passwd).collect(now: Self.now)
  }

  private func process(_ pid: Int32, _ program: String, maps: String = "") throws {
    try tree.process(pid, exe: tree.files.path("root/usr/bin/" + program), maps: maps)
  }

  /// A mapped file that is gone from the disk, as the system still has it.
  private func mapped(_ pid: Int32, _ name: String, _ content: String) throws {
    try process(pid, "program", maps: "1-2 r-xp 0 fd:01 5 \(name) (deleted)\n")
    try tree.files.write("proc/\(pid)/map_files/1-2", content)
  }

  private func scan(
    _ files: [RunningFile], _ snapshot: inout ProcessSnapshot, limits: RunningFileLimits = RunningFileLimits(),
    worker: String = BuiltProgram.path("cordon-worker")
  ) -> RunningFileResult {
    var options = FileScanOptions()
    options.workerProgram = worker
    return RunningFileScanner(options: options, opener: ProcessFiles(proc: tree.proc))
      .scan(RunningFileRequest(files, rules: Self.rules, limits: limits), of: &snapshot)
  }

  private static func digest(_ text: String) -> String {
    var sum = SHA256Sum()
    sum.update(Array(text.utf8))
    return Digest(.sha256, bytes: sum.digest())?.hex ?? ""
  }

  @Test("Each file is read once, and what was found reaches every process that has it")
  func once() throws {
    for pid: Int32 in [9, 10] { try process(pid, "program") }
    try process(11, "other")
    var found: ProcessSnapshot = snapshot()
    let files: [RunningFile] = found.unreadExecutables()
    #expect(files.map(\.holders) == [[0, 1], [2]])
    #expect(found.unreadExecutables { $0.pid == 11 }.map(\.holders) == [[2]])
    let result: RunningFileResult = scan(files, &found)
    #expect(result.files == 2 && result.problems.isEmpty && found.coverage.state == .complete)
    let (own, other): (String, String) = (Self.digest("program"), Self.digest("evil program"))
    #expect(found.processes.map { $0.digests?.sha256.hex } == [own, own, other])
    #expect(found.processes.map { $0.hits.map(\.rule) } == [[], [], ["evil"]])
    #expect(found.unreadExecutables().isEmpty)
  }

  @Test("A mapped file that is gone from the disk is read from where the system keeps it")
  func modules() throws {
    try mapped(9, "/tmp/x.so", "evil module")
    try mapped(10, "/memfd:y", "memory")
    var found: ProcessSnapshot = snapshot()
    let files: [RunningFile] = found.unreadModules { $0.isDeleted }
    #expect(files.count == 2)
    #expect(scan(files, &found).files == 2)
    #expect(
      found.processes.flatMap { $0.modules.map { $0.digests?.sha256.hex } } == [
        Self.digest("evil module"), Self.digest("memory"),
      ])
    #expect(found.processes.map { $0.modules.flatMap { $0.hits.map(\.rule) } } == [["evil"], []])
    #expect(found.unreadModules().isEmpty)
  }

  @Test("Memory that is mapped beyond its limit is left out by rule, a file of that size is not")
  func largeMemory() throws {
    try mapped(9, "/tmp/x.so", "module")
    try mapped(10, "/memfd:doublemapper", "memory")
    var found: ProcessSnapshot = snapshot()
    var limits = RunningFileLimits()
    limits.moduleMemoryBytes = 5
    #expect(scan(found.unreadModules(), &found, limits: limits).files == 1)
    #expect(found.coverage.state == .complete)
    #expect(
      found.coverage.leftOut == [.init(path: "/proc/10 (cat): /memfd:doublemapper", why: "6 bytes of memory")])
  }

  @Test("A limit that is passed is a gap", arguments: [(1, UInt64.max, "limit of 1"), (9, 8, "limit of 8 bytes")])
  func limits(files: Int, bytes: UInt64, words: String) throws {
    try process(9, "program")
    try process(10, "other")
    var found: ProcessSnapshot = snapshot()
    var limits = RunningFileLimits()
    limits.files = files
    limits.bytes = bytes
    #expect(scan(found.unreadExecutables(), &found, limits: limits).files == 1)
    #expect(found.coverage.state == .partial && found.coverage.gaps.count == 1)
    #expect(found.coverage.gaps.first?.detail.contains(words) == true, "\(found.coverage.gaps)")
  }

  @Test("A process that ended is no gap, and another that runs the same serves as well")
  func ended() throws {
    for pid: Int32 in [9, 10] { try process(pid, "program") }
    try process(11, "other")
    var found: ProcessSnapshot = snapshot()
    let files: [RunningFile] = found.unreadExecutables()
    for pid in [9, 11] { try tree.files.remove("proc/\(pid)") }
    #expect(scan(files, &found).files == 1)
    #expect(found.processes.map { $0.digests != nil } == [true, true, false])
    #expect(found.coverage.state == .complete)
    #expect(found.coverage.leftOut == [.init(path: "1 running programs", why: "ended before they could be read")])
  }

  @Test("A number that another program has by now is no gap, what cannot be read is one")
  func unreadable() throws {
    try process(9, "program")
    try tree.files.fifo("root/usr/bin/pipe")
    try process(10, "pipe")
    var found: ProcessSnapshot = snapshot()
    let files: [RunningFile] = found.unreadExecutables()
    try tree.files.remove("proc/9/exe")
    try tree.files.link("proc/9/exe", to: tree.files.path("root/usr/bin/other"))
    #expect(scan(files, &found).files == 0)
    #expect(found.processes.allSatisfy { $0.digests == nil })
    #expect(
      found.coverage.gaps == [
        .init(path: "/proc/10 (cat)", reason: .scanError, detail: "its program was not hashed: not a regular file")
      ])
    #expect(found.coverage.leftOut.count == 1)
  }

  @Test("Without workers nothing is known, and that is said once; nothing to read starts none")
  func noWorkers() throws {
    for (pid, name) in [(9, "program"), (10, "other")] as [(Int32, String)] { try process(pid, name) }
    var found: ProcessSnapshot = snapshot()
    #expect(scan(found.unreadExecutables(), &found, worker: tree.files.path("none")).files == 0)
    #expect(found.coverage.state == .partial && found.coverage.gaps.map(\.path) == ["cordon-worker"])
    var untouched: ProcessSnapshot = snapshot()
    #expect(scan([], &untouched, worker: tree.files.path("none")) == RunningFileResult())
    #expect(untouched.coverage.gaps.isEmpty)
  }

  @Test("A wish to stop is a gap")
  func cancelled() throws {
    try process(9, "program")
    var found: ProcessSnapshot = snapshot()
    let flag = CancellationFlag()
    flag.cancel()
    var options = FileScanOptions()
    options.workerProgram = BuiltProgram.path("cordon-worker")
    let scanner = RunningFileScanner(
      options: options, observer: CollectionObserver(cancellation: flag), opener: ProcessFiles(proc: tree.proc))
    #expect(scanner.scan(RunningFileRequest(found.unreadExecutables()), of: &found).files == 0)
    #expect(found.coverage.gaps.map(\.reason) == [.scanPartial])
  }
}
