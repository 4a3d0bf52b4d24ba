import CordonTestSupport
import Foundation
import Testing

/// A small network in network namespaces of its own: nothing of the machine's own network is touched.
///
/// ```
/// guest 10.78.0.2 ── 10.78.0.1 host 10.77.0.1 ── 10.77.0.2 (management), 10.77.0.3 (anybody else) peer
/// ```
/// The same over IPv6 with `fd77::` and `fd78::`. The host forwards.
final class SmallNetwork {
  /// Whether this machine lets us make namespaces.
  static let isPossible: Bool = {
    guard getuid() == 0, OracleProgram.exists("ip"), OracleProgram.exists("nft"), OracleProgram.exists("python3") else {
      return false
    }
    let name: String = "cordon-probe-\(getpid())"
    guard OracleProgram.output("ip", "netns", "add", name) != nil else { return false }
    defer { _ = OracleProgram.output("ip", "netns", "del", name) }
    return OracleProgram.output("ip", "netns", "exec", name, "nft", "list", "ruleset") != nil
  }()

  static let reason: Comment = "needs root, ip, nft, python3 and network namespaces"

  let names: (host: String, peer: String, guest: String)
  let tree: FixtureTree
  /// The folder of the state.
  var folder: String { tree.path("state") }

  init() throws {
    tree = try FixtureTree()
    let mark: String = String(UInt32.random(in: 0...UInt32.max), radix: 16)
    names = ("cordon-h-\(mark)", "cordon-p-\(mark)", "cordon-g-\(mark)")
    for name in [names.host, names.peer, names.guest] { try SmallNetwork.ip("netns", "add", name) }
    try link(names.host, "up0", "10.77.0.1/24", "fd77::1/64", names.peer, "eth0", "10.77.0.2/24", "fd77::2/64")
    try link(names.host, "down0", "10.78.0.1/24", "fd78::1/64", names.guest, "eth0", "10.78.0.2/24", "fd78::2/64")
    for address in ["10.77.0.3/24", "fd77::3/64"] { try add(address, names.peer, "eth0") }
    for name in [names.host, names.peer, names.guest] { try SmallNetwork.ip("-n", name, "link", "set", "lo", "up") }
    try SmallNetwork.ip("-n", names.guest, "route", "add", "default", "via", "10.78.0.1")
    try SmallNetwork.ip("-n", names.peer, "route", "add", "10.78.0.0/24", "via", "10.77.0.1")
    _ = OracleProgram.output("ip", "netns", "exec", names.host, "sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward")
  }

  deinit {
    // Keepers and agents that a test left behind are in these namespaces and nowhere else.
    for name in [names.host, names.peer, names.guest] {
      let all: String = OracleProgram.output("ip", "netns", "pids", name) ?? ""
      for pid in all.split(separator: "\n").compactMap({ Int32($0) }) { kill(pid, SIGKILL) }
    }
    for name in [names.host, names.peer, names.guest] { _ = OracleProgram.output("ip", "netns", "del", name) }
  }

  /// Runs `ip` and expects that it does what it is told.
  static func ip(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ip"] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "ip \(arguments.joined(separator: " "))")
  }

  /// What nft lists in the host.
  var rules: String { OracleProgram.output("ip", "netns", "exec", names.host, "nft", "list", "ruleset") ?? "?" }

  /// A command of nft in the host, as somebody who tampers would give it.
  func nft(_ arguments: String...) throws {
    try SmallNetwork.run(["ip", "netns", "exec", names.host, "nft"] + arguments)
  }

  private static func run(_ command: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(command)")
  }

  private func add(_ address: String, _ name: String, _ device: String) throws {
    // Without the wait for duplicates, which would take a second.
    if address.contains(":") {
      try SmallNetwork.ip("-n", name, "addr", "add", address, "dev", device, "nodad")
    } else {
      try SmallNetwork.ip("-n", name, "addr", "add", address, "dev", device)
    }
  }

  private func link(
    _ one: String, _ oneDevice: String, _ one4: String, _ one6: String, _ other: String, _ otherDevice: String,
    _ other4: String, _ other6: String
  ) throws {
    try SmallNetwork.ip(
      "link", "add", oneDevice, "netns", one, "type", "veth", "peer", "name", otherDevice, "netns", other)
    for address in [one4, one6] { try add(address, one, oneDevice) }
    for address in [other4, other6] { try add(address, other, otherDevice) }
    try SmallNetwork.ip("-n", one, "link", "set", oneDevice, "up")
    try SmallNetwork.ip("-n", other, "link", "set", otherDevice, "up")
  }
}

/// A program inside one namespace that opens connections and says what became of them: one line in, one line out.
final class NamespaceAgent {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var rest: [UInt8] = []

