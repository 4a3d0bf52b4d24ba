internal import CSandbox
internal import CordonInspect
internal import Glibc

/// `cordon-worker --self-test`: confines a process as a worker is and says what it may still do, a line each.
enum ConfinementReport {
  /// What is tried, in the order of `CORDON_TRY_…`.
  private static let attempts: [String] = [
    "open", "socket", "connect", "fork", "execute", "trace", "kill", "map-code", "write", "raise-limits",
  ]

  /// - Returns: the exit status: 0 when every protection is in force that every Linux has, 1 when one is not.
  static func run() -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard unsafe socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &ends) == 0 else { return 71 }
    let process: Int32 = getpid()
    let inherited: UInt32 = cordon_drop_privileges()
    let child: Int32 = cordon_fork()
    if child == 0 { tryAll(warden: process, inherited: inherited, socket: ends[1]) }
    close(ends[1])
    guard child > 0 else { return 71 }
    let receipt: MessageSocket.Receipt = MessageSocket.receive(ends[0], limit: 64, waits: true)
    var status: Int32 = 0
    _ = unsafe waitpid(child, &status, 0)
    guard case .message(let results, _) = receipt, results.count == attempts.count + 1 else { return 71 }
    let protections = WorkerProtections(rawValue: UInt32(results[0]))
    for (protection, name) in WorkerProtections.named {
      WorkerMain.say("\(name)\t\(protections.contains(protection) ? "in force" : "not in force")\n", to: 1)
    }
    for (index, name) in attempts.enumerated() {
      WorkerMain.say("\(name)\t\(results[index + 1] == UInt8(EPERM) ? "refused" : "possible")\n", to: 1)
    }
    return protections.isSuperset(of: .expected) ? 0 : 1
  }

  /// In the child: the protections, then the error number of each attempt.
  private static func tryAll(warden: Int32, inherited: UInt32, socket: Int32) -> Never {
    let kept: [Int32] = [socket]
    var results: [UInt8] = [UInt8(truncatingIfNeeded: unsafe cordon_confine(warden, kept, kept.count, inherited))]
    for what in 0..<attempts.count { results.append(UInt8(clamping: cordon_try(Int32(clamping: what)))) }
    _ = unsafe cordon_give_message(socket, results, results.count)
    _exit(0)
  }
}
