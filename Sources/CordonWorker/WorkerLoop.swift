internal import CSandbox
internal import CordonInspect
internal import CordonModel
internal import Glibc

/// One worker: takes tasks from its socket, one message of them after the other, until the collector goes away.
enum WorkerLoop {
  /// Confines the process and works.
  static func run(
    _ preparation: Preparation, socket: Int32, note file: Int32, warden: Int32, inherited: UInt32
  ) -> Never {
    let answers = AnswerStream(socket: socket)
    guard let inspector = preparation.inspector(answer: { answers.add($0) }), let note = WorkerNote(file: file) else {
      _exit(WorkerEnd.noMemoryStatus)
    }
    let kept: [Int32] = [socket]
    let protections = WorkerProtections(rawValue: unsafe cordon_confine(warden, kept, kept.count, inherited))
    guard preparation.allowsUnconfined || protections.isSuperset(of: .required) else {
      _exit(WorkerEnd.unconfinedStatus)
    }
    note.begin(with: protections)
    while true {
      switch MessageSocket.receive(socket, limit: TaskMessage.byteLimit, waits: !answers.hasUnsent) {
      case .nothing: answers.flush()
      case .end: _exit(0)
      case .message(let bytes, let descriptors):
        guard let tasks = try? TaskMessage.read(bytes[...]) else { _exit(65) }
        for (index, task) in tasks.enumerated() {
          note.begin(task.number)
          if index < descriptors.count {
            inspector.inspect(task, descriptor: descriptors[index])
            close(descriptors[index])
          } else {
            answers.add(
              .gap(InspectionGap(task: task.number, reason: .scanError, detail: "its descriptor did not arrive")))
          }
          answers.end(task.number)
          note.end()
        }
        for descriptor in descriptors.dropFirst(tasks.count) { close(descriptor) }
      }
    }
  }
}
