internal import CLinux
internal import CordonInspect
internal import Glibc

/// A task with the open file it is about, which the pool's user keeps open until the task is done.
struct TaskInWork {
  let task: InspectionTask
  let descriptor: Int32
  /// Items and gaps that came so far.
  var answers: Int = 0
}

/// One worker as the pool sees it, and the tasks it has: those that were sent, in the order in which it answers, and
/// those that wait. When the worker ends, another takes its place.
struct WorkerSlot {
  /// Of the order that made the worker at hand.
  var number: UInt32 = 0
  /// -1 while there is no worker.
  var socket: Int32 = -1
  /// The file in memory in which the worker notes what it does; -1 while there is none.
  var note: Int32 = -1
  /// Once the warden said so.
  var process: Int32?
  var sent: [TaskInWork] = []
  var waiting: [TaskInWork] = []
  /// Bytes of all these tasks.
  var bytes: UInt64 = 0
  /// Milliseconds; when the worker last did something.
  var lastSign: Int = 0
  /// What was noted then.
  var lastNote: UInt64 = 0
  /// How many workers ended in a row without a note of what they did.
  var unexplained: Int = 0
  var end: WorkerEnd?

  /// Tasks in all.
  var load: Int { sent.count + waiting.count }

  /// What the worker notes: a task's number plus one, or 0; and whether it has begun. It may be untrue, but never reading
  /// it.
  func readNote() -> (task: UInt64, protections: UInt32, hasBegun: Bool) {
    var words: [UInt64] = [0, 0]
    guard note >= 0, unsafe pread(note, &words, 16, 0) == 16 else { return (0, 0, false) }
    return (words[0], UInt32(truncatingIfNeeded: words[1]), words[1] >> 32 != 0)
  }

  /// Where among the sent tasks the one of a note is.
  func place(ofNote note: UInt64) -> Int? {
    note == 0 ? nil : sent.firstIndex { UInt64($0.task.number) + 1 == note }
  }

  /// Lets go of the worker.
  mutating func close() {
    if socket >= 0 { _ = Glibc.close(socket) }
    if note >= 0 { _ = Glibc.close(note) }
    (socket, note, process, end, lastNote) = (-1, -1, nil, nil, 0)
  }
}
