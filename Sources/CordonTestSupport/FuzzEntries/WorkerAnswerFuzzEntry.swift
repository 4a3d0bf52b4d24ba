internal import CordonInspect

extension FuzzEntry {
  /// What a worker that was taken over may send: answers of tasks, and reports of its warden.
  package static let workerAnswer = FuzzEntry(name: "worker-answer") { bytes in
    var answers: [InspectionAnswer] = []
    _ = try? AnswerMessage.read(bytes[...]) { answers.append($0) }
    precondition(answers.count <= bytes.count / 5, "more answers than the message has room for")
    var writer = MessageWriter()
    AnswerMessage.begin(&writer)
    for answer in answers where AnswerMessage.hasRoom(writer) {
      _ = AnswerMessage.add(answer, to: &writer)
      precondition(writer.bytes.count <= AnswerMessage.byteLimit, "a message beyond its limit")
    }
    if let report = try? WardenReport(message: bytes[...]) { _ = report.message }
  }
}
