internal import CFileState
internal import CordonModel
internal import Glibc

/// Finds the processes that run from a file, or have it mapped, and ends them.
enum RunningFiles {
  static func find(for takings: [Taking]) {
    guard !takings.isEmpty else { return }
    var wanted: [UInt64: [Taking]] = [:]
    for taking in takings { wanted[taking.figures.inode, default: []].append(taking) }
    var unseen: Bool = false
    for pid in ProcessTable.pids() where pid != getpid() {
      let (used, isSeen): ([UsedFile], Bool) = files(of: pid)
      if !isSeen { unseen = true }
      for file in used {
        for taking in wanted[file.inode] ?? [] where file.isSame(as: taking) { add(pid, file.isProgram, to: taking) }
      }
    }
    if unseen { for taking in takings { taking.remarks.append(.processesUnseen) } }
  }

  /// A file that a process runs or has mapped.
  private struct UsedFile {
    var device: UInt64
    var inode: UInt64
    /// As the process sees it; empty for the program, whose numbers are exact.
    var path: [UInt8] = []
    var isProgram: Bool

    /// A mapping may be told with another device (overlayfs, btrfs): then inode and path together decide.
    func isSame(as taking: Taking) -> Bool {
      inode == taking.figures.inode && (device == taking.figures.device || path == taking.record.path)
    }
  }

  private static func add(_ pid: Int32, _ isProgram: Bool, to taking: Taking) {
    if let index = taking.runners.firstIndex(where: { $0.pid == pid }) {
      taking.runners[index].isProgram = taking.runners[index].isProgram || isProgram
    } else if let runner = runner(pid, isProgram) {
      taking.runners.append(runner)
    }
  }

  private static func runner(_ pid: Int32, _ isProgram: Bool) -> Disposition.Runner? {
    guard let status = ProcessTable.status(of: pid) else { return nil }
    return Disposition.Runner(
      pid: pid, parent: status.parent, name: status.name, isProgram: isProgram,
      ancestors: ProcessTable.ancestors(of: status.parent))
  }

  /// What a process runs and has mapped, and whether all of it could be seen.
  private static func files(of pid: Int32) -> (used: [UsedFile], isSeen: Bool) {
    var used: [UsedFile] = []
    if let program = ProcessTable.program(of: pid) {
      used.append(UsedFile(device: program.device, inode: program.inode, isProgram: true))
    }
    guard let mappings = ProcessTable.mappings(of: pid) else {
      // One that ended meanwhile is no gap.
      return (used, ProcessTable.status(of: pid) == nil)
    }
    used += mappings.map { UsedFile(device: $0.device, inode: $0.inode, path: $0.path, isProgram: false) }
    return (used, true)
  }

  private static func uses(_ pid: Int32, _ taking: Taking) -> UsedFile? {
    files(of: pid).used.first { $0.isSame(as: taking) }
  }

  // MARK: Ending them

  private struct Held {
    var runner: Disposition.Runner
    var handle: OpenFile
  }

  /// Halts every process that runs from the file, those that were started meanwhile too, and then ends them.
  ///
  /// - Returns: all of them, with what became of each.
  /// - Throws: ``RespondFailure`` `running` when one does not end, `not-permitted`, `own-file` for the first process and
  ///   for those above this one. Whatever was halted goes on then.
  static func stop(_ taking: Taking, seconds: Int) throws(RespondFailure) -> [Disposition.Runner] {
    var held: [Held] = []
    do throws(RespondFailure) {
      try halt(taking, &held)
    } catch {
      for one in held { _ = cordon_state_signal(one.handle.number, SIGCONT) }
      throw error
    }
    for one in held { _ = cordon_state_signal(one.handle.number, SIGKILL) }
    for one in held {
      var poll = pollfd(fd: one.handle.number, events: Int16(POLLIN), revents: 0)
      guard unsafe Glibc.poll(&poll, 1, Int32(clamping: seconds * 1_000)) > 0 else {
        throw RespondFailure(.running, "process \(one.runner.pid) does not end")
      }
    }
    return held.map { one in
      var runner: Disposition.Runner = one.runner
      runner.wasStopped = true
      return runner
    }
  }

  private static func halt(_ taking: Taking, _ held: inout [Held]) throws(RespondFailure) {
    var waiting: [Disposition.Runner] = taking.runners
    let above: Set<Int32> = ProcessTable.above(getpid())
    // A halted process starts no other: this ends as soon as one look finds nobody new.
    for _ in 0..<16 where !waiting.isEmpty {
      if let own = waiting.first(where: { $0.pid == 1 || above.contains($0.pid) }) {
        throw RespondFailure(
          .ownFile, "process \(own.pid) runs from it; the first process, and those above this one, are never ended")
      }
      for runner in waiting {
        if let one = try halt(runner, taking) { held.append(one) }
      }
      let known: Set<Int32> = Set(held.map(\.runner.pid))
      waiting = ProcessTable.pids().compactMap { pid in
        guard pid != getpid(), !known.contains(pid), let file = uses(pid, taking) else { return nil }
        return runner(pid, file.isProgram)
      }
    }
  }

  /// `nil` when the process is gone, or its number belongs to another one by now.
  private static func halt(_ runner: Disposition.Runner, _ taking: Taking) throws(RespondFailure) -> Held? {
    let result: Int32 = cordon_state_process(runner.pid)
    if result == -ESRCH { return nil }
    let handle = try OpenFile(result: result, "process \(runner.pid)")
    guard uses(runner.pid, taking) != nil else { return nil }
    let sent: Int32 = cordon_state_signal(handle.number, SIGSTOP)
    if sent == -ESRCH { return nil }
    guard sent == 0 else { throw RespondFailure(number: 0 &- sent, "process \(runner.pid)") }
    return Held(runner: runner, handle: handle)
  }
}
