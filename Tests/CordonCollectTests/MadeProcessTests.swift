import CordonModel
import CordonTestSupport
import Foundation
import Testing

@testable import CordonCollect

/// The snapshot over made process trees.
@Suite("Processes of made trees")
struct MadeProcessTests {
  private static let now = Timestamp(secondsSinceEpoch: 1_795_262_400)

  private func snapshot(
    _ tree: MadeProcessTree, _ options: ProcessOptions = ProcessOptions(),
    observer: CollectionObserver = CollectionObserver()
  ) -> ProcessSnapshot {
    ProcessCollector(options: options, proc: tree.proc, passwd: tree.passwd).collect(now: Self.now, observer: observer)
  }

  @Test("A whole process")
  func whole() throws {
    let tree = try MadeProcessTree()
    try tree.process(
      42, name: "a) (b\n", parent: 7,
      maps:
        "1-2 r-xp 0 fd:01 5 /usr/lib/b.so\n2-3 r-xp 0 fd:01 4 /usr/lib/a.so (deleted)\n3-4 r-xp 0 fd:01 5 /usr/lib/b.so\n"
    )
    try tree.files.link("proc/42/fd/3", to: "socket:[77]")
    try tree.files.write(
      "proc/net/tcp", "  sl\n 0: 0100007F:1F90 00000000:0000 0A 0:0 0:0 0 0 0 77\n")
    let found: ProcessSnapshot = snapshot(tree)
    #expect(found.coverage.state == .complete && found.coverage.gaps == [])
    #expect(found.coverage.check == .processes && found.coverage.collectedAt == Self.now)
    let process: ProcessFacts = try #require(found.processes.first)
    #expect(process.name == "a) (b\\x0A" && process.parent == 7 && process.commandLine == "cat")
    #expect(process.startedAt == Timestamp(secondsSinceEpoch: 1_000_001))
    #expect(process.executableState == .present)
    #expect(process.executable == Array(tree.files.path("root/usr/bin/program").utf8))
    #expect(process.modules.map { String(decoding: $0.path, as: UTF8.self) } == ["/usr/lib/a.so", "/usr/lib/b.so"])
    #expect(process.modules.map(\.isDeleted) == [true, false])
    #expect(process.sockets.map(\.localPort) == [8_080] && process.sockets.first?.pid == 42)
    #expect(found.sockets == process.sockets)
  }

  @Test(
    "What became of an executable",
    arguments: [
      ("", "program", ProcessFacts.ExecutableState.present), (" (deleted)", nil, .deleted),
      (" (deleted)", "program", .replaced), ("memfd", nil, .memory),
    ] as [(String, String?, ProcessFacts.ExecutableState)])
  func states(mark: String, onDisk: String?, state: ProcessFacts.ExecutableState) throws {
    let tree = try MadeProcessTree()
    let path: String = tree.files.path("root/usr/bin/program")
    try tree.process(9, exe: mark == "memfd" ? "/memfd:x (deleted)" : path + mark)
    if onDisk != nil { try tree.files.write("root/usr/bin/program", "another") }
    let process: ProcessFacts = try #require(snapshot(tree).processes.first)
    #expect(process.executableState == state)
    #expect(process.executable.map { String(decoding: $0, as: UTF8.self) } == (mark == "memfd" ? "/memfd:x" : path))
  }

  @Test("A name that really ends like the mark of deletion is that name")
  func realMark() throws {
    let tree = try MadeProcessTree()
    try tree.files.write("root/usr/bin/x (deleted)", "program")
    try tree.process(9, exe: tree.files.path("root/usr/bin/x (deleted)"))
    let process: ProcessFacts = try #require(snapshot(tree).processes.first)
    #expect(process.executableState == .present)
    #expect(process.executable.map { String(decoding: $0, as: UTF8.self) }?.hasSuffix("x (deleted)") == true)
  }

