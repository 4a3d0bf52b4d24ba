internal import CordonModel

/// The beginning of a line of syslog: time, host, program.
///
/// Read are the traditional form (RFC 3164), RFC 3339 times in its place, RFC 5424 with a priority in front, and the same
/// without a host, as programs write their own files.
struct SyslogHead {
  let time: LogTime.Found
  /// The name before the `[` or `:`; empty where there is none.
  let program: ArraySlice<UInt8>
  let pid: Int32?
  let message: ArraySlice<UInt8>

  /// `nil` when the line does not begin with a time.
  init?(_ line: ArraySlice<UInt8>, _ clock: RecordClock) {
    var cursor = LineCursor(line)
    if cursor.skip(0x3C) {
      guard cursor.number(1...3) != nil, cursor.skip(0x3E) else { return nil }
      if cursor.skip("1 ") {
        guard let head = SyslogHead(structured: &cursor, clock) else { return nil }
        self = head
        return
      }
    }
    let isDigit: Bool = cursor.next.map { (0x30...0x39).contains($0) } ?? false
    guard let time = isDigit ? LogTime.iso(&cursor, clock) : LogTime.traditional(&cursor, clock), cursor.skip(0x20)
    else { return nil }
    self.time = time
    cursor.skipSpaces()
    let afterTime: LineCursor = cursor
    var word: ArraySlice<UInt8> = cursor.word()
    if !SyslogHead.isTag(word) {
      // The host; what follows may be a tag.
      cursor.skipSpaces()
      let afterHost: LineCursor = cursor
      word = cursor.word()
      if !SyslogHead.isTag(word) {
        cursor = word.isEmpty ? afterTime : afterHost
        word = []
      }
    }
    (program, pid) = SyslogHead.tag(word)
    cursor.skipSpaces()
    message = cursor.rest
  }

  /// RFC 5424 from the time on: time, host, program, process, message id, structured data.
  private init?(structured cursor: inout LineCursor, _ clock: RecordClock) {
    if cursor.skip(0x2D) {
      time = .impossible
    } else {
      guard let found = LogTime.iso(&cursor, clock) else { return nil }
      time = found
    }
    guard cursor.skip(0x20) else { return nil }
    _ = cursor.word()
    guard cursor.skip(0x20) else { return nil }
    program = cursor.word()
    guard cursor.skip(0x20) else { return nil }
    pid = Int32(LineText.text(cursor.word()))
    guard cursor.skip(0x20) else { return nil }
    _ = cursor.word()
    guard cursor.skip(0x20) else { return nil }
    // Structured data are left as they are: their values are words like any other.
    if cursor.skip(0x2D) { cursor.skipSpaces() }
    message = cursor.rest
  }

  /// `name:`, `name[1]:` or, as Unbound writes into its own file, `unbound[1:0]`.
  private static func isTag(_ word: ArraySlice<UInt8>) -> Bool {
    guard let last = word.last, word.count > 1 else { return false }
    return last == 0x3A || (last == 0x5D && word.contains(0x5B))
  }

  private static func tag(_ word: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, Int32?) {
    var cursor = LineCursor(word)
    let name: ArraySlice<UInt8> = cursor.until { $0 == 0x5B || $0 == 0x3A }
    guard cursor.skip(0x5B), let pid = cursor.number(1...10) else { return (name, nil) }
    return (name, Int32(exactly: pid))
  }
}
