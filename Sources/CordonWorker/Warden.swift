internal import CSandbox
internal import CordonInspect
internal import Glibc

/// The process that the collector starts. It compiles the rules once and makes the workers from itself, which share
/// them; it reaps those that end and makes others when it is asked to.
///
/// It reads no foreign content itself. One thread: a fork of it is whole.
struct Warden {
  private let control: Int32
  private let signals: Int32
  private let process: Int32 = getpid()
  private let inherited: UInt32
  private var preparation: Preparation?
  /// Numbers of the orders by process.
  private var workers: [Int32: UInt32] = [:]

  /// Serves a collector until it goes away.
  ///
  /// - Returns: the exit status.
  static func run(control: Int32) -> Int32 {
    let signals: Int32 = cordon_child_signals()
    guard signals >= 0 else { return 71 }
    // The first order sets priorities, which may take a privilege, so privileges go after it.
    var warden = Warden(control: control, signals: signals, inherited: 0)
    guard let setup = warden.firstOrder() else { return 65 }
    cordon_lower_priority(Int32(clamping: setup.niceness), setup.isIdleReader ? 1 : 0)
    warden = Warden(control: control, signals: signals, inherited: cordon_drop_privileges())
    warden.prepare(setup)
    return warden.serve()
  }

  private init(control: Int32, signals: Int32, inherited: UInt32) {
    self.control = control
    self.signals = signals
    self.inherited = inherited
  }

  private mutating func firstOrder() -> WorkerSetup? {
    guard case .message(let bytes, let descriptors) = MessageSocket.receive(control, limit: 64, waits: true) else {
      return nil
    }
    defer { for descriptor in descriptors { close(descriptor) } }
    guard let order = try? WardenOrder(message: bytes[...]), order == .prepare, let file = descriptors.first,
      let content = Warden.content(of: file)
    else { return nil }
    return try? WorkerSetup(message: content)
  }

  private static func content(of file: Int32) -> [UInt8]? {
    var facts = cordon_file()
    guard unsafe cordon_look_at(file, &facts) == 0, facts.size <= UInt64(WorkerSetup.byteLimit) else { return nil }
    let size: Int = Int(facts.size)
    let content: [UInt8] = unsafe Array(unsafeUninitializedCapacity: size) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      while filled < size {
        let got: Int = unsafe pread(file, base + filled, size - filled, filled)
        guard got > 0 else { break }
        filled += got
      }
    }
    return content.count == size ? content : nil
  }

  private mutating func prepare(_ setup: WorkerSetup) {
    let made: Preparation = Preparation(setup)
    for problem in made.problems { report(.problem(problem)) }
    report(.ready(rules: made.ruleCount, askForMD5: made.rulesAskForMD5))
    preparation = made
  }

  private mutating func serve() -> Int32 {
    while true {
      var waits: [pollfd] = [
        pollfd(fd: control, events: Int16(POLLIN), revents: 0), pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      ]
      let ready: Int32 = unsafe poll(&waits, 2, -1)
      if ready < 0 && errno != EINTR { return end(71) }
      if waits[1].revents != 0 {
        cordon_forget_signals(signals)
        reap()
      }
      guard waits[0].revents != 0 else { continue }
      switch MessageSocket.receive(control, limit: 64, waits: false) {
      case .nothing: continue
      case .end: return end(0)
      case .message(let bytes, let descriptors):
        defer { for descriptor in descriptors { close(descriptor) } }
        guard let order = try? WardenOrder(message: bytes[...]) else { return end(65) }
        switch order {
        case .prepare: return end(65)
        case .begin(let worker): begin(worker, descriptors)
        case .end(let worker):
          for (process, number) in workers where number == worker { kill(process, SIGKILL) }
        }
      }
    }
  }

  private mutating func begin(_ worker: UInt32, _ descriptors: [Int32]) {
    guard let preparation, descriptors.count == 2 else { return report(.ended(worker, .unborn(EINVAL))) }
    let child: Int32 = cordon_fork()
    if child == 0 {
      WorkerLoop.run(
        preparation, socket: descriptors[0], note: descriptors[1], warden: process, inherited: inherited)
    }
    guard child > 0 else { return report(.ended(worker, .unborn(0 &- child))) }
    workers[child] = worker
    report(.began(worker, process: child))
  }

  private mutating func reap() {
    var status: Int32 = 0
    while true {
      let process: Int32 = unsafe waitpid(-1, &status, WNOHANG)
      guard process > 0 else { return }
      guard let worker = workers.removeValue(forKey: process) else { continue }
      // wait(2): the low seven bits are the signal, 0 without one; the next byte the status.
      let signal: Int32 = status & 0x7F
      report(.ended(worker, signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)))
    }
  }

  private func report(_ report: WardenReport) {
    let bytes: [UInt8] = report.message
    _ = unsafe cordon_give_message(control, bytes, bytes.count)
  }

  private func end(_ status: Int32) -> Int32 {
    for process in workers.keys { kill(process, SIGKILL) }
    return status
  }
}
