import CordonInspect
import CordonModel
import CordonTestSupport
import Foundation
import Testing

@testable import CordonCollect

@Suite("Workers that cannot begin")
struct WorkerStartTests {
  /// The interpreter, wherever it lies: the warden is started without the user's search path.
  private static let python: String? = OracleProgram.output("python3", "-c", "import sys; print(sys.executable)")
    .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }

  /// Makes a program of a few lines in a folder; `nil` without Python.
  private static func program(_ tree: FixtureTree, _ lines: String) throws -> String? {
    guard let python else {
      print("skipped: python3 is not there")
      return nil
    }
    try tree.write("program", "#!\(python) -B\n" + lines)
    try tree.makeProgram("program")
    return tree.path("program")
  }

  /// A warden whose workers end as they began: it says how.
  private static func failing(_ tag: Int, _ number: Int) -> String {
    """
    import socket, struct
    control = socket.socket(fileno=3)
    def take():
        data, files, _, _ = socket.recv_fds(control, 64, 8)
        return data, files
    take()
    control.send(bytes([1, 1]) + struct.pack("<Q", 0) + bytes([0]))
    import os
    while True:
        data, files = take()
        if not data: break
        for file in files: os.close(file)
        control.send(bytes([1, 3]) + data[2:6] + bytes([\(tag)]) + struct.pack("<i", \(number)))
    """
  }

  @Test(
    "The cause is said after a few attempts, and no file is blamed",
    arguments: [
      (2, EAGAIN, "could not be made: Resource temporarily unavailable"), (1, 71, "had no memory"),
      (0, SIGSEGV, "signal 11"), (1, 3, "exit status 3"),
    ])
  func cause(tag: Int, number: Int32, words: String) throws {
    let tree = try FixtureTree()
    guard let program = try Self.program(tree, Self.failing(tag, Int(number))) else { return }
    let fixture = try WorkerPoolFixture(workers: 1, program: program) { ($0.startLimit, $0.startPause) = (3, 0) }
    try fixture.tree.write("a", "a")
    for number in 0..<4 { fixture.submit("a", number: UInt32(number)) }
    fixture.drain()
    #expect(fixture.done.sorted() == [0, 1, 2, 3])
    for gap in fixture.gaps.values.compactMap(\.first) {
      #expect(gap.detail.contains("no inspection worker can be started: 3 in a row did not begin"))
      #expect(gap.detail.contains(words), "\(gap.detail)")
    }
  }

  /// Starts the real worker where the kernel refuses it a filter of system calls.
  private static func withoutFilter() -> String {
    """
    import ctypes, os, platform
    seccomp, prctl = (317, 157) if platform.machine() == "x86_64" else (277, 167)
    class Step(ctypes.Structure):
        _fields_ = [("code", ctypes.c_ushort), ("jt", ctypes.c_ubyte), ("jf", ctypes.c_ubyte), ("k", ctypes.c_uint)]
    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.POINTER(Step))]
    steps = [
        (0x20, 0, 0, 0),            # the number of the call
        (0x15, 0, 1, seccomp), (0x06, 0, 0, 0x00050000 | 38),
        (0x15, 0, 3, prctl), (0x20, 0, 0, 16),
        (0x15, 0, 1, 22), (0x06, 0, 0, 0x00050000 | 22),
        (0x06, 0, 0, 0x7fff0000),
    ]
    code = (Step * len(steps))(*[Step(*step) for step in steps])
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.prctl(38, 1, 0, 0, 0) == 0
    assert libc.prctl(22, 2, ctypes.byref(Program(len(steps), code)), 0, 0) == 0
    os.set_inheritable(3, True)
    os.execv("\(BuiltProgram.path("cordon-worker"))", ["cordon-worker"])
    """
  }

  @Test(
    "Where the kernel confines nothing, workers read nothing, unless they were allowed to", arguments: [false, true])
  func unconfined(isAllowed: Bool) throws {
    let tree = try FixtureTree()
    guard let program = try Self.program(tree, Self.withoutFilter()) else { return }
    try tree.write("files/a", "a")
    try tree.write("files/b", "b")
    var options = FileScanOptions()
    options.workerProgram = program
    options.workers = 1
    options.allowsUnconfinedWorkers = isAllowed
    let request = FileScanRequest(FileWalkRequest(.paths([Array(tree.path("files").utf8)])))
    var facts: [FileFacts] = []
    let result: FileScanResult = FileScanner(request, options: options)
      .scan(now: Timestamp(secondsSinceEpoch: 0)) { facts.append($0) }
    #expect(facts.count == (isAllowed ? 2 : 0))
    #expect(result.coverage.state == (isAllowed ? .complete : .partial))
    #expect(result.notices.contains { $0.contains("system-calls") } == isAllowed, "\(result.notices)")
    if !isAllowed {
      #expect(result.coverage.gaps.count == 2)
      #expect(result.coverage.gaps.allSatisfy { $0.detail.contains("--allow-unconfined-workers") })
    }
  }

  @Test("The worker says which libraries it uses")
  func libraries() throws {
    let said = String(decoding: WorkerProgram.libraries(of: BuiltProgram.path("cordon-worker")), as: UTF8.self)
    for name in ["libyara", "libarchive", "libcrypto"] { #expect(said.contains(name), "\(said)") }
    #expect(WorkerProgram.libraries(of: "/bin/false") == [])
  }
}
