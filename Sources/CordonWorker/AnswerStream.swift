internal import CSandbox
internal import CordonInspect
internal import CordonModel
internal import Glibc

/// Sends the answers of a worker, many in one message.
///
/// They wait while more tasks are at hand, but not for long. What was sent of a task before its end is followed by its
/// end: of a task that is not the one at hand, all answers are sent or none, so that a task whose answers died with the
/// worker can be given to another.
final class AnswerStream {
  private let socket: Int32
  private var writer = MessageWriter()
  private var count: Int = 0
  /// Whether answers of the task at hand were sent already.
  private var hasSentPart: Bool = false
  private var lastSending: Int = MonotonicClock.milliseconds()

  /// Answers of one message.
  private static let countLimit = 32
  /// Milliseconds that an answer waits while others follow.
  private static let patience = 100
  /// Milliseconds that an answer waits within a task.
  private static let longPatience = 2_000

  init(socket: Int32) {
    self.socket = socket
    AnswerMessage.begin(&writer)
  }

  /// Whether there are answers that wait.
  var hasUnsent: Bool { count > 0 }

  func add(_ answer: InspectionAnswer) {
    if !AnswerMessage.hasRoom(writer) {
      flush()
      hasSentPart = true
    }
    let left: Int = AnswerMessage.add(answer, to: &writer)
    count += 1
    if left > 0, case .item(let item) = answer {
      add(
        .gap(
          InspectionGap(
            task: item.task, members: item.members, reason: .scanPartial,
            detail: "\(left) more rules matched than are listed")))
    }
    // A large archive is a sign of life now and then.
    if MonotonicClock.milliseconds() - lastSending >= Self.longPatience {
      flush()
      hasSentPart = true
    }
  }

  /// Ends a task.
  func end(_ task: UInt32) {
    add(.done(task))
    if hasSentPart || count >= Self.countLimit || MonotonicClock.milliseconds() - lastSending >= Self.patience {
      flush()
    }
    hasSentPart = false
  }

  /// Sends what waits. Without anybody to send to, the worker ends.
  func flush() {
    guard count > 0 else { return }
    let bytes: [UInt8] = writer.bytes
    guard unsafe cordon_give_message(socket, bytes, bytes.count) == bytes.count else { _exit(0) }
    AnswerMessage.begin(&writer)
    count = 0
    lastSending = MonotonicClock.milliseconds()
  }
}