  @Test("The path is looked at inside of the root of the process, as containers and chroots need")
  func ownRoot() throws {
    let tree = try MadeProcessTree()
    // The link shows the whole path, the root of the process lies on the way: a chroot.
    try tree.process(9)
    try tree.files.remove("proc/9/root")
    try tree.files.link("proc/9/root", to: tree.files.path("root"))
    #expect(snapshot(tree).processes.first?.executableState == .present)
  }

  @Test("A number that another process has by now is read anew")
  func reused() throws {
    let tree = try MadeProcessTree()
    try tree.process(9, name: "old", ticks: 100)
    let changes = Changes(tree: tree, limit: 1)
    let found: ProcessSnapshot = snapshot(tree, observer: CollectionObserver(progress: { _ in changes.next() }))
    #expect(found.processes.map(\.name) == ["new1"])
    #expect(found.processes.first?.startedAt == Timestamp(secondsSinceEpoch: 1_000_201))
    #expect(found.coverage.state == .complete)
  }

  @Test("A process that is another one each time is kept with a gap")
  func alwaysAnother() throws {
    let tree = try MadeProcessTree()
    try tree.process(9, name: "old", ticks: 100)
    let changes = Changes(tree: tree, limit: 100)
    let found: ProcessSnapshot = snapshot(tree, observer: CollectionObserver(progress: { _ in changes.next() }))
    #expect(found.processes.count == 1)
    #expect(found.coverage.state == .partial)
    #expect(found.coverage.gaps.map(\.detail) == ["changed each time it was looked at"])
  }

  /// The guard of `count` is that the collector calls it from one thread, one call after the other.
  private final class Changes: @unchecked Sendable {
    let tree: MadeProcessTree
    let limit: Int
    var count: Int = 0

    init(tree: MadeProcessTree, limit: Int) {
      self.tree = tree
      self.limit = limit
    }

    func next() {
      guard count < limit else { return }
      count += 1
      try? tree.stat(9, name: "new\(count)", ticks: 100 + count * 20_000)
    }
  }

  @Test("A process that ends while being looked at is counted and leaves the check complete")
  func gone() throws {
    let tree = try MadeProcessTree()
    try tree.process(9)
    try tree.process(10)
    try tree.files.remove("proc/9/stat")
    let found: ProcessSnapshot = snapshot(tree)
    #expect(found.processes.map(\.pid) == [10])
    #expect(found.coverage.state == .complete)
    #expect(found.coverage.leftOut.map(\.why) == ["1 processes ended before they could be looked at"])
  }

  @Test(
    "What is missing or broken is a gap, and the rest is kept",
    arguments: [
      ("stat", "42 (cat) S", false), ("maps", nil, true), ("cmdline", nil, true), ("cgroup", nil, true),
      ("fd", nil, true),
      ("exe", nil, true), ("ns", nil, true),
    ] as [(String, String?, Bool)])
  func missing(file: String, text: String?, isKept: Bool) throws {
    let tree = try MadeProcessTree()
    try tree.process(42)
    try tree.process(43)
    if text == nil { try tree.files.remove("proc/42/" + file) }
    if let text { try tree.files.write("proc/42/" + file, text) }
    let found: ProcessSnapshot = snapshot(tree)
    #expect(found.processes.map(\.pid) == (isKept ? [42, 43] : [43]))
    #expect(found.coverage.state == .partial)
    #expect(found.coverage.gaps.count == 1)
    #expect(found.coverage.gaps.first?.path.contains("42") == true)
  }

  @Test("What may not be read is one gap a process, and says so")
  func refused() throws {
    let tree = try MadeProcessTree()
    try tree.process(42)
    for name in ["maps", "fd", "cmdline"] { try tree.files.setMode("proc/42/" + name, 0) }
    let (proc, passwd): (String, String) = (tree.proc, tree.passwd)
    let seen: Inventory? = Unprivileged.run {
      let found: ProcessSnapshot = ProcessCollector(proc: proc, passwd: passwd).collect(now: Self.now)
      return Inventory(
        target: Target(kind: .live, platform: .linux, name: "", path: "/"), packages: [], coverage: [found.coverage])
    }
    try tree.files.setMode("proc/42/fd", 0o755)
    let coverage: Coverage = try #require(seen?.coverage.first)
    #expect(coverage.state == .partial && coverage.itemsFound == 1)
    #expect(coverage.gaps.map(\.detail) == ["permission denied: command line, mapped files, open sockets"])
    #expect(coverage.gaps.allSatisfy { $0.isRefused })
  }