  init(in namespace: String) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ip", "netns", "exec", namespace, "python3", "-I", "-c", NamespaceAgent.script]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    #expect(line() == "ready")
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Gives one command and waits for its answer.
  @discardableResult
  func ask(_ words: String...) -> String {
    input.fileHandleForWriting.write(Data((words.joined(separator: " ") + "\n").utf8))
    return line()
  }

  private func line() -> String {
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        let line = String(decoding: rest[..<end], as: UTF8.self)
        rest.removeSubrange(...end)
        return line
      }
      let data: Data = output.fileHandleForReading.availableData
      if data.isEmpty { return "gone" }
      rest += Array(data)
    }
  }

  private static let script = #"""
    import errno, socket, struct, sys, threading, time

    links, heard, beats = {}, set(), {}

    def family(host): return socket.AF_INET6 if ":" in host else socket.AF_INET

    def word(error):
        if isinstance(error, (socket.timeout, TimeoutError)): return "timeout"
        return errno.errorcode.get(getattr(error, "errno", None), type(error).__name__)

    def echo(link):
        try:
            while True:
                data = link.recv(4096)
                if not data: return
                link.sendall(data)
        except OSError: pass

    def accept(server):
        while True:
            link, _ = server.accept()
            links[str(len(links)) + "!"] = link
            threading.Thread(target=echo, args=(link,), daemon=True).start()

    def serve(host, port):
        server = socket.socket(family(host), socket.SOCK_STREAM)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, int(port)))
        server.listen(64)
        threading.Thread(target=accept, args=(server,), daemon=True).start()
        return "ok"

    def answer(server):
        while True:
            data, place = server.recvfrom(4096)
            heard.add(data)
            try: server.sendto(data, place)
            except OSError: pass

    def serve_udp(host, port):
        server = socket.socket(family(host), socket.SOCK_DGRAM)
        server.bind((host, int(port)))
        threading.Thread(target=answer, args=(server,), daemon=True).start()
        return "ok"

    def connect(name, host, port):
        link = socket.socket(family(host), socket.SOCK_STREAM)
        link.settimeout(3)
        link.connect((host, int(port)))
        links[name] = link
        return "ok"

    def send(name):
        links[name].sendall(b"x")
        return "ok" if links[name].recv(1) == b"x" else "closed"

    def attempt(host, port, seconds="3"):
        link = socket.socket(family(host), socket.SOCK_STREAM)
        link.settimeout(float(seconds))
        try: link.connect((host, int(port)))
        finally: link.close()
        return "ok"

    def datagram(host, port):
        link = socket.socket(family(host), socket.SOCK_DGRAM)
        link.settimeout(0.5)
        try:
            link.sendto(b"x", (host, int(port)))
            link.recv(10)
        finally: link.close()
        return "ok"

    def beat(name):
        state = beats[name]
        link = links[name]
        try:
            while not state["stop"]:
                state["sent"] += 1
                link.sendall(b"h")
                if link.recv(1) == b"h": state["back"] += 1
                time.sleep(0.002)
        except OSError as error: state["error"] = word(error)

    def start(name):
        beats[name] = {"stop": False, "sent": 0, "back": 0, "error": ""}
        beats[name]["thread"] = threading.Thread(target=beat, args=(name,), daemon=True)
        beats[name]["thread"].start()
        return "ok"

    def stop(name):
        state = beats[name]
        state["stop"] = True
        state["thread"].join(5)
        return "%d %d %s" % (state["sent"], state["sent"] - state["back"], state["error"])

    def frame(device, mac, source, target, mark):
        link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
        link.bind((device, 0))
        data = mark.encode()
        udp = struct.pack("!HHHH", 40000, 9999, 8 + len(data), 0) + data
        head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 1, 0, 64, 17, 0,
                           socket.inet_aton(source), socket.inet_aton(target))
        total = sum(struct.unpack("!10H", head))
        total = (total >> 16) + (total & 0xFFFF)
        total += total >> 16
        head = head[:10] + struct.pack("!H", ~total & 0xFFFF) + head[12:]
        own = open("/sys/class/net/" + device + "/address").read().strip()
        raw = lambda text: bytes.fromhex(text.replace(":", ""))
        link.send(raw(mac) + raw(own) + b"\x08\x00" + head + udp)
        return "ok"

    def mac(device): return open("/sys/class/net/" + device + "/address").read().strip()

    def has_heard(mark):
        for _ in range(50):
            if mark.encode() in heard: return "yes"
            time.sleep(0.01)
        return "no"

    commands = {f.__name__: f for f in (serve, serve_udp, connect, send, attempt, datagram, start, stop, frame, mac, has_heard)}
    print("ready", flush=True)
    for line in sys.stdin:
        name, *rest = line.split()
        try: print(commands[name](*rest), flush=True)
        except Exception as error: print(word(error), flush=True)
    """#
}
