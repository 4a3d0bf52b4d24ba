internal import CLinux
internal import Glibc

/// One buffer that every small file of `/proc` is read into, one after the other.
struct ProcessBuffer {
  private(set) var bytes: [UInt8]
  /// Bytes of ``bytes`` that are filled.
  private(set) var count: Int = 0

  init(capacity: Int) { bytes = Array(repeating: 0, count: capacity) }

  /// What was read last; valid until the next reading.
  var content: ArraySlice<UInt8> { bytes[..<count] }

  /// Reads a file from its beginning until it ends, the buffer is full, or there are `limit` bytes.
  mutating func read(_ name: String, at directory: Int32, limit: Int = .max) throws(FileFailure) {
    count = 0
    let file = try Descriptor(
      result: unsafe cordon_open_at(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY))
    try read(file.number, limit: limit)
  }

  /// The same with an open file, from its beginning.
  mutating func read(_ file: Int32, limit: Int = .max) throws(FileFailure) {
    count = 0
    while count < min(bytes.count, limit) {
      if try fill(file, offset: count, limit: limit - count) == 0 { return }
    }
  }

  /// Appends what one reading gives, at most `limit` bytes.
  ///
  /// - Returns: 0 at the end of the file, and when the buffer is full.
  mutating func fill(_ file: Int32, offset: Int, limit: Int = .max) throws(FileFailure) -> Int {
    let start: Int = count
    var failure: Int32 = 0
    let got: Int = unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress, start < buffer.count else { return 0 }
      while true {
        let got: Int = unsafe pread(file, base + start, min(buffer.count - start, limit), offset)
        if got >= 0 { return got }
        if errno != EINTR {
          failure = errno
          return -1
        }
      }
    }
    guard failure == 0 else { throw FileFailure(result: -Int(failure)) }
    count += got
    return got
  }

  /// Reads one piece of an answer about sockets.
  mutating func receive(_ diagnosis: Int32) throws(FileFailure) {
    let got: Int = unsafe bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe cordon_diagnosis_read(diagnosis, base, buffer.count)
    }
    count = max(0, got)
    guard got >= 0 else { throw FileFailure(result: got) }
  }

  mutating func clear() { count = 0 }

  /// Forgets the first bytes; what follows moves to the front.
  mutating func drop(_ number: Int) {
    guard number > 0 else { return }
    let kept: Int = max(0, count - number)
    for index in 0..<kept { bytes[index] = bytes[index + number] }
    count = kept
  }

  /// Reads the target of a link; `nil` when it does not fit.
  mutating func readLink(_ name: String, at directory: Int32) throws(FileFailure) -> ArraySlice<UInt8>? {
    try unsafe readLink(entry: name, at: directory)
  }

  mutating func readLink(
    entry name: UnsafePointer<CChar>, at directory: Int32
  ) throws(FileFailure) -> ArraySlice<UInt8>? {
    let got: Int = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { text in
        guard let base = text.baseAddress else { return 0 }
        return unsafe cordon_read_link(directory, name, base, text.count)
      }
    }
    guard got >= 0 else { throw FileFailure(result: got) }
    count = got
    return got < bytes.count ? bytes[..<got] : nil
  }
}

extension FileFailure {
  /// Whether the process is not there (any more).
  var isGone: Bool { errorNumber == .noEntry || errorNumber == .other(ESRCH) }
}
