import CordonModel
import CordonTestSupport
import Glibc
import Testing

@testable import CordonCollect

/// The parsers of what `/proc` and the kernel say, by tables.
@Suite("Parsers of processes and sockets")
struct ProcessParserTests {
  private static let tail = " S 7 42 42 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 3 0 12345 1 2 3 4096 8192\n"

  private func stat(_ text: String) -> ProcessStat? { ProcessStat(Array(text.utf8).span) }

  @Test(
    "A name may hold anything that ends a name",
    arguments: [
      ("(cat)", "cat"), ("(a) R 1\n(b) )", "a) R 1\n(b) "), ("()", ""), ("())", ")"),
      ("(tmux: server)", "tmux: server"),
    ])
  func statNames(text: String, name: String) throws {
    let stat: ProcessStat = try #require(self.stat("42 " + text + Self.tail))
    #expect(stat.name == Array(name.utf8))
    #expect(stat.parent == 7)
    #expect(stat.startTicks == 12_345)
    #expect(stat.codeStart == 4_096)
    #expect(stat.threads == 3)
    #expect(!stat.isEnded && !stat.isKernelThread)
  }

  @Test("A stat that is cut anywhere before the start time is none")
  func cutStat() {
    let whole: [UInt8] = Array(("42 (cat)" + Self.tail).utf8)
    let complete: Int = ("42 (cat)" + " S 7 42 42 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 3 0 1").utf8.count
    for length in 0..<whole.count {
      #expect((ProcessStat(Array(whole[..<length]).span) != nil) == (length >= complete), "\(length)")
    }
  }

  @Test("Threads of the kernel and processes that have ended are told apart")
  func flags() throws {
    let thread: ProcessStat = try #require(self.stat("2 (kthreadd)" + Self.tail.replacing("4194304", with: "2129984")))
    #expect(thread.isKernelThread)
    #expect(try #require(self.stat("2 (x)" + Self.tail.replacing(" S ", with: " Z "))).isEnded)
  }

  @Test(
    "Only code of files is taken from the mappings",
    arguments: [
      ("7f00-7f10 r-xp 00000000 fd:01 123                    /usr/lib/libc.so.6", "/usr/lib/libc.so.6"),
      ("7f00-7f10 r-xp 00000000 fd:01 123 /tmp/a b (deleted)", "/tmp/a b (deleted)"),
      ("7f00-7f10 r-xp 00000000 00:01 9 /memfd:x (deleted)", "/memfd:x (deleted)"),
      ("7f00-7f10 r--p 00000000 fd:01 123 /usr/lib/libc.so.6", nil), ("7f00-7f10 r-xp 00000000 00:00 0", nil),
      ("7f00-7f10 r-xp 00000000 00:00 0 [vdso]", nil), ("7f10-7f00 r-xp 0 fd:01 1 /a", nil),
      ("7f00 r-xp 0 fd:01 1 /a", nil), ("7f00-7f10 r-xp 0 fd01 1 /a", nil), ("7f00-7f10 r-xp 0 fd:01 x /a", nil),
      ("", nil), ("7f00-7f10 r-", nil), ("7f00-7f10 r-xp 0 fd:01 1 relative", nil),
    ] as [(String, String?)])
  func maps(line: String, path: String?) {
    let bytes: [UInt8] = Array((line + "\n").utf8)
    var position: Int = 0
    let found: MapsLine? = MapsLine.next(bytes.span, from: &position)
    #expect(found.map { String(decoding: bytes[$0.path], as: UTF8.self) } == path)
    #expect(position == bytes.count)
  }

  @Test("The device of a mapping is the one of stat")
  func mapsDevice() throws {
    let bytes: [UInt8] = Array("7f00-7f10 r-xp 00000000 103:1ff 123 /a\n".utf8)
    var position: Int = 0
    let line: MapsLine = try #require(MapsLine.next(bytes.span, from: &position))
    // Eight low bits of the minor number, twelve of the major, twelve more of the minor (makedev(3)).
    #expect(line.device == 0xFF | 0x103 << 8 | 0x1 << 20)
  }

  private static let id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  private static let pod = "kubepods-burstable-pod12345678_1234_1234_1234_123456789012.slice"

