package import CordonModel

/// What the collector asks of the warden, the process that makes and ends workers.
package enum WardenOrder: Sendable, Hashable {
  /// Take the setup from the file that comes along, and say what came of the rules.
  case prepare
  /// Make a worker; its socket and its note come along. The number is the order's own.
  case begin(UInt32)
  /// Kill that worker.
  case end(UInt32)

  /// As it travels.
  package var message: [UInt8] {
    var writer = MessageWriter()
    writer.byte(MessageWriter.version)
    switch self {
    case .prepare:
      writer.byte(0)
      writer.number32(0)
    case .begin(let worker):
      writer.byte(1)
      writer.number32(worker)
    case .end(let worker):
      writer.byte(2)
      writer.number32(worker)
    }
    return writer.bytes
  }

  /// Reads a message.
  package init(message: ArraySlice<UInt8>) throws(MessageReader.Fault) {
    var reader = MessageReader(message)
    try reader.version()
    let tag: UInt8 = try reader.byte()
    let worker: UInt32 = try reader.number32()
    try reader.end()
    switch tag {
    case 0: self = .prepare
    case 1: self = .begin(worker)
    case 2: self = .end(worker)
    default: throw .value
    }
  }
}

/// What the warden tells the collector.
package enum WardenReport: Sendable, Hashable {
  /// A rule or a source cannot be used.
  case problem(RuleProblem)
  /// So many rules are in force, and whether one of them asks for the MD5 of files: workers may be made.
  case ready(rules: Int, askForMD5: Bool)
  /// A worker runs as this process.
  case began(UInt32, process: Int32)
  /// A worker is gone.
  case ended(UInt32, WorkerEnd)

  /// No message is longer.
  package static let byteLimit = 4_096
  /// Bytes of a problem's message.
  private static let messageLimit = 2_048
  /// Bytes of a source's name.
  private static let nameLimit = 1_024

  /// As it travels.
  package var message: [UInt8] {
    var writer = MessageWriter()
    writer.byte(MessageWriter.version)
    switch self {
    case .problem(let problem):
      writer.byte(0)
      writer.text(problem.source, limit: Self.nameLimit)
      writer.flag(problem.line != nil)
      writer.count(problem.line ?? 0)
      writer.text(problem.message, limit: Self.messageLimit)
      writer.flag(problem.isWarning)
    case .ready(let rules, let askForMD5):
      writer.byte(1)
      writer.count(rules)
      writer.flag(askForMD5)
    case .began(let worker, let process):
      writer.byte(2)
      writer.number32(worker)
      writer.number32(UInt32(bitPattern: process))
    case .ended(let worker, let end):
      writer.byte(3)
      writer.number32(worker)
      switch end {
      case .signal(let number):
        writer.byte(0)
        writer.number32(UInt32(bitPattern: number))
      case .status(let number):
        writer.byte(1)
        writer.number32(UInt32(bitPattern: number))
      case .unborn(let number):
        writer.byte(2)
        writer.number32(UInt32(bitPattern: number))
      }
    }
    return writer.bytes
  }

  /// Reads a message.
  package init(message: ArraySlice<UInt8>) throws(MessageReader.Fault) {
    var reader = MessageReader(message)
    try reader.version()
    switch try reader.byte() {
    case 0:
      let source: String = try reader.text(limit: Self.nameLimit)
      let hasLine: Bool = try reader.flag()
      let line: Int = try reader.count()
      let text: String = try reader.text(limit: Self.messageLimit)
      self = .problem(
        RuleProblem(source: source, line: hasLine ? line : nil, message: text, isWarning: try reader.flag()))
    case 1:
      let rules: Int = try reader.count()
      self = .ready(rules: rules, askForMD5: try reader.flag())
    case 2:
      let worker: UInt32 = try reader.number32()
      self = .began(worker, process: Int32(bitPattern: try reader.number32()))
    case 3:
      let worker: UInt32 = try reader.number32()
      let tag: UInt8 = try reader.byte()
      let number: Int32 = Int32(bitPattern: try reader.number32())
      switch tag {
      case 0: self = .ended(worker, .signal(number))
      case 1: self = .ended(worker, .status(number))
      case 2: self = .ended(worker, .unborn(number))
      default: throw .value
      }
    default: throw .value
    }
    try reader.end()
  }
}

/// How a worker came to its end.
package enum WorkerEnd: Sendable, Hashable {
  /// Killed by a signal.
  case signal(Int32)
  /// By itself, with an exit status.
  case status(Int32)
  /// It could not be made: the system's error number.
  case unborn(Int32)

  /// The exit status of a worker that found itself without ``WorkerProtections/required``.
  package static let unconfinedStatus: Int32 = 78
  /// The exit status of a worker without memory for what it works with.
  package static let noMemoryStatus: Int32 = 71
}
