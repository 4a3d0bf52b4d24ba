import CordonCollect
import CordonInspect
import CordonModel
import CordonTestSupport
import Foundation
import Testing

@Suite("The pool of workers")
struct WorkerPoolTests {
  @Test("Ten thousand files through two workers have the digests of sha256sum")
  func manyFiles() throws {
    let fixture = try WorkerPoolFixture(workers: 2)
    for index in 0..<10_000 { try fixture.tree.write("f\(index)", String(repeating: "\(index) ", count: index % 97)) }
    #expect(!fixture.pool.isStarted)
    for index in 0..<10_000 { fixture.submit("f\(index)", number: UInt32(index)) }
    fixture.drain()
    #expect(fixture.pool.isIdle)
    #expect(fixture.done.count == 10_000)
    #expect(Set(fixture.done).count == 10_000)
    #expect(fixture.gaps.isEmpty)
    let script = "cd \"$0\" && find . -name 'f*' -print0 | xargs -0 sha256sum"
    guard let output = OracleProgram.output("sh", "-c", script, fixture.tree.path) else {
      print("skipped: sha256sum is not there")
      return
    }
    var compared: Int = 0
    for line in output.split(separator: "\n") {
      let fields: [Substring] = line.split(separator: " ")
      guard let number = UInt32(fields[1].dropFirst(3)) else { continue }
      #expect(fixture.digest(number) == String(fields[0]))
      compared += 1
    }
    #expect(compared == 10_000)
  }

  @Test("Every protection that was to be had is in force")
  func protections() throws {
    let fixture = try WorkerPoolFixture(workers: 2)
    try fixture.tree.write("a", "a")
    for number in 0..<4 { fixture.submit("a", number: UInt32(number)) }
    fixture.drain()
    let protections: WorkerProtections = try #require(fixture.pool.protections)
    #expect(protections.isSuperset(of: .expected))
  }

  @Test("A crash costs the file at hand and no other", arguments: [SIGSEGV, SIGKILL, SIGBUS, SIGABRT])
  func crash(signal: Int32) throws {
    let fixture = try WorkerPoolFixture(workers: 1)
    try fixture.tree.sparse("large", size: 1 << 40)
    try fixture.tree.write("small", "small")
    fixture.submit("small", number: 0)
    fixture.submit("large", number: 1, size: 1)
    for number in 2..<12 { fixture.submit("small", number: UInt32(number)) }
    fixture.pollUntilAtHand(1)
    let process: Int32 = try #require(fixture.pool.processes.first)
    #expect(kill(process, signal) == 0)
    fixture.drain()
    #expect(fixture.done.sorted() == Array(0..<12))
    #expect(fixture.gaps.keys.sorted() == [1])
    let gap: InspectionGap = try #require(fixture.gaps[1]?.first)
    #expect(gap.reason == .scanError)
    #expect(gap.detail.contains("signal \(signal)"))
    for number: UInt32 in [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] {
      // printf small | sha256sum
      #expect(fixture.digest(number) == "81db8ebbbbc69c6c6ad4a6aa92b76e0c08af547da236b9e2c9dbe1d8285a8130")
    }
  }

  @Test("A worker that is silent for too long is replaced, and its file named")
  func hang() throws {
    let fixture = try WorkerPoolFixture(workers: 1)
    try fixture.tree.sparse("large", size: 1 << 40)
    try fixture.tree.write("small", "small")
    // The time goes by the size that the task names.
    fixture.submit("large", number: 1, size: 0)
    for number in 2..<6 { fixture.submit("small", number: UInt32(number)) }
    fixture.pollUntilAtHand(1)
    let process: Int32 = try #require(fixture.pool.processes.first)
    #expect(kill(process, SIGSTOP) == 0)
    // That it came to this file is a sign of life, noticed after a second.
    fixture.pass(seconds: 2)
    fixture.poll()
    fixture.pass(seconds: 121)
    fixture.drain()
    let details: [String] = fixture.gaps.values.flatMap { $0.map(\.detail) }
    #expect(fixture.gaps.keys.sorted() == [1], "\(details)")
    #expect(fixture.gaps[1]?.first?.detail.contains("no sign of life for 120 seconds") == true, "\(details)")
    #expect(fixture.items.keys.sorted() == [2, 3, 4, 5])
  }

