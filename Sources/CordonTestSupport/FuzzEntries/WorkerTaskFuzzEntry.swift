internal import CordonInspect

extension FuzzEntry {
  /// What a collector asks of its workers and of their warden.
  package static let workerTask = FuzzEntry(name: "worker-task") { bytes in
    if let tasks = try? TaskMessage.read(bytes[...]) {
      var writer = MessageWriter()
      TaskMessage.write(tasks, to: &writer)
      precondition(writer.bytes == bytes, "a task that is written otherwise than it was read")
    }
    if let setup = try? WorkerSetup(message: bytes) { _ = setup.message }
    if let order = try? WardenOrder(message: bytes[...]) { precondition(order.message.count == 6) }
  }
}
