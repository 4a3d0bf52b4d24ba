internal import CLinux
internal import CordonModel
internal import Glibc

/// Reads the internet sockets of every network namespace.
///
/// Those of our own namespace the kernel tells in messages; those of another one stand as text below any process in it,
/// for a question by message would have to be asked from inside of it.
struct SocketCollector {
  private(set) var records: [SocketRecord] = []
  private(set) var gaps = GapLedger()
  private let options: ProcessOptions
  private var omitted: Int = 0
  private var buffer = ProcessBuffer(capacity: 64 << 10)

  init(_ options: ProcessOptions) { self.options = options }

  private static let tables: [(name: String, transport: SocketFacts.Transport, family: Int32, number: UInt8)] = [
    ("tcp", .tcp, AF_INET, 6), ("tcp6", .tcp, AF_INET6, 6), ("udp", .udp, AF_INET, 17), ("udp6", .udp, AF_INET6, 17),
  ]

  /// - Parameters:
  ///   - proc: `/proc`, open.
  ///   - own: the number of our own network namespace; `nil` when it is not known.
  ///   - namespaces: a process for every namespace that was met.
  mutating func collect(proc: Int32, own: UInt64?, namespaces: [UInt64: Int32]) {
    readOwn(proc)
    let others: [(key: UInt64, value: Int32)] = namespaces.filter { $0.key != own }.sorted { $0.value < $1.value }
    for (_, pid) in others.prefix(max(0, options.networkNamespaces)) {
      for table in SocketCollector.tables {
        readText(proc, String(pid) + "/net/" + table.name, table.transport, isOwn: false)
      }
    }
    if others.count > options.networkNamespaces {
      gaps.add("/proc", .scanPartial, "more than \(options.networkNamespaces) network namespaces")
    }
    if omitted > 0 { gaps.add("/proc/net", .scanPartial, "more than \(options.sockets) sockets") }
  }

  private mutating func readOwn(_ proc: Int32) {
    for table in SocketCollector.tables {
      let kept: Int = records.count
      if options.asksKernelForSockets, ask(UInt8(table.family), table.number, table.transport) { continue }
      records.removeLast(records.count - kept)
      readText(proc, "net/" + table.name, table.transport, isOwn: true)
    }
  }

  /// - Returns: whether the kernel gave a whole answer.
  private mutating func ask(_ family: UInt8, _ number: UInt8, _ transport: SocketFacts.Transport) -> Bool {
    do throws(FileFailure) {
      let diagnosis = try Descriptor(result: cordon_diagnosis_open())
      guard cordon_diagnosis_ask(diagnosis.number, family, number) == 0 else { return false }
      while true {
        try buffer.receive(diagnosis.number)
        switch noteAnswer(buffer.bytes, buffer.count, transport) {
        case .more where buffer.count > 0: continue
        case .done: return true
        default: return false
        }
      }
    } catch {
      return false
    }
  }

  private mutating func readText(_ proc: Int32, _ name: String, _ transport: SocketFacts.Transport, isOwn: Bool) {
    do throws(FileFailure) {
      let file = try Descriptor(
        result: unsafe cordon_open_at(proc, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY))
      buffer.clear()
      var offset: Int = 0
      while offset < options.socketTableBytes {
        let got: Int = try buffer.fill(file.number, offset: offset)
        if got == 0 { return }
        offset += got
        let consumed: Int = noteLines(buffer.bytes, buffer.count, transport)
        // Without a line break in a whole buffer it is no such table.
        guard consumed > 0 || buffer.count < buffer.bytes.count else { throw FileFailure(errorNumber: .none) }
        buffer.drop(consumed)
      }
      throw .tooLarge(limit: options.socketTableBytes)
    } catch {
      // The process that led to another namespace may have ended; a kernel without IPv6 has no tables of it.
      if error.isGone, !isOwn || name.hasSuffix("6") { return }
      gaps.add("/proc/" + name, error)
    }
  }

  private mutating func noteAnswer(
    _ bytes: [UInt8], _ count: Int, _ transport: SocketFacts.Transport
  ) -> InetDiagnosis.Outcome {
    let answer = InetDiagnosis.read(
      bytes.span.extracting(0..<count), transport, into: &records, limit: options.sockets)
    omitted += answer.omitted
    return answer.outcome
  }

  /// - Returns: bytes of whole lines.
  private mutating func noteLines(_ bytes: [UInt8], _ count: Int, _ transport: SocketFacts.Transport) -> Int {
    let part = SocketTable.read(bytes.span.extracting(0..<count), transport, into: &records, limit: options.sockets)
    omitted += part.omitted
    return part.consumed
  }
}
