internal import CLinux
internal import CordonInspect
internal import CordonModel
internal import Glibc

/// The warden of the workers, as its parent sees it: started, spoken to, ended.
final class WardenProcess {
  let socket: Int32
  let process: Int32
  /// Whether its number may be another process's by now.
  private var isReaped: Bool = false
  private var buffer: [UInt8] = Array(repeating: 0, count: WardenReport.byteLimit)

  /// What came from it.
  enum Receipt {
    case report(WardenReport)
    /// Nothing at the moment.
    case nothing
    /// It is gone, or says what it cannot mean.
    case end
  }

  /// Starts the program and hands it its setup.
  init(_ program: WorkerProgram, _ setup: WorkerSetup) throws(CordonError) {
    let ends: (own: Int32, other: Int32) = try WardenProcess.sockets()
    let started: Int32 = unsafe cordon_start(program.path, ends.other)
    close(ends.other)
    guard started > 0 else {
      close(ends.own)
      throw CordonError(
        .configuration,
        "The inspection worker \(program.path) cannot be started: \(systemWords(0 &- started)).")
    }
    socket = ends.own
    process = started
    let message: [UInt8] = setup.message
    let file: Int32 = unsafe cordon_memory_file("cordon-setup", message, message.count)
    defer { if file >= 0 { close(file) } }
    guard file >= 0, order(.prepare, [file]) else {
      throw CordonError(.inputOutput, "The inspection worker \(program.path) does not take its setup.")
    }
  }

  deinit {
    // Its workers end with it.
    close(socket)
    guard !isReaped else { return }
    kill(process, SIGKILL)
    _ = waitpid(process, nil, 0)
  }

  /// Two connected sockets.
  static func sockets() throws(CordonError) -> (own: Int32, other: Int32) {
    var ends: [Int32] = [-1, -1]
    let result: Int32 = unsafe cordon_socket_pair(&ends)
    guard result == 0 else {
      throw CordonError(
        .inputOutput, "No socket for an inspection worker can be made: \(systemWords(0 &- result)).")
    }
    return (ends[0], ends[1])
  }

  /// Asks for something.
  ///
  /// - Returns: whether it was sent.
  func order(_ order: WardenOrder, _ descriptors: [Int32] = []) -> Bool {
    let message: [UInt8] = order.message
    return unsafe cordon_send(socket, message, message.count, descriptors, descriptors.count) == message.count
  }

  /// Takes the next report; waits for it at most so long.
  func receive(milliseconds: Int32) -> Receipt {
    if milliseconds > 0 {
      var wait = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&wait, 1, milliseconds) > 0 else { return .nothing }
    }
    let got: Int = unsafe cordon_receive(socket, &buffer, buffer.count)
    if got == -Int(EAGAIN) { return .nothing }
    // The error of unread orders comes first, then what it still said.
    if got == -Int(ECONNRESET) { return receive(afterReset: ()) }
    return report(got)
  }

  private func receive(afterReset: Void) -> Receipt { report(unsafe cordon_receive(socket, &buffer, buffer.count)) }

  private func report(_ got: Int) -> Receipt {
    guard got > 0, let report = try? WardenReport(message: buffer[..<got]) else { return .end }
    return .report(report)
  }

  /// How it ended, in words; for one that is gone, or is about to be.
  func lastWords() -> String {
    var status: Int32 = 0
    for _ in 0..<20 {
      if unsafe waitpid(process, &status, WNOHANG) == process {
        isReaped = true
        let signal: Int32 = status & 0x7F
        return signal == 0 ? "exit status \(status >> 8 & 0xFF)" : "signal \(signal)"
      }
      usleep(10_000)
    }
    return "without a word"
  }
}

/// What an error number means.
func systemWords(_ error: Int32) -> String { unsafe String(cString: strerror(error)) }
