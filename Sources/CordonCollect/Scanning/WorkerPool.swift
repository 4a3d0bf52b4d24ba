internal import CLinux
package import CordonInspect
package import CordonModel
internal import Glibc

/// Worker processes that inspect open files: they have no privileges and no network, and one that crashes, hangs or
/// answers nonsense costs exactly the file it was at.
///
/// There are no threads and no locks: one thread drives the pool, and takes the answers during ``submit(_:descriptor:answers:)``,
/// ``poll(answers:)`` and ``drain(answers:)``. Of one task, answers come in order and end with `done`; tasks end in any order.
/// What takes answers must not submit.
@safe package final class WorkerPool {
  let program: WorkerProgram
  let options: WorkerPoolOptions
  /// Tasks that a worker may have at once.
  let depth: Int
  /// Milliseconds of a clock that nobody sets.
  let now: () -> Int
  var warden: WardenProcess?
  var slots: [WorkerSlot]
  /// Why nothing is inspected any more.
  var failure: String?
  /// Workers that ended early since the last file that was done.
  var crashes: Int = 0
  /// Workers in a row that ended before they had begun.
  var unstarted: Int = 0
  var nextNumber: UInt32 = 1
  var buffer: [UInt8] = Array(repeating: 0, count: AnswerMessage.byteLimit)
  private var writer = MessageWriter()
  private var sinceLook: Int = 0

  /// Mistakes in the rules, once started.
  package private(set) var ruleProblems: [RuleProblem] = []
  /// Rules in force, once started.
  package private(set) var ruleCount: Int = 0
  /// Whether one of them asks for the MD5 of files, once started.
  package private(set) var rulesAskForMD5: Bool = false

  /// Tasks that a worker has at most, sent and waiting: enough that it never waits for the next.
  package static let depthLimit = 48
  /// Bytes of files that are given to a worker beyond the first: large files are spread.
  static let bytesAhead: UInt64 = 64 << 20

  /// Starts nothing yet.
  ///
  /// - Parameter clock: milliseconds, of a clock that nobody sets; `nil` for the kernel's.
  package init(program: WorkerProgram, options: WorkerPoolOptions, clock: (() -> Int)? = nil) {
    self.program = program
    self.options = options
    now = clock ?? WorkerPool.monotonic
    depth = WorkerPool.depth(options.count)
    slots = Array(repeating: WorkerSlot(), count: options.count)
  }

  deinit { for index in slots.indices { slots[index].close() } }

  /// The kernel counts descriptors on their way against the limit of open files, besides those that are open.
  private static func depth(_ count: Int) -> Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 4 }
    let files: Int = Int(clamping: limit.rlim_cur)
    return min(max(1, (files - files / 4 - 64) / max(1, 2 * count)), depthLimit)
  }

  /// Whether no task is under way.
  package var isIdle: Bool { slots.allSatisfy { $0.load == 0 } }

  /// Whether processes were started.
  package var isStarted: Bool { warden != nil }

  /// The processes that are known to run.
  package var processes: [Int32] { slots.compactMap(\.process) }

  /// The process that makes the workers.
  package var wardenProcess: Int32? { warden?.process }

  /// The tasks that workers are at, as they say.
  package var tasksAtHand: [UInt32] {
    slots.compactMap { slot in slot.place(ofNote: slot.readNote().task).map { slot.sent[$0].task.number } }
  }

  /// What protects the system from the workers: what holds for all that have begun, `nil` before the first has.
  package var protections: WorkerProtections? {
    var bits: UInt32?
    for slot in slots where slot.socket >= 0 {
      let noted: UInt32 = slot.readNote().protections
      if noted != 0 { bits = (bits ?? noted) & noted }
    }
    return bits.map { WorkerProtections(rawValue: $0) }
  }

  /// Starts the warden and waits until the rules are compiled. Otherwise the first task does.
  ///
  /// - Throws: when the program is missing or cannot do its work; every task is a gap then.
  package func start() throws(CordonError) {
    guard warden == nil, failure == nil else { return }
    do throws(CordonError) {
      let setup = WorkerSetup(
        limits: options.limits, rules: options.rules, niceness: options.niceness, isIdleReader: options.isIdleReader,
        allowsUnconfined: options.allowsUnconfined)
      let warden = try WardenProcess(program, setup)
      try awaitRules(warden)
      self.warden = warden
    } catch {
      failure = error.message
      throw error
    }
  }

  private func awaitRules(_ warden: WardenProcess) throws(CordonError) {
    let deadline: Int = now() + options.startSeconds * 1_000
    while now() < deadline {
      switch warden.receive(milliseconds: 1_000) {
      case .nothing: continue
      case .report(.problem(let problem)): ruleProblems.append(problem)
      case .report(.ready(let rules, let asksForMD5)):
        ruleCount = rules
        rulesAskForMD5 = asksForMD5
        return
      case .report, .end:
        throw CordonError(
          .inputOutput,
          "The inspection worker \(program.path) ended before it was ready (\(warden.lastWords())): run it by hand.")
      }
    }
    throw CordonError(
      .inputOutput, "The rules were not compiled within \(options.startSeconds) seconds: use fewer.")
  }

  /// Gives a file to a worker; waits only while all of them have enough to do.
  ///
  /// - Parameters:
  ///   - task: its number is that of no other task under way.
  ///   - descriptor: open for reading until the task is done, and the caller's.
  package func submit(_ task: InspectionTask, descriptor: Int32, answers: (InspectionAnswer) -> Void) {
    if warden == nil && failure == nil { try? start() }
    var chosen: Int? = failure == nil ? leastBusy() : nil
    while chosen == nil && failure == nil {
      pump(milliseconds: 1_000, answers)
      chosen = failure == nil ? leastBusy() : nil
    }
    let work = TaskInWork(task: task, descriptor: descriptor)
    guard let chosen else { return give(up: work, failure ?? "", answers) }
    slots[chosen].waiting.append(work)
    slots[chosen].bytes += task.size
    let isHungry: Bool = slots[chosen].sent.isEmpty || slots[chosen].bytes >= 4 << 20
    if isHungry || slots[chosen].waiting.count >= TaskMessage.taskLimit { send(chosen, answers) }
    sinceLook += 1
    if sinceLook >= 16 { pump(milliseconds: 0, answers) }
  }

  /// Takes what is there already.
  package func poll(answers: (InspectionAnswer) -> Void) { pump(milliseconds: 0, answers) }

  /// Waits until every task is done.
  package func drain(answers: (InspectionAnswer) -> Void) {
    while !isIdle {
      for index in slots.indices { send(index, answers) }
      if !isIdle { pump(milliseconds: 1_000, answers) }
    }
  }

  /// Ends all processes. Tasks under way are forgotten; the next one would start anew.
  package func stop() {
    for index in slots.indices {
      slots[index].close()
      slots[index] = WorkerSlot()
    }
    warden = nil
  }

  private func leastBusy() -> Int? {
    var best: Int?
    var least: UInt64 = .max
    for index in slots.indices {
      let load: Int = slots[index].load
      let bytes: UInt64 = slots[index].bytes
      guard load < depth, load == 0 || bytes < Self.bytesAhead else { continue }
      let cost: UInt64 = bytes + UInt64(load) << 15
      if cost < least { (best, least) = (index, cost) }
    }
    return best
  }

  /// Sends what waits for a worker, and makes one where there is none.
  func send(_ index: Int, _ answers: (InspectionAnswer) -> Void) {
    guard !slots[index].waiting.isEmpty, failure == nil else { return }
    if slots[index].socket < 0 && !begin(index, answers) { return }
    while !slots[index].waiting.isEmpty {
      let batch: ArraySlice<TaskInWork> = slots[index].waiting.prefix(TaskMessage.taskLimit)
      TaskMessage.write(batch.map(\.task), to: &writer)
      let descriptors: [Int32] = batch.map(\.descriptor)
      let bytes: [UInt8] = writer.bytes
      let result: Int = unsafe cordon_send(slots[index].socket, bytes, bytes.count, descriptors, descriptors.count)
      let isAlone: Bool = slots[index].sent.isEmpty
      if result == bytes.count {
        if isAlone { slots[index].lastSign = now() }
        slots[index].sent.append(contentsOf: batch)
        slots[index].waiting.removeFirst(batch.count)
        continue
      }
      switch Int32(truncatingIfNeeded: 0 &- result) {
      // It is gone: that is noticed when its answers are taken.
      case EPIPE, ECONNRESET: return
      case EAGAIN, ENOBUFS, ENOMEM, ETOOMANYREFS: if !isAlone { return }
      default: break
      }
      let lost: [TaskInWork] = Array(batch)
      slots[index].waiting.removeFirst(lost.count)
      let words: String = "it could not be handed to a worker: \(systemWords(Int32(truncatingIfNeeded: 0 &- result)))"
      for work in lost {
        slots[index].bytes -= min(slots[index].bytes, work.task.size)
        give(up: work, words, answers)
      }
    }
  }

  private static func monotonic() -> Int {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }

  func looked() { sinceLook = 0 }
}
