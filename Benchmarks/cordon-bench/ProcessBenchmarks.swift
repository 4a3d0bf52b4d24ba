internal import CordonCollect
internal import CordonModel
internal import Foundation
internal import Glibc

/// The snapshot of processes and sockets on a machine that runs at least 500 processes: as many as are missing are
/// started, and do nothing.
enum ProcessBenchmarks {
  private static let processes = 500
  private static let rounds = 20

  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    let alone: ProcessSnapshot = ProcessCollector().collect(now: Timestamp(secondsSinceEpoch: 0))
    guard let sleepers = Sleepers(count: max(0, processes - alone.processes.count)) else {
      FileHandle.standardError.write(Data("cannot start /bin/cat\n".utf8))
      return
    }
    defer { sleepers.end() }
    var times: [Double] = []
    var snapshot: ProcessSnapshot = alone
    // The first one warms up.
    for round in 0...rounds {
      let time: Duration = ContinuousClock().measure {
        snapshot = ProcessCollector().collect(now: Timestamp(secondsSinceEpoch: 0))
      }
      let seconds: Double = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
      if round > 0 { times.append(seconds * 1_000) }
    }
    times.sort()
    report("processes/count", Double(snapshot.processes.count), "processes")
    report("processes/sockets", Double(snapshot.sockets.count), "sockets")
    report("processes/modules", Double(snapshot.processes.reduce(0) { $0 + $1.modules.count }), "mappings")
    report("processes/gaps", Double(snapshot.coverage.gaps.count + snapshot.coverage.gapsOmitted), "gaps")
    report("processes/snapshot", times[times.count / 2], "ms")
    report("processes/snapshot-best", times[0], "ms")
    report("processes/snapshot-worst", times[times.count - 1], "ms")
  }

  /// Processes that wait for the end of one pipe.
  private struct Sleepers {
    private let pids: [pid_t]
    private let writing: Int32

    /// - Returns: `nil` when not all could be started; then none is left.
    init?(count: Int) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      let output: Int32 = open("/dev/null", O_WRONLY | O_CLOEXEC)
      defer {
        close(ends[0])
        if output >= 0 { close(output) }
      }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
      var started: [pid_t] = []
      for _ in 0..<count {
        var pid: pid_t = 0
        let name: UnsafeMutablePointer<CChar>? = strdup("cat")
        defer { free(name) }
        var arguments: [UnsafeMutablePointer<CChar>?] = [name, nil]
        guard posix_spawn(&pid, "/bin/cat", &actions, nil, &arguments, nil) == 0 else { break }
        started.append(pid)
      }
      pids = started
      writing = ends[1]
      guard started.count == count else {
        end()
        return nil
      }
    }

    /// Ends them and waits until they have.
    func end() {
      close(writing)
      for pid in pids { waitpid(pid, nil, 0) }
    }
  }
}