  @Test(
    "Containers by the names of their control groups",
    arguments: [
      ("0::/system.slice/docker-\(id).scope", "docker:0123456789ab"), ("0::/docker/\(id)", "docker:0123456789ab"),
      ("12:memory:/\n3:cpu,cpuacct:/docker/\(id)\n0::/", "docker:0123456789ab"),
      ("0::/machine.slice/libpod-\(id).scope/container", "podman:0123456789ab"),
      ("0::/machine.slice/libpod-conmon-\(id).scope", nil),
      ("0::/system.slice/cri-containerd-\(id).scope", "containerd:0123456789ab"),
      ("0::/default/\(id)", "containerd:0123456789ab"), ("0::/else/\(id)", "container:0123456789ab"),
      ("0::/kubepods.slice/\(pod)/cri-containerd-\(id).scope", "k8s:12345678/0123456789ab"),
      ("0::/kubepods/besteffort/pod12345678-1234-1234-1234-123456789012/\(id)", "k8s:12345678/0123456789ab"),
      ("0::/kubepods.slice/\(pod)", "k8s:12345678"), ("0::/lxc/web1", "lxc:web1"), ("0::/lxc.payload.web1", "lxc:web1"),
      ("0::/machine.slice/systemd-nspawn@box.service/payload", "systemd-nspawn:box"),
      ("0::/machine.slice/machine-box.scope", "systemd-nspawn:box"),
      ("0::/machine.slice/machine-qemu\\x2d1\\x2dvm.scope", nil), ("0::/user.slice/user-1000.slice", nil),
      ("0::/", nil), ("", nil), ("0::/docker/docker-short.scope", nil), ("0::/lxc/\u{1B}[31m", "lxc:\\x1B[31m"),
    ] as [(String, String?)])
  func containers(group: String, name: String?) {
    #expect(ControlGroup.container(Array((group + "\n").utf8)) == name)
  }

  @Test("Addresses are written as the C library writes them, which follows RFC 5952")
  func addresses() throws {
    var generator = SeededGenerator(seed: 5_952)
    for _ in 0..<5_000 {
      // Many zeros, for runs of them are what the rules are about.
      let bytes: [UInt8] = (0..<8).flatMap { _ -> [UInt8] in
        switch UInt8.random(in: 0..<4, using: &generator) {
        case 0: [UInt8.random(in: 0...255, using: &generator), UInt8.random(in: 0...255, using: &generator)]
        case 1: [0, UInt8.random(in: 0...15, using: &generator)]
        default: [0, 0]
        }
      }
      // The C library also writes ::1.2.3.4, which RFC 5952 does not ask for.
      guard bytes[..<12].contains(where: { $0 != 0 }) else { continue }
      var text: [CChar] = Array(repeating: 0, count: 64)
      _ = inet_ntop(AF_INET6, bytes, &text, 64)
      let expected = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let words: [UInt64] = [bytes[..<8], bytes[8...]].map { $0.reduce(0) { $0 << 8 | UInt64($1) } }
      let address = InternetAddress(high: words[0], low: words[1], isIPv6: true)
      #expect(address.text == expected.replacing("::ffff:", with: expected.contains(".") ? "" : "::ffff:"))
    }
    #expect(InternetAddress(low: 0x7F00_0001, isIPv6: false).text == "127.0.0.1")
    #expect(InternetAddress(low: 0xFFFF_0A00_0001, isIPv6: true).text == "10.0.0.1")
    #expect(InternetAddress(low: 0, isIPv6: true).text == "::")
    #expect(InternetAddress(low: 1, isIPv6: true).text == "::1")
  }

