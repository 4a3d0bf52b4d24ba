internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonRespond

/// Programs that run while they are to be taken.
@Suite struct RunningFileTests {
  private static func request(_ path: String, stops: Bool) -> QuarantineRequest {
    var request: QuarantineRequest = VaultFixture.request([path])
    request.stopsProcesses = stops
    return request
  }

  @Test func whatRunsIsRefusedAndNamed() throws {
    let fixture = try VaultFixture()
    let program = try RunningProgram(
      copy: "home/evil", of: "/bin/sh", in: fixture.tree, ["-c", RunningProgram.waits])
    let done: Disposition = try #require(try fixture.vault().quarantine(Self.request(program.path, stops: false)).first)
    #expect(done.outcome == .refused && done.obstacle == .running)
    let runner: Disposition.Runner = try #require(done.runners.first { $0.pid == program.pid })
    #expect(runner.name == "evil" && runner.isProgram && !runner.wasStopped)
    #expect(runner.parent == getpid() && runner.ancestors.first?.hasPrefix("\(getpid()) ") == true)
    #expect(kill(program.pid, 0) == 0)
    #expect(FileManager.default.fileExists(atPath: program.path))
  }

  @Test func whatRunsIsEndedWhenAsked() throws {
    let fixture = try VaultFixture()
    // Two of them, one below the other.
    let program = try RunningProgram(
      copy: "home/evil", of: "/bin/sh", in: fixture.tree, ["-c", "$0 -c 'echo ready; read line'; :"])
    let before: String = VaultFixture.content(of: program.path)
    let done: Disposition = try #require(try fixture.vault().quarantine(Self.request(program.path, stops: true)).first)
    #expect(done.outcome == .done, "\(done.detail)")
    #expect(done.runners.allSatisfy(\.wasStopped) && done.runners.contains { $0.pid == program.pid })
    program.end()
    let id: String = try #require(done.item).text
    #expect(try fixture.vault().restore(VaultFixture.leaving(id)).outcome == .done)
    #expect(VaultFixture.content(of: program.path) == before)
  }

  /// A library is no program, and counts as well: here a shell has it open as a mapping through the loader.
  @Test func whatIsMappedCounts() throws {
    guard
      let loader = OracleProgram.output("sh", "-c", "ls /lib64/ld-linux-*.so.* /lib/ld-linux-*.so.* 2>/dev/null; :")?
        .split(separator: "\n").first
    else {
      print("skipped: the loader is not where it is elsewhere")
      return
    }
    let fixture = try VaultFixture()
    try fixture.tree.write("home/sh", bytes: Array(try Data(contentsOf: URL(fileURLWithPath: "/bin/sh"))))
    let program = try RunningProgram(
      copy: "home/loader", of: String(loader), in: fixture.tree,
      [fixture.tree.path("home/sh"), "-c", RunningProgram.waits])
    let done: Disposition = try #require(
      Vault.plan(Self.request(fixture.tree.path("home/sh"), stops: false), at: fixture.place).first)
    #expect(done.obstacle == .running)
    #expect(done.runners.contains { $0.pid == program.pid && !$0.isProgram })
  }

  /// Whoever asks is not ended: the test's own parent would run from the file.
  @Test func whatStartedThisIsNeverEnded() {
    #expect(ProcessTable.above(getpid()).contains(getppid()))
    #expect(!ProcessTable.above(getpid()).contains(getpid()))
  }

  @Test func theOwnProgramIsNeverTaken() throws {
    let fixture = try VaultFixture()
    let own: String = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let done: Disposition = try #require(Vault.plan(VaultFixture.request([own]), at: fixture.place).first)
    #expect(done.outcome == .refused && done.obstacle == .ownFile)
  }

  /// dpkg's own answer is the oracle. Nothing is changed: it is a plan.
  @Test(arguments: ["/bin/sh", "/usr/bin/env", "/bin/ls"])
  private func whatAPackageOwnsIsRefused(_ path: String) throws {
    guard getuid() == 0 else {
      print("skipped: for others the system refuses before anybody asks for the owner")
      return
    }
    let fixture = try VaultFixture()
    let real: String = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let short: String = real.hasPrefix("/usr/bin/") ? String(real.dropFirst(4)) : real
    guard let answer = OracleProgram.output("dpkg", "-S", real) ?? OracleProgram.output("dpkg", "-S", short),
      let owner = answer.split(separator: ":").first
    else {
      print("skipped: dpkg does not know \(real)")
      return
    }
    let done: Disposition = try #require(Vault.plan(VaultFixture.request([real]), at: fixture.place).first)
    #expect(done.outcome == .refused && done.obstacle == .packageOwned)
    #expect(done.record?.package?.hasPrefix("dpkg: " + owner) == true)
    #expect(!FileManager.default.fileExists(atPath: fixture.place), "a plan makes no vault")
  }

  @Test func mappingsAreRead() {
    let text: String = """
      00400000-00452000 r-xp 00000000 fe:01 173521      /usr/bin/a b
      7f00-7f10 rw-p 00000000 00:00 0
      7f20-7f30 r--p 00000000 fe:01 173521 /usr/bin/a b
      7f40-7f50 r--p 00000000 103:02 7
      """
    let found: Set<MappedFile> = Set(MappedFile.all(in: Array(text.utf8)))
    #expect(
      found == [
        MappedFile(device: 0xFE01, inode: 173_521, path: Array("/usr/bin/a b".utf8)),
        MappedFile(device: 0x10302, inode: 7, path: []),
      ])
  }

  @Test(arguments: [
    ("12 (a) b) (c)) S 7 1", "a) b) (c)", 7), ("1 () R 0", "", 0), ("3 (\u{1B}[2J) R 1 2", "\\x1B[2J", 1),
  ])
  private func statusLinesAreRead(_ line: String, name: String, parent: Int) {
    let status: ProcessStatusLine? = ProcessStatusLine(Array(line.utf8))
    #expect(status?.name == name && status?.parent == Int32(parent))
  }
}
