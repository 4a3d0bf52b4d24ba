import CordonModel
import CordonTestSupport
import Foundation
import Glibc
import Testing

@testable import CordonCollect

/// The snapshot of the machine the tests run on.
@Suite("Running processes", .serialized)
struct LiveProcessTests {
  private static let now = Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))

  private func snapshot(_ options: ProcessOptions = ProcessOptions()) -> ProcessSnapshot {
    ProcessCollector(options: options).collect(now: Self.now)
  }

  private func own(_ snapshot: ProcessSnapshot) throws -> ProcessFacts {
    try #require(snapshot.processes.first { $0.pid == getpid() })
  }

  /// What is neither refused nor the fault of a program of another test: one that starts the next as soon as it runs is
  /// another each time it is looked at.
  private func unexpected(_ snapshot: ProcessSnapshot) -> [Coverage.Gap] {
    snapshot.coverage.gaps.filter { !$0.isRefused && $0.detail != "changed each time it was looked at" }
  }

  @Test("The test finds itself")
  func itself() throws {
    let found: ProcessSnapshot = snapshot()
    let process: ProcessFacts = try own(found)
    let executable: String = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #expect(process.executable == Array(executable.utf8))
    #expect(process.executableState == .present)
    #expect(process.parent == getppid())
    #expect(process.user == geteuid())
    let began: Timestamp = try #require(process.startedAt)
    #expect(began <= Self.now && began > Self.now.before(seconds: 86_400))
    #expect(process.commandLine.contains("/"))
    #expect(found.processes.map(\.pid) == found.processes.map(\.pid).sorted())
    // Some systems keep single processes even from root.
    #expect(unexpected(found).isEmpty, "\(unexpected(found))")
    #expect((found.coverage.state == .complete) == found.coverage.gaps.isEmpty)
  }

  /// The files that are mapped as code at this moment, by their lines in the text of the kernel, without the executable.
  private func mapped() throws -> Set<String> {
    let file = try RootedDirectory(path: "/proc/self", confinement: .beneath, stepwise: false)
      .openFile(Array("maps".utf8))
    let text = String(decoding: try BoundedReader.readStream(file, limit: 4 << 20), as: UTF8.self)
    var paths: Set<String> = []
    for line in text.split(separator: "\n") {
      let fields: [Substring] = line.split(separator: " ", maxSplits: 5)
      guard fields.count == 6, fields[1].dropFirst(2).first == "x", fields[4] != "0" else { continue }
      paths.insert(fields[5].drop { $0 == " " }.description)
    }
    paths.remove(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return paths
  }

  @Test("Mapped code is what the text of the kernel says, by both ways to ask", arguments: [true, false])
  func mappings(asksKernel: Bool) throws {
    var options = ProcessOptions()
    options.asksKernelForMappings = asksKernel
    // Other tests load libraries meanwhile: what stands in both of two texts around the look has to be there, and all that
    // is there was mapped at some time.
    let before: Set<String> = try mapped()
    let modules: [ProcessFacts.Module] = try own(snapshot(options)).modules
    let after: Set<String> = try mapped()
    let found = Set(modules.map { String(decoding: $0.path, as: UTF8.self) + ($0.isDeleted ? " (deleted)" : "") })
    #expect(!before.isEmpty && before.intersection(after).subtracting(found) == [])
    #expect(Set(modules).count == modules.count)
    let executable: String = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #expect(!found.contains(executable))
    #expect(
      modules.allSatisfy {
        $0.isDeleted || FileManager.default.fileExists(atPath: String(decoding: $0.path, as: UTF8.self))
      })
    // Both ways agree on what they both say of a file.
    var other: ProcessOptions = options
    other.asksKernelForMappings = !asksKernel
    let others: [ProcessFacts.Module] = try own(snapshot(other)).modules
    let lasting: Set<String> = before.intersection(try mapped())
    for path in lasting {
      #expect(modules.filter { $0.path == Array(path.utf8) } == others.filter { $0.path == Array(path.utf8) })
    }
  }

  private func open(_ family: Int32, _ kind: __socket_type) throws -> (descriptor: Int32, port: UInt16) {
    let descriptor: Int32 = socket(family, Int32(kind.rawValue), 0)
    try #require(descriptor >= 0)
    var port: UInt16 = 0
    if family == AF_INET {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = bind(descriptor, $0, length)
          _ = getsockname(descriptor, $0, &length)
        }
      }
      port = UInt16(bigEndian: address.sin_port)
    } else {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_addr = in6addr_loopback
      var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = bind(descriptor, $0, length)
          _ = getsockname(descriptor, $0, &length)
        }
      }
      port = UInt16(bigEndian: address.sin6_port)
    }
    if kind == SOCK_STREAM { _ = listen(descriptor, 1) }
    return (descriptor, port)
  }

  @Test("Its own sockets are found, listening and connected, in both families and transports")
  func sockets() throws {
    let listening = try open(AF_INET, SOCK_STREAM)
    let packets = try open(AF_INET, SOCK_DGRAM)
    defer { for descriptor in [listening.descriptor, packets.descriptor] { close(descriptor) } }
    let client: Int32 = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(client) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = listening.port.bigEndian
    let result: Int32 = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
    var byText = ProcessOptions()
    byText.asksKernelForSockets = false
    for options in [ProcessOptions(), byText] {
      let found: [SocketFacts] = try own(snapshot(options)).sockets
      #expect(found.contains { $0.transport == .tcp && $0.state == "LISTEN" && $0.localPort == listening.port })
      #expect(
        found.contains {
          $0.transport == .udp && $0.state == "UNCONN" && $0.localPort == packets.port && $0.remoteAddress == nil
        })
      #expect(
        found.contains {
          $0.state == "ESTABLISHED" && $0.remotePort == listening.port && $0.remoteAddress == "127.0.0.1"
        })
    }
  }

  @Test("The same for IPv6", .enabled("this machine has no IPv6") { try IPv6.isThere() })
  func socketsOfIPv6() throws {
    let listening = try open(AF_INET6, SOCK_STREAM)
    let packets = try open(AF_INET6, SOCK_DGRAM)
    defer { for descriptor in [listening.descriptor, packets.descriptor] { close(descriptor) } }
    let found: [SocketFacts] = try own(snapshot()).sockets
    for (transport, port) in [(SocketFacts.Transport.tcp, listening.port), (.udp, packets.port)] {
      #expect(found.contains { $0.transport == transport && $0.localPort == port && $0.localAddress == "::1" })
    }
  }

  private enum IPv6 {
    static func isThere() throws -> Bool {
      guard FileManager.default.fileExists(atPath: "/proc/net/if_inet6") else { return false }
      return try !String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8).isEmpty
    }
  }

  @Test("An executable that was deleted or replaced while it runs", arguments: [false, true])
  func lostExecutable(isReplaced: Bool) throws {
    let program = try RunningProgram(named: "program", copyOf: "/bin/sh", script: RunningProgram.waits)
    let path: String = program.path
    try FileManager.default.removeItem(atPath: path)
    if isReplaced { try Data("another".utf8).write(to: URL(fileURLWithPath: path)) }
    let found: ProcessSnapshot = snapshot()
    let process: ProcessFacts = try #require(found.processes.first { $0.pid == program.pid })
    #expect(process.executableState == (isReplaced ? .replaced : .deleted))
    #expect(process.executable == Array(path.utf8))
    // What runs can still be read, though its name is gone.
    let file = try ProcessFiles().openExecutable(of: process)
    #expect(try BoundedReader.read(file, limit: 4).bytes == [0x7F, 0x45, 0x4C, 0x46])
    var other: ProcessFacts = process
    other.identity?.inode += 1
    #expect(throws: FileFailure.self) { try ProcessFiles().openExecutable(of: other).number }
    program.end()
    #expect(throws: FileFailure.self) { try ProcessFiles().openExecutable(of: process).number }
  }

  @Test("A mapped file can be opened for reading")
  func module() throws {
    let process: ProcessFacts = try own(snapshot())
    let module: ProcessFacts.Module = try #require(process.modules.first { !$0.isDeleted })
    let file = try ProcessFiles().openModule(module, of: process)
    let expected: Data = try Data(contentsOf: URL(fileURLWithPath: String(decoding: module.path, as: UTF8.self)))
    #expect(try file.status().size == UInt64(expected.count))
    var other: ProcessFacts.Module = module
    other.inode += 1_000_000_007
    #expect(throws: FileFailure.self) { try ProcessFiles().openModule(other, of: process).number }
  }

  @Test("A table of processes that changes all the time is read whole")
  func storm() throws {
    let storm = Process()
    storm.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The shell forks 6,000 processes as quickly as it can and starts a program in every tenth.
    storm.arguments = [
      "-c", "i=0; while [ $i -lt 600 ]; do for j in 1 2 3 4 5 6 7 8 9; do (:); done; /bin/true; i=$((i+1)); done",
    ]
    try storm.run()
    var rounds: Int = 0
    while storm.isRunning, rounds < 2_000 {
      let found: ProcessSnapshot = snapshot()
      rounds += 1
      #expect(found.processes.contains { $0.pid == getpid() })
      #expect(unexpected(found).isEmpty, "\(unexpected(found))")
    }
    storm.waitUntilExit()
    #expect(rounds > 0)
  }

  @Test("The sockets are those that ss lists")
  func oracle() throws {
    guard OracleProgram.first("ss") != nil else {
      print("ss is not installed: sockets are not compared")
      return
    }
    let listening = try open(AF_INET, SOCK_STREAM)
    defer { close(listening.descriptor) }
    // Others come and go: what stands in both of two answers of ss around the look has to be there.
    let before: Set<String> = try listed()
    let found: Set<String> = Set(
      snapshot().sockets.map { "\($0.transport.rawValue) \($0.localAddress) \($0.localPort)" })
    let lasting: Set<String> = before.intersection(try listed())
    #expect(lasting.contains("tcp 127.0.0.1 \(listening.port)"))
    #expect(lasting.subtracting(found) == [])
  }

  private func listed() throws -> Set<String> {
    let text: String = try #require(OracleProgram.output("ss", "-H", "-tuna"))
    return Set(
      text.split(separator: "\n").compactMap { line in
        let fields: [Substring] = line.split(separator: " ")
        guard fields.count >= 5, let colon = fields[4].lastIndex(of: ":") else { return nil }
        var address: Substring = fields[4][..<colon]
        if let zone = address.firstIndex(of: "%") { address = address[..<zone] }
        address.removeAll { $0 == "[" || $0 == "]" }
        if address.hasPrefix("::ffff:"), address.contains(".") { address = address.dropFirst(7) }
        // A socket for both families stands as `*`.
        if address == "*" { address = "::" }
        return "\(fields[0]) \(address) \(fields[4][fields[4].index(after: colon)...])"
      })
  }

  @Test("Sockets of another network namespace are found with their process")
  func namespace() throws {
    guard getuid() == 0, OracleProgram.exists("python3"),
      OracleProgram.output("unshare", "--net", "true") != nil
    else {
      print("no right to make a namespace, or no python3: other namespaces are not looked at")
      return
    }
    let script =
      "import socket,sys; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind(('0.0.0.0',53535)); "
      + "print('ready',flush=True); sys.stdin.read()"
    let program = try RunningProgram("/usr/bin/env", ["unshare", "--net", "python3", "-c", script])
    let found: ProcessSnapshot = snapshot()
    let process: ProcessFacts = try #require(found.processes.first { $0.pid == program.pid })
    #expect(process.sockets.map(\.localPort) == [53_535])
    program.end()
  }
}
