internal import CLinux
internal import Glibc

/// What a program of the system writes, read while it runs, with a limit on time and bytes. It gets no input, no environment
/// of ours and no descriptor, and none of what it says of errors is kept.
enum ChildOutput {
  enum End: Hashable {
    /// It ended by itself with this status; 128 and the number of the signal when one ended it.
    case ended(Int32)
    /// It took too long, or a stop was asked for: it was ended.
    case timedOut
    /// It wrote more than it may: it was ended.
    case tooMuch
    /// There is no such program, or it could not be started.
    case notStarted
  }

  /// The first of these programs that may be run.
  static func first(of paths: [String]) -> String? {
    paths.first { path in
      guard unsafe access(path, X_OK) == 0 else { return false }
      // A folder may be "executed" too.
      do throws(FileFailure) {
        let file = try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, path, CORDON_PATH_ONLY))
        return try file.status().isRegular
      } catch {
        return false
      }
    }
  }

  /// Runs `arguments[0]`, an absolute path, and hands on what it writes.
  static func run(
    _ arguments: [String], seconds: Int, bytes: Int, isCancelled: () -> Bool = { false },
    _ body: (ArraySlice<UInt8>) -> Void
  ) -> End {
    guard let (child, output) = start(arguments) else { return .notStarted }
    let end: End? = read(output, until: now() + Int64(seconds) * 1_000, limit: bytes, isCancelled, body)
    close(output)
    if end != nil { kill(-child, SIGKILL) }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    if let end { return end }
    return .ended(status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F))
  }

  private static func start(_ arguments: [String]) -> (child: pid_t, output: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard let program = arguments.first, unsafe pipe(&ends) == 0 else { return nil }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // A thread that blocks signals would pass that on: such a child could not be asked to end.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var child: pid_t = 0
    let result: Int32 = unsafe withStrings(arguments) { argv in
      unsafe withStrings(["PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C"]) { environment in
        var result: Int32 = ETXTBSY
        // A program that is being replaced, or that a child between fork and exec still holds open, is free in a moment.
        for _ in 0..<20 where result == ETXTBSY {
          result = unsafe posix_spawn(&child, program, &actions, &attributes, argv, environment)
          if result == ETXTBSY { poll(nil, 0, 10) }
        }
        return result
      }
    }
    guard result == 0 else {
      close(ends[0])
      return nil
    }
    return (child, ends[0])
  }

  /// `nil` when the program closed its output by itself.
  private static func read(
    _ output: Int32, until deadline: Int64, limit: Int, _ isCancelled: () -> Bool, _ body: (ArraySlice<UInt8>) -> Void
  ) -> End? {
    var buffer: [UInt8] = Array(repeating: 0, count: 256 << 10)
    var seen: Int = 0
    while true {
      let left: Int64 = deadline - now()
      guard left > 0, !isCancelled() else { return .timedOut }
      var wait = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&wait, 1, Int32(min(left, 500))) > 0 else { continue }
      let count: Int = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(output, $0.baseAddress, $0.count)
      }
      if count == 0 { return nil }
      if count < 0 {
        guard errno == EINTR else { return .timedOut }
        continue
      }
      seen += count
      guard seen <= limit else { return .tooMuch }
      body(buffer[..<count])
    }
  }

  /// Milliseconds of a clock that nobody sets.
  private static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func withStrings<T>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T
  ) -> T {
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe pointers.withUnsafeBufferPointer { buffer in
        for index in buffer.indices { unsafe free(buffer[index]) }
      }
    }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      // An array with one element or more has an address.
      guard let base = buffer.baseAddress else { return unsafe body(UnsafeMutablePointer.allocate(capacity: 1)) }
      return unsafe body(base)
    }
  }
}
