internal import CordonInspect
internal import CordonModel
internal import Glibc

extension WorkerPool {
  /// A worker is gone: the file it was at is a gap, and the others are for the next worker.
  ///
  /// - Parameter words: why, when the pool ended it.
  func workerEnded(_ index: Int, _ words: String?, _ answers: (InspectionAnswer) -> Void) {
    let detail: String = words ?? endWords(index)
    let (noted, _, hasBegun): (UInt64, UInt32, Bool) = slots[index].readNote()
    guard hasBegun || words != nil else { return neverBegan(index, detail, answers) }
    slots[index].close()
    var left: [TaskInWork] = slots[index].sent
    var place: Int? = left.firstIndex { UInt64($0.task.number) + 1 == noted }
    if place == nil && !left.isEmpty {
      // It ended between two files. If that happens again, the next file is to blame all the same.
      slots[index].unexplained += 1
      if slots[index].unexplained > 1 || (left.first?.answers ?? 0) > 0 { place = 0 }
    }
    let blamed: TaskInWork? = place.map { left.remove(at: $0) }
    slots[index].waiting = left + slots[index].waiting
    slots[index].sent = []
    if let blamed {
      slots[index].bytes -= min(slots[index].bytes, blamed.task.size)
      slots[index].unexplained = 0
      give(up: blamed, detail, answers)
    }
    crashes += 1
    if crashes >= options.crashLimit {
      giveUp(
        "no more inspection workers are started: \(crashes) in a row ended early, the last one because \(detail)",
        answers)
    } else {
      send(index, answers)
    }
  }

  /// A worker ended before it could be given anything: no file is to blame. Memory or room for processes may come back,
  /// so that a few more are tried, each after a longer pause.
  private func neverBegan(_ index: Int, _ detail: String, _ answers: (InspectionAnswer) -> Void) {
    let isRefused: Bool = slots[index].end == .status(WorkerEnd.unconfinedStatus)
    slots[index].close()
    slots[index].waiting = slots[index].sent + slots[index].waiting
    slots[index].sent = []
    unstarted += 1
    if isRefused { return giveUp(detail, answers) }
    guard unstarted < options.startLimit else {
      return giveUp("no inspection worker can be started: \(unstarted) in a row did not begin, \(detail)", answers)
    }
    _ = Glibc.poll(nil, 0, Int32(clamping: options.startPause << min(unstarted - 1, 10)))
    send(index, answers)
  }

  /// How a worker ended, as its warden says.
  private func endWords(_ index: Int) -> String {
    let deadline: Int = now() + 2_000
    while slots[index].end == nil && now() < deadline {
      guard let receipt = warden?.receive(milliseconds: 100) else { break }
      if case .report(let report) = receipt { note(report) }
      if case .end = receipt { break }
    }
    switch slots[index].end {
    case nil: return "the inspection worker crashed"
    case .status(WorkerEnd.unconfinedStatus):
      return "the kernel cannot confine inspection workers to the system calls they need (seccomp), so that they read "
        + "nothing: --allow-unconfined-workers lets them"
    case .status(WorkerEnd.noMemoryStatus): return "the inspection worker had no memory to begin with"
    case .status(let status): return "the inspection worker ended by itself (exit status \(status))"
    case .unborn(let error): return "the inspection worker could not be made: \(systemWords(error))"
    case .signal(SIGBUS):
      return "the inspection worker crashed (signal \(SIGBUS): the file was cut or cannot be read)"
    case .signal(SIGKILL):
      return "the inspection worker was killed (signal \(SIGKILL), as when memory runs out)"
    case .signal(let signal): return "the inspection worker crashed (signal \(signal))"
    }
  }

  /// The warden is gone, and its workers with it.
  func wardenEnded(_ answers: (InspectionAnswer) -> Void) {
    giveUp("the inspection workers' warden ended (\(warden?.lastWords() ?? "before it began"))", answers)
  }

  /// Nothing is inspected any more: all that is left and all that comes is a gap.
  func giveUp(_ words: String, _ answers: (InspectionAnswer) -> Void) {
    failure = words
    var left: [TaskInWork] = []
    for index in slots.indices {
      left += slots[index].sent + slots[index].waiting
      slots[index].close()
      slots[index] = WorkerSlot()
    }
    warden = nil
    for work in left { give(up: work, words, answers) }
  }

  /// Ends a task that was not inspected, or not to its end.
  func give(up work: TaskInWork, _ words: String, _ answers: (InspectionAnswer) -> Void) {
    answers(.gap(InspectionGap(task: work.task.number, reason: .scanError, detail: words)))
    answers(.done(work.task.number))
  }
}
