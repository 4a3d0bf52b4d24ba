internal import CordonModel

/// A line of a web log, without its time.
struct WebRecord {
  var client: String
  var time: LogTime.Found?
  var subjects: [ContactFacts.Subject]
}

/// Squid's own format: `1700000000.123 200 192.0.2.1 TCP_MISS/200 512 GET http://host/ user HIER_DIRECT/192.0.2.7 type`.
enum SquidLine {
  /// `nil` when the line is no such line.
  static func read(_ line: ArraySlice<UInt8>, _ clock: RecordClock? = nil) -> WebRecord? {
    var cursor = LineCursor(line)
    let start: Int = cursor.place
    guard cursor.number(9...11) != nil, cursor.next == 0x2E else { return nil }
    var stamp = LineCursor(line[start...])
    let time: LogTime.Found? = clock.flatMap { LogTime.epoch(&stamp, $0) }
    _ = cursor.word()
    let fields: [ArraySlice<UInt8>] = words(&cursor, 8)
    guard fields.count == 8, isNumber(fields[0]), fields[2].contains(0x2F), isNumber(fields[3]) else { return nil }
    var subjects: [ContactFacts.Subject] = []
    if let target = ContactText.target(fields[5], method: fields[4]) { subjects.append(target) }
    if let slash = fields[7].firstIndex(of: 0x2F) {
      let peer: ArraySlice<UInt8> = fields[7][(slash + 1)...]
      if LineText.isAddress(peer) { subjects.append(.address(LineText.text(peer))) }
    }
    return WebRecord(client: LineText.text(fields[1].prefix(254)), time: time, subjects: subjects)
  }

  private static func words(_ cursor: inout LineCursor, _ count: Int) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    while words.count < count {
      cursor.skipSpaces()
      let word: ArraySlice<UInt8> = cursor.word()
      if word.isEmpty { break }
      words.append(word)
    }
    return words
  }

  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    let digits: ArraySlice<UInt8> = word.first == 0x2D ? word.dropFirst() : word
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// The common log format and the combined one:
/// `192.0.2.1 - user [21/Nov/2026:18:41:20 +0100] "GET http://host/ HTTP/1.1" 200 512 "referer" "user agent"`.
///
/// In the log of a web server the request has no host; then only the user agent is a subject. The referring page is none:
/// it says where a reader came from, not what was fetched. Squid writes quotes inside as `%22`, others as `\"`.
enum CombinedLine {
  /// `nil` when the line is no such line.
  static func read(_ line: ArraySlice<UInt8>, _ clock: RecordClock) -> WebRecord? {
    var cursor = LineCursor(line)
    var client: ArraySlice<UInt8> = cursor.word()
    guard !client.isEmpty, let bracket = LineText.find(" [", in: line.prefix(2_048)) else { return nil }
    // A virtual host with its port may stand first.
    if client.contains(0x3A), !LineText.isAddress(client) {
      cursor.skipSpaces()
      client = cursor.word()
    }
    cursor = LineCursor(line[(bracket + 2)...])
    guard let time = LogTime.web(&cursor, clock), cursor.skip("] "), let request = quoted(&cursor),
      cursor.skip(0x20), cursor.skip(0x2D) || cursor.number(3...3) != nil
    else { return nil }
    var subjects: [ContactFacts.Subject] = []
    var words = LineCursor(request)
    let method: ArraySlice<UInt8> = words.word()
    words.skipSpaces()
    if let target = ContactText.target(words.word(), method: method) { subjects.append(target) }
    cursor.skipSpaces()
    _ = cursor.word()
    cursor.skipSpaces()
    if quoted(&cursor) != nil {
      cursor.skipSpaces()
      if let agent = quoted(&cursor).flatMap({ ContactText.userAgent(unescaped($0)) }) { subjects.append(agent) }
    }
    return WebRecord(client: LineText.text(client.prefix(254)), time: time, subjects: subjects)
  }

  /// A text in quotes, still with its escapes.
  private static func quoted(_ cursor: inout LineCursor) -> ArraySlice<UInt8>? {
    guard cursor.skip(0x22) else { return nil }
    var isEscaped: Bool = false
    let text: ArraySlice<UInt8> = cursor.until { byte in
      let isEnd: Bool = byte == 0x22 && !isEscaped
      isEscaped = byte == 0x5C && !isEscaped
      return isEnd
    }
    return cursor.skip(0x22) ? text : nil
  }

  /// `\"` and `\\` as the byte behind the backslash; others stay.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.contains(0x5C) else { return text }
    var result: [UInt8] = []
    var isEscape: Bool = false
    for byte in text {
      if byte == 0x5C, !isEscape {
        isEscape = true
        continue
      }
      if isEscape, byte != 0x22, byte != 0x5C { result.append(0x5C) }
      result.append(byte)
      isEscape = false
    }
    return result[...]
  }
}