  @Test("A table of sockets as text")
  func socketTable() throws {
    let text = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 12345 1 0 100 0 0 10 0
         1: 00000000000000000000000001000000:0050 B80D01200000000000000000010000FF:D431 01 0:0 0:0 0 0 0 9
         2: 0000000000000000FFFF00000100000A:0050 00000000000000000000000000000000:0000 07 0:0 0:0 0 0 0 8
         3: broken
      """
    var records: [SocketRecord] = []
    let bytes: [UInt8] = Array((text + "\n   4: cut").utf8)
    let read = SocketTable.read(bytes.span, .tcp, into: &records, limit: 10)
    #expect(read.consumed == bytes.count - 9)
    #expect(
      records.map(\.facts) == [
        SocketFacts(
          transport: .tcp, localAddress: "127.0.0.1", localPort: 8_080, remoteAddress: nil, remotePort: nil,
          state: "LISTEN"),
        SocketFacts(
          transport: .tcp, localAddress: "::1", localPort: 80, remoteAddress: "2001:db8::ff00:1", remotePort: 54_321,
          state: "ESTABLISHED"),
        SocketFacts(
          transport: .tcp, localAddress: "10.0.0.1", localPort: 80, remoteAddress: nil, remotePort: nil, state: "CLOSE"),
      ])
    #expect(records.map(\.inode) == [12_345, 9, 8])
    records = []
    #expect(SocketTable.read(bytes.span, .tcp, into: &records, limit: 1).omitted == 2)
    #expect(records.count == 1)
  }

  @Test("Answers of the kernel, and what ends them")
  func diagnosis() throws {
    func message(_ kind: UInt8, _ body: [UInt8], length: UInt8? = nil) -> [UInt8] {
      [length ?? UInt8(16 + body.count), 0, 0, 0, kind, 0, 2, 0] + Array(repeating: 0, count: 8) + body
    }
    var body: [UInt8] = Array(repeating: 0, count: 72)
    body.replaceSubrange(0..<8, with: [2, 10, 0, 0, 0x1F, 0x90, 0, 0])
    body.replaceSubrange(8..<12, with: [127, 0, 0, 1])
    body[68] = 77
    let socket: [UInt8] = message(20, body)
    let cases: [([UInt8], InetDiagnosis.Outcome, Int)] = [
      (socket + message(3, [0, 0, 0, 0]), .done, 1), (socket + socket, .more, 2), (socket, .more, 1),
      (message(2, [0xFE, 0xFF, 0xFF, 0xFF]), .failed(2), 0), (message(3, [0xFC, 0xFF, 0xFF, 0xFF]), .failed(4), 0),
      (Array(socket.dropLast()), .malformed, 0), (message(20, [2, 0, 0, 0]) + message(3, []), .done, 0),
      (message(20, [], length: 0) + socket, .malformed, 0), ([1, 2, 3], .malformed, 0), ([], .more, 0),
    ]
    for (bytes, outcome, count) in cases {
      var records: [SocketRecord] = []
      #expect(InetDiagnosis.read(bytes.span, .tcp, into: &records, limit: 9).outcome == outcome)
      #expect(records.count == count)
      #expect(records.allSatisfy { $0.inode == 77 && $0.localPort == 8_080 && $0.facts.localAddress == "127.0.0.1" })
    }
  }

  @Test(
    "Command lines are printable and bounded",
    arguments: [
      ([], ""), (Array("cat\0".utf8), "cat"), (Array("a\0b c\0\0".utf8), "a b c"),
      ([0x1B, 0x5B, 0x0A, 0], "\\x1B[\\x0A"),
      ([0xFF, 0x41], "\\xFFA"), ([0, 0, 0], ""),
    ] as [([UInt8], String)])
  func commandLines(bytes: [UInt8], text: String) { #expect(CommandLine.text(bytes[...]) == text) }

  @Test("A long command line is cut at a whole character")
  func longCommandLine() {
    let long: String = CommandLine.text(Array(String(repeating: "ä€", count: 3_000).utf8)[...])
    #expect(long.utf8.count <= ProcessFacts.commandLimit && long.utf8.count > ProcessFacts.commandLimit - 4)
    #expect(!long.contains("\u{FFFD}"))
  }

  @Test("The first name of a user counts; what is no line of passwd is passed over")
  func users() {
    let names = UserNames(
      Array("root:x:0:0::/:\nadmin:x:0:0::/:\nbad\n:x:5:\nu\u{1B}:x:7:7:\nx:x:4294967296:0:\n".utf8))
    #expect(names[0] == "root")
    #expect(names[5] == nil)
    #expect(names[7] == "u\\x1B")
  }
}
