import CordonCollect
import CordonInspect
import CordonModel
import CordonTestSupport
import Glibc

/// A pool over the worker that was built beside the tests, and what it answered.
final class WorkerPoolFixture {
  let tree: FixtureTree
  let pool: WorkerPool
  private(set) var items: [UInt32: [InspectedItem]] = [:]
  private(set) var gaps: [UInt32: [InspectionGap]] = [:]
  private(set) var done: [UInt32] = []
  private var open: [UInt32: Int32] = [:]
  private let clock = SteppedClock()

  init(
    workers: Int, program: String = BuiltProgram.path("cordon-worker"),
    change: (inout WorkerPoolOptions) -> Void = { _ in }
  ) throws {
    tree = try FixtureTree()
    var options = WorkerPoolOptions(count: workers)
    change(&options)
    pool = WorkerPool(program: WorkerProgram(path: program), options: options, clock: clock.milliseconds)
  }

  deinit {
    for descriptor in open.values { close(descriptor) }
  }

  /// Opens a file of the tree and submits it.
  func submit(_ name: String, number: UInt32, size: UInt64? = nil, change: (inout InspectionTask) -> Void = { _ in }) {
    let path: String = tree.path(name)
    let descriptor: Int32 = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var facts = stat()
    fstat(descriptor, &facts)
    var task = InspectionTask(number: number, path: Array(path.utf8), size: size ?? UInt64(facts.st_size))
    change(&task)
    open[number] = descriptor
    pool.submit(task, descriptor: descriptor, answers: take)
  }

  /// Lets seconds pass for the pool.
  func pass(seconds: Int) { clock.ahead += seconds * 1_000 }

  func poll() { pool.poll(answers: take) }

  func drain() { pool.drain(answers: take) }

  /// Goes on until the warden has said which process the worker is.
  func pollUntilKnown() {
    while pool.processes.isEmpty && pool.isStarted {
      poll()
      sched_yield()
    }
  }

  /// Goes on until a worker is at this task. Nothing is waited for: the worker gets the processor instead.
  func pollUntilAtHand(_ task: UInt32) {
    while (!pool.tasksAtHand.contains(task) || pool.processes.isEmpty) && !done.contains(task) {
      poll()
      sched_yield()
    }
  }

  /// The only digest of a task's file itself.
  func digest(_ task: UInt32) -> String? {
    items[task]?.first { $0.members.isEmpty }?.digests?.sha256.hex
  }

  private func take(_ answer: InspectionAnswer) {
    switch answer {
    case .item(let item): items[item.task, default: []].append(item)
    case .gap(let gap): gaps[gap.task, default: []].append(gap)
    case .done(let task):
      done.append(task)
      if let descriptor = open.removeValue(forKey: task) { close(descriptor) }
    }
  }
}

/// The clock of the kernel, which a test can set forward.
private final class SteppedClock {
  var ahead: Int = 0

  func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return ahead + time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