  @Test("The queue of a worker that stops between two files goes to its replacement, and no file is lost")
  func stoppedBetweenFiles() throws {
    let fixture = try WorkerPoolFixture(workers: 1)
    try fixture.tree.write("small", "small")
    fixture.submit("small", number: 0)
    fixture.drain()
    fixture.pollUntilKnown()
    let process: Int32 = try #require(fixture.pool.processes.first)
    #expect(kill(process, SIGSTOP) == 0)
    for number in 1..<40 { fixture.submit("small", number: UInt32(number)) }
    fixture.pass(seconds: 121)
    fixture.drain()
    #expect(fixture.gaps.isEmpty)
    #expect(fixture.items.count == 40)
  }

  @Test("Workers that only crash are not started for ever")
  func crashLoop() throws {
    let fixture = try WorkerPoolFixture(workers: 1) { $0.crashLimit = 3 }
    try fixture.tree.sparse("large", size: 1 << 40)
    for number in 0..<8 { fixture.submit("large", number: UInt32(number), size: 1) }
    while !fixture.pool.isIdle {
      fixture.poll()
      if !fixture.pool.tasksAtHand.isEmpty, let process = fixture.pool.processes.first { kill(process, SIGSEGV) }
      sched_yield()
    }
    #expect(fixture.done.sorted() == Array(0..<8))
    #expect(fixture.gaps.count == 8)
    #expect(fixture.gaps[7]?.first?.detail.contains("no more inspection workers are started") == true)
    fixture.submit("large", number: 8, size: 1)
    #expect(fixture.gaps[8]?.first?.detail.contains("no more inspection workers") == true)
  }

