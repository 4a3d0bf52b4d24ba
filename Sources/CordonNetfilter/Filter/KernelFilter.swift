internal import CNetfilter
internal import CordonModel
internal import Glibc

/// The packet filter of the kernel, through libnftables and netlink.
struct KernelFilter: PacketFilter {
  /// Connections that are looked at; more are cut off by the rules alone.
  static let flowLimit = 65_536

  func complaint(about text: String) -> String? { run(text, CORDON_FILTER_CHECK).complaint }

  func load(_ text: String) -> String? { run(text, 0).complaint }

  func listing(family: String) -> FilterListing? {
    let answer = run("list table \(family) \(IsolationRuleset.table)\n", CORDON_FILTER_JSON)
    guard answer.complaint == nil else { return nil }
    return FilterListing(json: Array(answer.output.utf8), family: family)
  }

  func printed() -> String? {
    var text: String = ""
    for family in IsolationRuleset.families(.all) {
      let answer = run("list table \(family) \(IsolationRuleset.table)\n", 0)
      if answer.complaint != nil, family == "inet" { return nil }
      text += answer.complaint == nil ? answer.output : ""
    }
    return text
  }

  func devices() -> [String] {
    var buffer: [CChar] = Array(repeating: 0, count: 64 << 10)
    let count: Int = unsafe cordon_devices(&buffer, buffer.count)
    guard count > 0 else { return [] }
    return buffer[..<count].map { UInt8(bitPattern: $0) }.split(separator: 0x0A)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func run(_ commands: String, _ flags: some BinaryInteger) -> (output: String, complaint: String?) {
    var output: UnsafeMutablePointer<CChar>?
    var complaint: UnsafeMutablePointer<CChar>?
    let result: Int32 = unsafe cordon_filter_run(commands, Int32(flags), &output, &complaint)
    let text: String = unsafe output.map { unsafe String(cString: $0) } ?? ""
    let words: String = unsafe complaint.map { unsafe String(cString: $0) } ?? ""
    unsafe cordon_filter_free(output)
    unsafe cordon_filter_free(complaint)
    guard result != 0 else { return (text, nil) }
    return (text, words.isEmpty ? "nftables failed without a word" : String(words.prefix(2_000)))
  }

  // MARK: Connections

  func cut(keeping plan: IsolationPlan) -> CutConnections {
    var cut = CutConnections()
    for (transport, number) in [(KeptAddress.Transport.tcp, Int32(IPPROTO_TCP)), (.udp, Int32(IPPROTO_UDP))] {
      for family in [Int32(4), 6] {
        let flows: [cordon_flow] = unsafe list(&cut, "sockets") { flows, room in
          unsafe cordon_sockets(family, number, flows, room)
        }
        end(flows, transport, keeping: plan, &cut)
      }
    }
    for family in [Int32(4), 6] {
      let flows: [cordon_flow] = unsafe list(&cut, "connection tracking") { flows, room in
        unsafe cordon_tracked(family, flows, room)
      }
      forget(flows, keeping: plan, &cut)
    }
    return cut
  }

  private func end(
    _ flows: [cordon_flow], _ transport: KeptAddress.Transport, keeping plan: IsolationPlan, _ cut: inout CutConnections
  ) {
    var refused: Int = 0
    for flow in flows {
      guard let remote = KernelFilter.address(flow.remote, flow.family),
        !plan.keeps(transport, remote: remote, remotePort: flow.remote_port, localPort: flow.local_port)
      else { continue }
      var one: cordon_flow = flow
      let result: Int32 = unsafe cordon_end_socket(&one)
      if result == 0 { cut.sockets += 1 } else if result != -ENOENT { refused += 1 }
    }
    if refused > 0 {
      cut.gaps.append("\(refused) open \(transport.rawValue) sockets could not be ended; the rules cut them off")
    }
  }

  private func forget(_ flows: [cordon_flow], keeping plan: IsolationPlan, _ cut: inout CutConnections) {
    for flow in flows {
      guard let source = KernelFilter.address(flow.local, flow.family),
        let destination = KernelFilter.address(flow.remote, flow.family)
      else { continue }
      let transport: KeptAddress.Transport? =
        switch Int32(flow.protocol) {
        case Int32(IPPROTO_TCP): .tcp
        case Int32(IPPROTO_UDP): .udp
        default: nil
        }
      guard transport != nil,
        !plan.keeps(transport, remote: destination, remotePort: flow.remote_port, localPort: flow.local_port),
        !plan.keeps(transport, remote: source, remotePort: flow.local_port, localPort: flow.remote_port)
      else { continue }
      var one: cordon_flow = flow
      if unsafe cordon_forget_tracked(&one) == 0 { cut.tracked += 1 }
    }
  }

  private func list(
    _ cut: inout CutConnections, _ what: String, _ read: (UnsafeMutablePointer<cordon_flow>?, Int) -> Int
  ) -> [cordon_flow] {
    var room: Int = 1_024
    while true {
      var flows: [cordon_flow] = Array(repeating: cordon_flow(), count: room)
      let count: Int = unsafe flows.withUnsafeMutableBufferPointer { unsafe read($0.baseAddress, room) }
      if count < 0 {
        cut.gaps.append("\(what) could not be listed: \(systemWords(Int32(clamping: 0 - count)))")
        return []
      }
      if count > room, room < KernelFilter.flowLimit {
        room = min(KernelFilter.flowLimit, count + 256)
        continue
      }
      if count > room { cut.gaps.append("more than \(room) \(what): the rest is cut off by the rules alone") }
      return Array(flows.prefix(count))
    }
  }

  /// The address in a field of sixteen bytes.
  static func address(
    _ field: (
      UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
    ), _ family: UInt8
  ) -> NetworkAddress? {
    let bytes: [UInt8] = unsafe withUnsafeBytes(of: field) { unsafe Array($0) }
    return NetworkAddress(bytes: family == 4 ? Array(bytes[..<4]) : bytes)
  }
}

/// What an error number means.
func systemWords(_ error: Int32) -> String { unsafe String(cString: strerror(error)) }
