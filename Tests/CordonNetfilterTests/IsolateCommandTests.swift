internal import CordonTestSupport
internal import Foundation
internal import Testing

/// `cordon isolate` and `cordon release` as an operator types them, in a namespace of their own with a `/var/lib` of its own.
@Suite(.enabled(if: SmallNetwork.isPossible, SmallNetwork.reason))
struct IsolateCommandTests {
  private let network: SmallNetwork
  private let peer: NamespaceAgent
  private let host: NamespaceAgent

  init() throws {
    network = try SmallNetwork()
    peer = try NamespaceAgent(in: network.names.peer)
    host = try NamespaceAgent(in: network.names.host)
    for address in ["10.77.0.2", "10.77.0.3"] { #expect(peer.ask("serve", address, "443") == "ok") }
  }

  @Test func isolatedConfirmedByANewConnectionAndReleased() throws {
    let run: [String] = try shell(
      """
      cordon isolate --keep 10.77.0.2:443 --until-person anna --reason test -o json=$T/isolate; echo $?
      python3 -I -c "import socket; socket.create_connection(('10.77.0.3', 443), 3)" 2>&1 | tail -1
      cordon isolate --status -o json=$T/status; echo $?
      cordon isolate --keep 10.77.0.2:443 --until-person anna --reason again >/dev/null; echo $?
      cordon release --reason done -o json=$T/release; echo $?
      cordon release --reason done >/dev/null; echo $?
      """)
    #expect(run == ["0", "ConnectionRefusedError: [Errno 111] Connection refused", "0", "77", "0", "77"])
    let isolated: [String: Any] = try json("isolate")
    #expect(isolated["outcome"] as? String == "done")
    #expect(isolated["reached"] as? String == "10.77.0.2:443")
    #expect((isolated["releaseCode"] as? String)?.utf8.count == 24)
    let status: [String: Any] = try json("status")
    #expect(status["isolated"] as? Bool == true)
    #expect(status["rulesLoaded"] as? Bool == true)
    #expect(status["keeperRuns"] as? Bool == true)
    #expect(try json("release")["isolated"] as? Bool == false)
    #expect(!network.rules.contains("cordon_iso"))
  }

  @Test func aKeptAddressThatDoesNotAnswerIsNoIsolation() throws {
    let run: [String] = try shell(
      """
      cordon isolate --keep 10.77.0.2:9 --until-person anna --reason test --confirm-within 2 >$T/text; echo $?
      """)
    #expect(run == ["69"])
    let text = String(decoding: try network.tree.bytes("text"), as: UTF8.self)
    #expect(text.contains("No kept address can be reached"))
    var isGone: Bool = false
    for _ in 0..<3_000 where !isGone {
      isGone = !network.rules.contains("cordon_iso")
      if !isGone { usleep(10_000) }
    }
    #expect(isGone)
  }

  @Test func aPersonConfirmsAndTheCodeReleases() throws {
    let run: [String] = try shell(
      """
      SUDO_USER=berta cordon isolate --keep 10.77.0.2:443 --until 2099-01-01 --reason test --no-probe -o json=$T/i; echo $?
      SUDO_USER=berta cordon isolate --confirm >/dev/null; echo $?
      cordon release --reason mine >/dev/null; echo $?
      cordon release --code AAAA-AAAA-AAAA-AAAA-AAAA --reason guessed >/dev/null; echo $?
      CODE=$(python3 -I -c "import json,sys; print(json.load(open(sys.argv[1]))['releaseCode'])" $T/i)
      cordon release --code $CODE --reason 'on site' --lang de | head -1; echo $?
      """)
    #expect(run == ["75", "0", "77", "77", "● Die Isolierung ist beendet.", "0"])
  }

  @Test(.enabled(if: OracleProgram.exists("systemd-analyze"), "systemd-analyze is not on this machine"))
  func systemdTakesTheUnit() throws {
    let run: [String] = try shell(
      """
      cordon isolate --print-unit > $T/cordon-isolation.service
      systemd-analyze verify --man=no $T/cordon-isolation.service 2>&1 | grep cordon-isolation; echo $?
      """)
    #expect(run == ["1"], "it has nothing to say")
    let unit = String(decoding: try network.tree.bytes("cordon-isolation.service"), as: UTF8.self)
    #expect(unit.contains("Before=network-pre.target"))
  }

  /// Runs lines of a shell inside the host. `ip netns exec` gives them mounts of their own, so this `/var/lib` is nobody
  /// else's.
  private func shell(_ lines: String) throws -> [String] {
    try network.tree.write("script", "mount -t tmpfs none /var/lib || exit 99\n" + lines + "\n")
    let path: String = URL(fileURLWithPath: BuiltProgram.path("cordon")).deletingLastPathComponent().path
    let output: String? = OracleProgram.output(
      "env", "-i", "T=\(network.tree.path)", "PATH=\(path):/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/nonexistent",
      "LC_ALL=C.UTF-8", "ip", "netns", "exec", network.names.host, "sh", network.tree.path("script"))
    return try #require(output).split(separator: "\n").map(String.init)
  }

  private func json(_ name: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(try network.tree.bytes(name))) as? [String: Any])
  }
}

/// What is refused before anything is asked of the system.
@Suite struct IsolateUsageTests {
  @Test(arguments: [
    ["isolate"], ["isolate", "--keep", "192.0.2.1:443", "--reason", "x"],
    ["isolate", "--keep", "192.0.2.1:443", "--until-person", "a"],
    ["isolate", "--keep", "192.0.2.1", "--until-person", "a", "--reason", "x", "--dry-run"],
    ["isolate", "--keep", "127.0.0.1:443", "--until-person", "a", "--reason", "x", "--dry-run"],
    ["isolate", "--keep", "192.0.2.1:443", "--until", "yesterday", "--reason", "x", "--dry-run"],
    ["isolate", "--keep", "192.0.2.1:443", "--until", "2001-01-01", "--reason", "x", "--dry-run"],
    ["isolate", "--keep", "192.0.2.1:443", "--until-person", "a", "--until", "2099-01-01", "--reason", "x"],
    ["isolate", "--confirm", "--status"], ["release"],
  ])
  func isUsage(arguments: [String]) throws { #expect(try run(arguments).code == 64) }

  @Test(.enabled(if: getuid() != 0, "root may do it"))
  func onlyRootMay() throws {
    let outcome = try run(["isolate", "--status"])
    #expect(outcome.code == 77)
    #expect(outcome.errors.contains("sudo cordon isolate --status"))
    let plan = try run(
      ["isolate", "--keep", "192.0.2.1:443", "--until-person", "a", "--reason", "x", "--dry-run"])
    #expect(plan.code == 0)
    #expect(plan.output.contains("192.0.2.1 . 443"))
  }

  private func run(_ arguments: [String]) throws -> (code: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path("cordon"))
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said: Data = output.fileHandleForReading.readDataToEndOfFile()
    let complained: Data = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: said, as: UTF8.self), String(decoding: complained, as: UTF8.self)
    )
  }
}
