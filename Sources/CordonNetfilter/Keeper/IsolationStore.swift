internal import CNetfilter
internal import CordonModel
internal import FoundationEssentials
internal import Glibc

/// The folder in which the state of an isolation survives a restart: `state.json`, replaced whole, and `log.ndjson`, which
/// only grows. Both are of one user alone.
struct IsolationStore: Sendable {
  /// Bytes of a state that are read.
  static let limit = 1 << 20

  let folder: String

  enum Loaded {
    /// There never was an isolation.
    case none
    case state(IsolationState)
    /// What stands there is no state of ours, and why.
    case unreadable(String)
  }

  /// Makes the folder, and opens it.
  ///
  /// - Returns: the descriptor, or why the folder is not used.
  func open() -> Result<Int32, StoreFault> {
    guard folder.hasPrefix("/"), folder.utf8.count < Int(PATH_MAX), !folder.utf8.contains(0) else {
      return .failure(StoreFault(words: "the folder of the state must be an absolute path"))
    }
    var current: Int32 = unsafe Glibc.open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let steps: [String] = folder.split(separator: "/").map(String.init)
    for (index, step) in steps.enumerated() {
      let isOwn: Bool = index == steps.count - 1
      let flags: Int32 = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (isOwn ? O_NOFOLLOW : 0)
      var next: Int32 = unsafe openat(current, step, flags)
      if next < 0, errno == ENOENT {
        _ = unsafe mkdirat(current, step, isOwn ? 0o700 : 0o755)
        next = unsafe openat(current, step, flags)
      }
      let number: Int32 = errno
      close(current)
      guard next >= 0 else { return .failure(StoreFault(words: "\(folder): \(systemWords(number))")) }
      current = next
    }
    var facts = stat()
    guard unsafe fstat(current, &facts) == 0, facts.st_uid == geteuid(), facts.st_mode & 0o022 == 0 else {
      close(current)
      return .failure(StoreFault(words: "\(folder) belongs to somebody else, or others may write into it"))
    }
    return .success(current)
  }

  /// What is kept.
  func load() -> Loaded {
    guard case .success(let place) = open() else { return .unreadable("its folder cannot be opened") }
    defer { close(place) }
    let file: Int32 = unsafe openat(place, "state.json", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return errno == ENOENT ? .none : .unreadable(systemWords(errno)) }
    defer { close(file) }
    var facts = stat()
    guard unsafe fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_uid == geteuid() else {
      return .unreadable("state.json is not a file of this user")
    }
    guard facts.st_size <= IsolationStore.limit, let bytes = readAll(file, limit: IsolationStore.limit) else {
      return .unreadable("state.json is too large or cannot be read")
    }
    guard let state = IsolationStore.state(json: bytes) else { return .unreadable("state.json is damaged") }
    return .state(state)
  }

  /// Reads what ``save(_:)`` wrote.
  static func state(json bytes: [UInt8]) -> IsolationState? {
    guard bytes.count <= limit else { return nil }
    return try? JSONDecoder().decode(IsolationState.self, from: Data(bytes))
  }

  /// Replaces the state whole or not at all, and adds its events since `count` to the log.
  ///
  /// - Returns: why that failed; `nil` when the state is on the disk.
  func save(_ state: IsolationState, newEvents: Int) -> String? {
    let place: Int32
    switch open() {
    case .success(let descriptor): place = descriptor
    case .failure(let fault): return fault.words
    }
    defer { close(place) }
    let draft: String = "state.json.\(getpid()).new"
    _ = unsafe unlinkat(place, draft, 0)
    let file: Int32 = unsafe openat(place, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return "\(folder): \(systemWords(errno))" }
    let isWritten: Bool = writeAll(encodedLine(state), to: file) && fsync(file) == 0
    let number: Int32 = errno
    close(file)
    guard isWritten, unsafe renameat(place, draft, place, "state.json") == 0 else {
      let words: String = systemWords(isWritten ? errno : number)
      _ = unsafe unlinkat(place, draft, 0)
      return "\(folder): \(words)"
    }
    _ = fsync(place)
    append(state.events.suffix(newEvents), of: state.plan, to: place)
    return nil
  }

  /// The log is beside the state, not before it: when it cannot be written, the events still stand in the state.
  private func append(_ events: ArraySlice<IsolationState.Event>, of plan: IsolationPlan, to place: Int32) {
    let flags: Int32 = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file: Int32 = unsafe openat(place, "log.ndjson", flags, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    for event in events { _ = writeAll(encodedLine(LogLine(isolation: plan.id, event: event)), to: file) }
    _ = fsync(file)
  }

  private struct LogLine: Encodable {
    var isolation: String
    var event: IsolationState.Event
  }

  // MARK: Locks

  /// Takes a lock of the folder; it ends with the value.
  ///
  /// - Returns: `nil` when another process has it and `waits` is not wanted, or it cannot be taken.
  func lock(_ name: String, waits: Bool) -> StoreLock? {
    guard case .success(let place) = open() else { return nil }
    defer { close(place) }
    let file: Int32 = unsafe openat(place, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
    guard cordon_lock(file, waits ? 1 : 0) == 0 else {
      close(file)
      return nil
    }
    return StoreLock(descriptor: file)
  }
}

/// Why the folder of the state is not used.
struct StoreFault: Error, Sendable, Hashable {
  var words: String
}

/// A lock that is held as long as this lives.
final class StoreLock {
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }
}

/// Everything a descriptor still gives; `nil` on an error or beyond `limit` bytes.
func readAll(_ descriptor: Int32, limit: Int) -> [UInt8]? {
  var bytes: [UInt8] = []
  var piece: [UInt8] = Array(repeating: 0, count: 16 << 10)
  while true {
    let count: Int = unsafe read(descriptor, &piece, piece.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { return bytes }
    bytes += piece[..<count]
    if bytes.count > limit { return nil }
  }
}

/// Writes everything; `false` on an error.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var rest: ArraySlice<UInt8> = bytes[...]
  while !rest.isEmpty {
    let count: Int = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}
