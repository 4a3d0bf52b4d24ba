import CordonTestSupport
import Foundation
internal import Glibc

/// A service of others that a test runs in a folder of its own, on a loopback port, and ends.
final class Daemon {
  let port: Int
  private let process = Process()

  /// - Parameter program: among the system's own; `nil` when there is none or it does not start.
  init?(_ program: String, folder: String, port: Int, _ arguments: [String]) {
    guard let path = Daemon.path(program) else { return nil }
    self.port = port
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
  }

  deinit { stop() }

  static func path(_ program: String) -> String? {
    ["/usr/sbin/", "/usr/bin/"].map { $0 + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  var isRunning: Bool { process.isRunning }

  /// Ends it and waits, so that all of its log is written.
  func stop() {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
  }

  /// Asks until there is an answer; each question is a short-lived program, so this is no busy waiting.
  func answers(_ question: () -> Bool) -> Bool {
    for _ in 0..<600 where process.isRunning {
      if question() { return true }
    }
    return false
  }

  /// Asks a name server on loopback for an address.
  func lookUp(_ name: String) -> Bool {
    OracleProgram.output("dig", "@127.0.0.1", "-p", String(port), "+time=1", "+tries=1", name, "A") != nil
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