  @Test("Without its warden the pool ends in gaps, and the workers end")
  func wardenKilled() throws {
    let fixture = try WorkerPoolFixture(workers: 2)
    try fixture.tree.sparse("large", size: 1 << 40)
    for number in 0..<5 { fixture.submit("large", number: UInt32(number), size: 1) }
    fixture.pollUntilAtHand(0)
    let workers: [Int32] = fixture.pool.processes
    #expect(!workers.isEmpty)
    kill(try #require(fixture.pool.wardenProcess), SIGKILL)
    fixture.drain()
    #expect(fixture.gaps.count == 5)
    #expect(fixture.gaps[0]?.first?.detail.contains("warden") == true)
    #expect(fixture.done.count == 5)
    for worker in workers { #expect(hasEnded(worker)) }
  }

  @Test("Stopping ends all processes")
  func stop() throws {
    let fixture = try WorkerPoolFixture(workers: 2)
    try fixture.tree.sparse("large", size: 1 << 40)
    fixture.submit("large", number: 0, size: 1)
    fixture.pollUntilAtHand(0)
    let processes: [Int32] = fixture.pool.processes + [try #require(fixture.pool.wardenProcess)]
    fixture.pool.stop()
    #expect(fixture.pool.isIdle)
    for process in processes { #expect(hasEnded(process)) }
  }

  @Test("A missing program is said by its name", arguments: ["/nonexistent/cordon-worker", "/bin/true", "/etc/passwd"])
  func missing(program: String) throws {
    let fixture = try WorkerPoolFixture(workers: 2, program: program)
    #expect(throws: CordonError.self) { try fixture.pool.start() }
    try fixture.tree.write("a", "a")
    fixture.submit("a", number: 7)
    fixture.drain()
    #expect(fixture.done == [7])
    #expect(fixture.gaps[7]?.first?.detail.contains(program) == true)
  }

  @Test("Mistakes in rules are known from the start, the other rules are in force")
  func rules() throws {
    let fixture = try WorkerPoolFixture(workers: 2) { options in
      options.rules = [
        RuleSource(name: "good", text: Array("rule found { strings: $a = \"needle\" condition: $a }".utf8)),
        RuleSource(name: "bad", text: Array("rule broken { condition: nothing_like_it }".utf8)),
      ]
    }
    try fixture.pool.start()
    #expect(fixture.pool.ruleCount == 1)
    #expect(fixture.pool.ruleProblems.map(\.source) == ["bad"])
    try fixture.tree.write("hay", String(repeating: "hay ", count: 1_000) + "needle")
    try fixture.tree.write("large", String(repeating: "hay ", count: 1_000_000) + "needle")
    for number: UInt32 in [0, 1] {
      fixture.submit(number == 0 ? "hay" : "large", number: number, size: 1) { task in
        (task.wantsRules, task.rulesOnly) = (true, number == 1)
      }
    }
    fixture.drain()
    for (number, place): (UInt32, UInt64) in [(0, 4_000), (1, 4_000_000)] {
      let item: InspectedItem = try #require(fixture.items[number]?.first)
      #expect(item.hits.map(\.rule) == ["found"])
      #expect(item.hits.first?.source == "good")
      #expect(item.hits.first?.strings.first?.offset == place)
      #expect(item.ruleReach == .whole)
      #expect((item.digests == nil) == (number == 1))
    }
  }

  @Test("Rules that ask for the MD5 of files say so from the start", arguments: [true, false])
  func askForMD5(asks: Bool) throws {
    let condition: String = asks ? "md5 == \"x\"" : "hash.md5(0, filesize) == \"x\" // md5"
    let fixture = try WorkerPoolFixture(workers: 1) { options in
      options.rules = [
        RuleSource(
          name: "r", text: Array("import \"hash\" rule r { meta: md5 = \"x\" condition: \(condition)\n}".utf8))
      ]
    }
    try fixture.pool.start()
    #expect(fixture.pool.ruleProblems == [])
    #expect(fixture.pool.rulesAskForMD5 == asks)
  }

  @Test("A file that is cut while it is mapped costs that file")
  func cutWhileMapped() throws {
    let fixture = try WorkerPoolFixture(workers: 1) { options in
      options.limits.ruleBytes = 4 << 30
      options.rules = [RuleSource(name: "r", text: Array("rule r { condition: false }".utf8))]
    }
    try fixture.tree.sparse("large", size: 4 << 30)
    try fixture.tree.write("small", "small")
    fixture.submit("large", number: 0, size: 1) { $0.wantsRules = true }
    fixture.submit("small", number: 1) { $0.wantsRules = true }
    fixture.pollUntilAtHand(0)
    #expect(truncate(fixture.tree.path("large"), 4_096) == 0)
    fixture.drain()
    #expect(fixture.done.sorted() == [0, 1])
    #expect(fixture.gaps[0]?.isEmpty == false)
    #expect(fixture.gaps[1] == nil)
    #expect(fixture.digest(1) != nil)
  }

  @Test("What is no regular file is a gap and blocks nobody")
  func fifo() throws {
    let fixture = try WorkerPoolFixture(workers: 1)
    try fixture.tree.fifo("pipe")
    fixture.submit("pipe", number: 0)
    fixture.drain()
    #expect(fixture.gaps[0]?.first?.detail == "not a regular file")
  }

  @Test("When the collector is killed, its workers end")
  func collectorKilled() throws {
    guard OracleProgram.exists("python3") else {
      print("skipped: python3 is not there")
      return
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.collector, BuiltProgram.path("cordon-worker")]
    let output = Pipe()
    let input = Pipe()
    (process.standardOutput, process.standardInput) = (output, input)
    try process.run()
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
    let processes: [Int32] = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
    #expect(processes.count == 2, "\(String(decoding: line, as: UTF8.self))")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    for process in processes { #expect(hasEnded(process)) }
  }

  /// A collector in a few lines: it has a warden and a worker made, says their processes and waits.
  private static let collector: String = """
    import array, os, socket, struct, subprocess, sys
    first, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    own = first.dup()
    first.close()
    os.dup2(other.fileno(), 3)
    child = subprocess.Popen([sys.argv[1]], pass_fds=[3], stdin=subprocess.DEVNULL)
    other.close()
    os.close(3)
    setup = os.memfd_create("setup")
    os.write(setup, bytes([1, 0, 0, 0, 11]) + struct.pack("<11Q", *[1 << 20] * 11) + struct.pack("<Q", 0))
    socket.send_fds(own, [bytes([1, 0]) + struct.pack("<I", 0)], [setup])
    own.recv(4096)
    mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    note = os.memfd_create("note")
    os.write(note, bytes(16))
    socket.send_fds(own, [bytes([1, 1]) + struct.pack("<I", 5)], [theirs.fileno(), note])
    theirs.close()
    report = own.recv(4096)
    print(child.pid, struct.unpack("<I", report[6:10])[0], flush=True)
    sys.stdin.read()
    """

  /// Whether a process has gone or is only remembered; it gets the processor until then, for long enough.
  private func hasEnded(_ process: Int32) -> Bool {
    for _ in 0..<2_000_000 {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
      if status.contains(") Z ") { return true }
      sched_yield()
    }
    return false
  }
}
