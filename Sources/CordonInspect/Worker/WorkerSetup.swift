package import CordonModel

/// What the collector tells the warden of its workers once: limits and the texts of all rules.
///
/// It travels in a file in memory, because rules may be larger than any message.
package struct WorkerSetup: Sendable, Hashable {
  /// Bytes of all rules together.
  package static let byteLimit: Int = 512 << 20

  /// What one file may cost.
  package var limits: InspectionLimits
  /// Rules of every origin.
  package var rules: [RuleSource]
  /// Added to the scheduling priority of all workers, 0 to 19.
  package var niceness: Int
  /// Whether the workers read only while nobody else does.
  package var isIdleReader: Bool
  /// Whether workers read files also without ``WorkerProtections/required``.
  package var allowsUnconfined: Bool

  /// Takes all of it.
  package init(
    limits: InspectionLimits, rules: [RuleSource], niceness: Int = 0, isIdleReader: Bool = false,
    allowsUnconfined: Bool = false
  ) {
    self.limits = limits
    self.rules = rules
    self.niceness = niceness
    self.isIdleReader = isIdleReader
    self.allowsUnconfined = allowsUnconfined
  }

  /// As it travels.
  package var message: [UInt8] {
    var writer = MessageWriter()
    writer.byte(MessageWriter.version)
    writer.byte(UInt8(clamping: niceness))
    writer.flag(isIdleReader)
    writer.flag(allowsUnconfined)
    writer.byte(UInt8(clamping: WorkerSetup.limits.count))
    for path in WorkerSetup.limits { writer.count(limits[keyPath: path]) }
    writer.count(rules.count)
    for rule in rules {
      writer.text(rule.name, limit: Int(UInt16.max))
      writer.long(rule.text)
    }
    return writer.bytes
  }

  /// Reads a message. The advisory of a rule does not travel: the source's name leads back to it.
  package init(message: [UInt8]) throws(MessageReader.Fault) {
    var reader = MessageReader(message[...])
    try reader.version()
    niceness = Int(try reader.byte())
    isIdleReader = try reader.flag()
    allowsUnconfined = try reader.flag()
    limits = InspectionLimits()
    guard Int(try reader.byte()) == WorkerSetup.limits.count else { throw .value }
    for path in WorkerSetup.limits { limits[keyPath: path] = try reader.count() }
    // A source takes at least ten bytes.
    let count: Int = try reader.count()
    guard count <= reader.left / 10 else { throw .short }
    rules = []
    rules.reserveCapacity(count)
    for _ in 0..<count {
      let name: String = try reader.text(limit: Int(UInt16.max))
      rules.append(RuleSource(name: name, text: Array(try reader.long())))
    }
    try reader.end()
  }

  private static var limits: [WritableKeyPath<InspectionLimits, Int>] {
    [
      \.ruleBytes, \.ruleSeconds, \.fileSeconds, \.hashSeconds, \.archiveDepth, \.archiveMembers, \.unpackedBytes,
      \.memberBytes, \.archiveMemory, \.ratio, \.ratioFloor,
    ]
  }
}
