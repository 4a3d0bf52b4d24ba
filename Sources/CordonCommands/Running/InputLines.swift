internal import CordonModel
internal import Foundation

/// The lines of standard input, read in blocks; memory is bounded by one line's limit.
struct InputLines {
  /// Bytes a line may have; a longer one is counted, skipped and reported.
  static let limit = 1 << 20

  enum Line {
    case text(String)
    case tooLong(bytes: Int)
    case notUTF8
  }

  private var buffer: [UInt8] = []
  private var position: Int = 0
  private var ended = false

  /// The next line without its end, `nil` after the last.
  ///
  /// - Throws: ``CordonError`` `input-output` when standard input cannot be read.
  mutating func next() throws(CordonError) -> Line? {
    var line: [UInt8] = []
    var length: Int = 0
    var any = false
    while true {
      if position == buffer.count {
        guard try fill() else { break }
      }
      any = true
      let rest: ArraySlice<UInt8> = buffer[position...]
      let end: Int = rest.firstIndex(of: 0x0A) ?? buffer.count
      length += end - position
      if length <= InputLines.limit { line += buffer[position..<end] }
      position = end
      if end < buffer.count {
        position += 1
        break
      }
    }
    guard any else { return nil }
    if length > InputLines.limit { return .tooLong(bytes: length) }
    if line.last == 0x0D { line.removeLast() }
    return String(validating: line, as: UTF8.self).map(Line.text) ?? .notUTF8
  }

  private mutating func fill() throws(CordonError) -> Bool {
    guard !ended else { return false }
    buffer = [UInt8](repeating: 0, count: 1 << 16)
    position = 0
    while true {
      let count: Int = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw CordonError(
          .inputOutput, "The lines to answer could not be read. Check where standard input comes from.",
          location: .init(file: "standard input"), cause: String(cString: strerror(errno)))
      }
      buffer.removeSubrange(count...)
      ended = count == 0
      return count > 0
    }
  }
}

/// Collects output lines and writes them in blocks.
struct OutputBuffer {
  private var bytes: [UInt8] = []

  mutating func append(_ line: String) throws(CordonError) {
    bytes += line.utf8
    bytes.append(0x0A)
    if bytes.count > 1 << 16 { try flush() }
  }

  mutating func flush() throws(CordonError) {
    try StandardStreams.writeOutput(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