  @Test("100,000 lines of mappings and a command line of 2 MB are read within their limits")
  func large() throws {
    let tree = try MadeProcessTree()
    let lines: String = (0..<100_000).map { "\($0)-\($0 + 1) r-xp 0 fd:01 \($0 % 500 + 1) /usr/lib/\($0 % 500).so\n" }
      .joined()
    try tree.process(9, maps: lines, command: Array(repeating: 0x61, count: 2 << 20))
    let found: ProcessSnapshot = snapshot(tree)
    #expect(found.coverage.state == .complete)
    #expect(found.processes.first?.modules.count == 500)
    #expect(found.processes.first?.commandLine.utf8.count == ProcessFacts.commandLimit)
    var tight = ProcessOptions()
    tight.codeMappings = 1_000
    tight.processes = 1
    #expect(snapshot(tree, tight).coverage.gaps.map(\.detail) == ["more than 1000 mappings of code"])
    tight = ProcessOptions()
    tight.mapsBytes = 200_000
    #expect(snapshot(tree, tight).coverage.gaps.map(\.detail) == ["more than 200000 bytes of mappings"])
    tight = ProcessOptions()
    tight.modulePathBytes = 100
    #expect(snapshot(tree, tight).coverage.state == .partial)
  }

  @Test("Every limit is a gap when it is passed")
  func limits() throws {
    let tree = try MadeProcessTree()
    for pid: Int32 in 9...12 {
      try tree.process(pid)
      for number in 3...5 { try tree.files.link("proc/\(pid)/fd/\(number)", to: "socket:[\(number)]") }
    }
    var options = ProcessOptions()
    options.processes = 2
    #expect(snapshot(tree, options).coverage.gaps.map(\.detail) == ["more than 2 processes"])
    options = ProcessOptions()
    options.descriptors = 2
    #expect(snapshot(tree, options).coverage.gaps.count == 4)
    #expect(ProcessOptions().limits.allSatisfy { $0.value > 0 })
  }

  @Test("Sockets of another namespace are read once, below a process in it")
  func otherNamespace() throws {
    let tree = try MadeProcessTree()
    for pid: Int32 in [9, 10] {
      try tree.process(pid)
      try tree.files.remove("proc/\(pid)/ns/net")
      try tree.files.link("proc/\(pid)/ns/net", to: "net:[2]")
      try tree.files.write(
        "proc/\(pid)/net/udp6",
        "  sl\n 0: 00000000000000000000000001000000:0035 0:0 07 0:0 0:0 0 0 0 5\n".replacing(
          " 0:0 07", with: " 00000000000000000000000000000000:0000 07"))
      try tree.files.link("proc/\(pid)/fd/3", to: "socket:[5]")
    }
    let found: ProcessSnapshot = snapshot(tree)
    #expect(found.sockets.count == 1)
    #expect(found.sockets.first?.localAddress == "::1" && found.sockets.first?.state == "UNCONN")
    #expect(found.processes.map { $0.sockets.count } == [1, 1])
    #expect(found.sockets.first?.pid == 9)
  }

  @Test("No process file system is a failed check, an empty one too")
  func nothing() throws {
    let tree = try FixtureTree()
    let missing: ProcessSnapshot = ProcessCollector(proc: tree.path("none")).collect(now: Self.now)
    #expect(missing.coverage.state == .failed && missing.coverage.gaps.count == 1)
    let empty: ProcessSnapshot = ProcessCollector(proc: tree.path).collect(now: Self.now)
    #expect(empty.coverage.state == .failed)
  }
}
