import CordonTestSupport
import Foundation
internal import Glibc

/// A service of others that a test runs in a folder of its own, on a loopback port, and ends.
///
/// Foundation's Process takes a program that closes its descriptors for one that has ended, and waits for it in the thread
/// that serves every other one; and it passes blocked signals on. So it is started without it.
final class Daemon {
  let port: Int
  private let child: pid_t
  private var hasEnded: Bool = false

  /// - Parameter program: among the system's own; `nil` when there is none or it does not start.
  init?(_ program: String, folder: String, port: Int, _ arguments: [String]) {
    guard let path = Daemon.path(program) else { return nil }
    self.port = port
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (number, mode) in [(0, O_RDONLY), (1, O_WRONLY), (2, O_WRONLY)] {
      posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", mode, 0)
    }
    // Nothing of this process is handed on: whoever waits for the end of a pipe of ours would wait for the service.
    for number in 3..<Int32(256) where fcntl(number, F_GETFD) >= 0 {
      posix_spawn_file_actions_addclose(&actions, number)
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words: [String] = [path] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) }
    argv.append(nil)
    let variables: [String] = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=" + folder]
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { (word: String) in strdup(word) }
    environment.append(nil)
    defer { for pointer in argv + environment { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawn(&child, path, &actions, &attributes, &argv, &environment) == 0 else { return nil }
    self.child = child
  }

  deinit { stop() }

  static func path(_ program: String) -> String? {
    ["/usr/sbin/", "/usr/bin/"].map { $0 + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func ends() -> Bool {
    if !hasEnded { hasEnded = waitpid(child, nil, WNOHANG) != 0 }
    return hasEnded
  }

  /// Asks it to end and waits until all of its log is written; ends it by force after ten seconds.
  func stop() {
    guard !ends() else { return }
    kill(child, SIGTERM)
    for _ in 0..<500 where !ends() { poll(nil, 0, 20) }
    if !hasEnded {
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
      hasEnded = true
    }
  }

  /// Asks until there is an answer, for a minute at least: a busy machine starts a service slowly, and a refused question
  /// comes back at once.
  func answers(_ question: () -> Bool) -> Bool {
    for _ in 0..<1_200 where !ends() {
      if question() { return true }
      poll(nil, 0, 50)
    }
    return false
  }

  /// Asks a name server on loopback for an address.
  func lookUp(_ name: String) -> Bool {
    OracleProgram.output("dig", "@127.0.0.1", "-p", String(port), "+time=20", "+tries=1", name, "A") != nil
  }

  /// A port that is free now, for UDP and TCP.
  static func freePort() -> Int? {
    for _ in 0..<20 {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let sockets: [Int32] = [Int32(SOCK_DGRAM.rawValue), Int32(SOCK_STREAM.rawValue)].map { socket(AF_INET, $0, 0) }
      defer { for number in sockets { close(number) } }
      let isFree: Bool = sockets.allSatisfy { number in
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(number, $0, length) == 0 && getsockname(number, $0, &length) == 0
          }
        }
      }
      if isFree { return Int(UInt16(bigEndian: address.sin_port)) }
    }
    return nil
  }
}
