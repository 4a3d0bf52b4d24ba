internal import CordonModel

/// Which process holds which socket, by the links in `/proc/PID/fd`.
struct SocketHolders {
  private var holders: [(inode: UInt64, process: Int)] = []

  /// Notes the socket that a link such as `socket:[12345]` names.
  ///
  /// - Parameter process: its position in the list of processes.
  mutating func note(_ link: ArraySlice<UInt8>, process: Int) {
    if let inode = SocketHolders.number(link, behind: "socket:[") { holders.append((inode, process)) }
  }

  mutating func removeAll(from count: Int) { holders.removeLast(max(0, holders.count - count)) }

  var count: Int { holders.count }

  /// Puts every socket beside the processes that hold it.
  func assign(_ records: [SocketRecord], to processes: inout [ProcessFacts]) -> [SocketFacts] {
    var sockets: [SocketFacts] = records.map(\.facts)
    var positions: [UInt64: Int] = [:]
    for (position, record) in records.enumerated() where record.inode != 0 { positions[record.inode] = position }
    var previous: [Int: Int] = [:]
    for holder in holders {
      guard let position = positions[holder.inode] else { continue }
      // Several descriptors of one process for one socket are one socket.
      guard previous.updateValue(holder.process, forKey: position) != holder.process else { continue }
      let pid: Int32 = processes[holder.process].pid
      if sockets[position].pid == nil { sockets[position].pid = pid }
      var own: SocketFacts = sockets[position]
      own.pid = pid
      processes[holder.process].sockets.append(own)
    }
    for index in processes.indices where processes[index].sockets.count > 1 {
      processes[index].sockets.sort(by: SocketHolders.precedes)
    }
    sockets.sort(by: SocketHolders.precedes)
    return sockets
  }

  private static func precedes(_ left: SocketFacts, _ right: SocketFacts) -> Bool {
    if left.transport != right.transport { return left.transport == .tcp }
    if left.localPort != right.localPort { return left.localPort < right.localPort }
    if left.localAddress != right.localAddress { return left.localAddress < right.localAddress }
    let remote: (String, String) = (left.remoteAddress ?? "", right.remoteAddress ?? "")
    if remote.0 != remote.1 { return remote.0 < remote.1 }
    return (left.remotePort ?? 0, left.state, left.pid ?? 0) < (right.remotePort ?? 0, right.state, right.pid ?? 0)
  }

  /// The number in `socket:[12345]` or `net:[4026531840]`.
  static func number(_ link: ArraySlice<UInt8>, behind mark: StaticString) -> UInt64? {
    let isMarked: Bool = mark.withUTF8Buffer { unsafe link.starts(with: $0) }
    guard isMarked, link.last == 0x5D else { return nil }
    let digits: ArraySlice<UInt8> = link.dropFirst(mark.utf8CodeUnitCount).dropLast()
    return DecimalField.value(digits.span, 0..<digits.count)
  }
}
