internal import CNetfilter
package import CordonModel
internal import Glibc

/// Speaks with the program that changes the packet filter: one order, one answer.
package struct NetfilterProcess: Sendable {
  /// What is started.
  package let program: NetfilterProgram
  /// Milliseconds an answer may take before the process is ended.
  package let patience: Int32

  package init(_ program: NetfilterProgram, patience: Int32 = 30_000) {
    self.program = program
    self.patience = patience
  }

  /// Gives an order and waits for its answer. After `isolate` the process stays behind as the keeper.
  ///
  /// - Throws: ``CordonError`` when it cannot be started or does not answer; what it refuses is an answer.
  package func ask(_ order: NetfilterOrder) throws(CordonError) -> NetfilterAnswer {
    var ends: [Int32] = [-1, -1]
    guard unsafe cordon_filter_sockets(&ends) == 0 else {
      throw CordonError(.inputOutput, "No socket for the packet filter's program can be made.")
    }
    defer { close(ends[0]) }
    let stays: Bool = order.action == .isolate
    let started: Int32 = start(stays ? ["keep"] : [], socket: ends[1], detached: stays)
    close(ends[1])
    guard started > 0 else {
      throw CordonError(
        .configuration, "\(program.path) cannot be started: \(systemWords(0 &- started)). Install Cordon anew.")
    }
    let answer: NetfilterAnswer? = converse(order.line, over: ends[0])
    if answer == nil { kill(started, SIGKILL) }
    // A keeper is left to init; everybody else has ended.
    if !stays || answer?.outcome != .done { _ = waitpid(started, nil, 0) }
    guard let answer else {
      throw CordonError(
        .inputOutput,
        "\(NetfilterProgram.name) gave no answer. What was not confirmed goes away by itself; "
          + "`cordon isolate --status` says how it stands.")
    }
    return answer
  }

  private func start(_ arguments: [String], socket: Int32, detached: Bool) -> Int32 {
    let all: [String] = [program.path] + program.leadingArguments + arguments
    var copies: [UnsafeMutablePointer<CChar>?] = unsafe all.map { unsafe strdup($0) } + [nil]
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe cordon_start_filter(program.path, &copies, socket, detached ? 1 : 0)
  }

  /// Sends a line and takes the line that comes back; `nil` when none does in time.
  private func converse(_ line: [UInt8], over socket: Int32) -> NetfilterAnswer? {
    var sent: Int = 0
    while sent < line.count {
      let count: Int = unsafe line.withUnsafeBytes { bytes -> Int in
        guard let base = bytes.baseAddress else { return -1 }
        return unsafe send(socket, base + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      sent += count
    }
    shutdown(socket, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var piece: [UInt8] = Array(repeating: 0, count: 16 << 10)
    while !answer.contains(0x0A), answer.count <= NetfilterOrder.limit {
      var wait = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let ready: Int32 = unsafe poll(&wait, 1, patience)
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return nil }
      let count: Int = unsafe recv(socket, &piece, piece.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      answer += piece[..<count]
    }
    return NetfilterAnswer(line: answer)
  }
}
