internal import CordonModel

/// Tasks in one message from the collector to a worker, each with its open file beside it, in the same order.
package enum TaskMessage {
  /// Tasks of one message; as many descriptors travel with it, for which the kernel's limit is 253.
  package static let taskLimit = 16
  /// Bytes of a path that travel; only the names in it matter to rules, so a longer one loses its beginning.
  package static let pathLimit = 4_096
  /// No message is longer.
  package static let byteLimit: Int = 2 + taskLimit * (pathLimit + 64)

  /// Writes a message; at most ``taskLimit`` tasks are taken.
  package static func write(_ tasks: some Collection<InspectionTask>, to writer: inout MessageWriter) {
    writer.removeAll()
    writer.byte(MessageWriter.version)
    writer.byte(UInt8(clamping: min(tasks.count, taskLimit)))
    for task in tasks.prefix(taskLimit) {
      writer.number32(task.number)
      writer.number32(task.owner)
      writer.number64(task.size)
      var bits: UInt8 = 0
      for kind in task.digests { bits |= 1 << kind.rawValue }
      writer.byte(bits)
      writer.byte(
        (task.wantsRules ? 1 : 0) | (task.opensArchives ? 2 : 0) | (task.rulesOnly ? 4 : 0)
          | (task.namesArchives ? 8 : 0))
      writer.short(task.path.suffix(pathLimit), limit: pathLimit)
    }
  }

  /// Reads a message.
  package static func read(_ bytes: ArraySlice<UInt8>) throws(MessageReader.Fault) -> [InspectionTask] {
    var reader = MessageReader(bytes)
    try reader.version()
    let count: Int = Int(try reader.byte())
    guard count <= taskLimit else { throw .value }
    var tasks: [InspectionTask] = []
    tasks.reserveCapacity(count)
    for _ in 0..<count { tasks.append(try task(&reader)) }
    try reader.end()
    return tasks
  }

  private static func task(_ reader: inout MessageReader) throws(MessageReader.Fault) -> InspectionTask {
    let number: UInt32 = try reader.number32()
    let owner: UInt32 = try reader.number32()
    let size: UInt64 = try reader.number64()
    let bits: UInt8 = try reader.byte()
    let wishes: UInt8 = try reader.byte()
    guard bits < 8, wishes < 16 else { throw .value }
    var digests: Set<Digest.Kind> = []
    if bits != 0 { for kind in Digest.Kind.allCases where bits & 1 << kind.rawValue != 0 { digests.insert(kind) } }
    let path: ArraySlice<UInt8> = try reader.short(limit: pathLimit)
    return InspectionTask(
      number: number, path: Array(path), owner: owner, size: size, digests: digests, wantsRules: wishes & 1 != 0,
      opensArchives: wishes & 2 != 0, namesArchives: wishes & 8 != 0, rulesOnly: wishes & 4 != 0)
  }
}
