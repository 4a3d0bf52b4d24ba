import CordonInspect
import CordonModel
import CordonTestSupport
import Testing

@Suite("Messages between the collector and its workers")
struct WorkerMessageTests {
  @Test("Tasks arrive as they were sent")
  func tasks() throws {
    var sent: [InspectionTask] = []
    for index in 0..<16 {
      let path: [UInt8] = Array("/a/\(index)\u{7F}".utf8) + [0xFF]
      var task = InspectionTask(number: UInt32(index), path: path, size: UInt64.max - UInt64(index))
      task.owner = UInt32.max - UInt32(index)
      if index % 2 == 0 { task.digests = [.md5, .sha1] }
      task.wantsRules = index % 3 == 0
      task.opensArchives = index % 3 == 1
      task.rulesOnly = index % 3 == 2
      task.namesArchives = index % 2 == 1
      sent.append(task)
    }
    var writer = MessageWriter()
    TaskMessage.write(sent, to: &writer)
    #expect(try TaskMessage.read(writer.bytes[...]) == sent)
    #expect(writer.bytes.count <= TaskMessage.byteLimit)
  }

  @Test("A path beyond the limit keeps its end")
  func longPath() throws {
    var writer = MessageWriter()
    let path: [UInt8] = Array(repeating: 0x2F, count: 10_000) + Array("name.exe".utf8)
    TaskMessage.write(Array(repeating: InspectionTask(number: 1, path: path, size: 0), count: 40), to: &writer)
    let tasks: [InspectionTask] = try TaskMessage.read(writer.bytes[...])
    #expect(tasks.count == TaskMessage.taskLimit)
    #expect(tasks.first?.path == Array(path.suffix(TaskMessage.pathLimit)))
  }

  @Test("Answers arrive as they were sent", arguments: answers)
  func answersArrive(_ answer: InspectionAnswer) throws {
    var writer = MessageWriter()
    AnswerMessage.begin(&writer)
    #expect(AnswerMessage.add(answer, to: &writer) == 0)
    #expect(AnswerMessage.add(.done(9), to: &writer) == 0)
    #expect(try read(writer.bytes) == [answer, .done(9)])
  }

  @Test("Every cut of a message is refused or ends at an answer", arguments: answers)
  func cuts(_ answer: InspectionAnswer) throws {
    var writer = MessageWriter()
    AnswerMessage.begin(&writer)
    _ = AnswerMessage.add(answer, to: &writer)
    for length in 2..<writer.bytes.count {
      #expect(throws: MessageReader.Fault.self) { try read(Array(writer.bytes.prefix(length))) }
    }
  }

  @Test("Hits that do not fit are counted")
  func tooManyHits() throws {
    let hit = RuleHit(
      rule: String(repeating: "r", count: 500), source: "s", verdict: .suspected,
      summary: String(repeating: "ä", count: 2_000),
      strings: Array(repeating: .init(identifier: "$a", offset: 1), count: 30))
    let names: [[UInt8]] = Array(repeating: Array(repeating: 0x61, count: 9_000), count: 100)
    let item = InspectedItem(task: 1, members: names, size: 1, digests: nil, hits: Array(repeating: hit, count: 1_000))
    var writer = MessageWriter()
    AnswerMessage.begin(&writer)
    let left: Int = AnswerMessage.add(.item(item), to: &writer)
    #expect(writer.bytes.count <= AnswerMessage.byteLimit)
    let answers: [InspectionAnswer] = try read(writer.bytes)
    guard case .item(let received) = try #require(answers.first) else {
      Issue.record("no item")
      return
    }
    #expect(left > 0)
    #expect(received.hits.count + left == 1_000)
    #expect(received.hits.first?.strings.count == RuleHit.stringLimit)
  }

  @Test("The setup, orders and reports arrive as they were sent")
  func warden() throws {
    var limits = InspectionLimits()
    (limits.ruleBytes, limits.ratioFloor, limits.fileSeconds) = (1, 2, 3)
    let setup = WorkerSetup(
      limits: limits, rules: [RuleSource(name: "a", text: [1, 2]), RuleSource(name: "b", text: [])], niceness: 10,
      isIdleReader: true)
    #expect(try WorkerSetup(message: setup.message) == setup)
    for order: WardenOrder in [.prepare, .begin(7), .end(.max)] {
      #expect(try WardenOrder(message: order.message[...]) == order)
    }
    let reports: [WardenReport] = [
      .problem(RuleProblem(source: "s", line: nil, message: "m")),
      .problem(RuleProblem(source: "s", line: 12, message: "m", isWarning: true)),
      .ready(rules: 5_849, askForMD5: false), .ready(rules: 0, askForMD5: true), .began(1, process: 4_711),
      .ended(1, .signal(11)), .ended(2, .status(3)),
      .ended(3, .unborn(11)),
    ]
    for report in reports { #expect(try WardenReport(message: report.message[...]) == report) }
  }

  private func read(_ bytes: [UInt8]) throws -> [InspectionAnswer] {
    var answers: [InspectionAnswer] = []
    try AnswerMessage.read(bytes[...]) { answers.append($0) }
    return answers
  }

  private static let answers: [InspectionAnswer] = [
    .done(.max),
    .gap(InspectionGap(task: 1, members: [[0xFF], []], reason: .excludedByPolicy, detail: "why")),
    .item(InspectedItem(task: 2, size: 0, digests: nil)),
    .item(
      InspectedItem(
        task: 3, members: [Array("a.zip".utf8), Array("../b".utf8)], size: .max, digests: digests,
        hits: [
          RuleHit(rule: "r", source: "s", verdict: .affected),
          RuleHit(
            rule: "", source: "", verdict: .notAffected, summary: "text",
            strings: [.init(identifier: "$x", offset: .max)]),
        ], ruleReach: .prefix(5), version: "1.2.3.4")),
  ]

  private static let digests: FileDigests? = {
    guard let long = Digest(.sha256, bytes: 0..<32), let middle = Digest(.sha1, bytes: 1..<21) else { return nil }
    return FileDigests(sha256: long, sha1: middle, md5: Digest(.md5, bytes: 2..<18))
  }()
}
