package import CordonModel

/// Reads the lines of one log by its format.
package struct LogLineReader: Sendable {
  /// What the lines are read as.
  package let format: LogFormat
  let clock: RecordClock
  /// What is let through of the subjects of a line.
  let prefilter: ContactPrefilter

  /// - Parameter prefilter: subjects that it does not let through are left out of the records.
  package init(format: LogFormat, clock: RecordClock, prefilter: ContactPrefilter) {
    self.format = format
    self.clock = clock
    self.prefilter = prefilter
  }

  /// What the line says; `nil` when it is no line of this format. A line feed at its end is not part of it.
  package func read(_ line: [UInt8]) -> LogRecord? {
    let line: ArraySlice<UInt8> = LineText.trimmedEnd(line[...])
    return switch format {
    case .dnsmasq: tagged(line) { ServiceMessage.isDnsmasq($0) }
    case .unbound: unbound(line)
    case .bind: bind(line)
    case .squid: SquidLine.read(line, clock).map { record($0.time?.time, $0.client, .webLog, $0.subjects) } ?? web(line)
    case .combined: CombinedLine.read(line, clock).map { record($0.time?.time, $0.client, .webLog, $0.subjects) }
    case .json: json(line)
    case .syslog: SyslogHead(line, clock).map { head in message(head.program, head.pid, head.message, head.time.time) }
    case .journal: journal(line)
    case .text: record(nil, nil, .syslog, words(line))
    }
  }

  /// Whatever the line holds, word by word, with its time where it begins with one: for a line that is not of the format
  /// and yet speaks of something listed. A word is no record of a contact, whatever log it stands in.
  package func readWords(_ line: [UInt8]) -> LogRecord {
    let line: ArraySlice<UInt8> = LineText.trimmedEnd(line[...])
    return record(SyslogHead(line, clock)?.time.time, nil, .syslog, words(line))
  }

  /// The words of a line; of a JSON object those of its texts, without their escapes.
  private func words(_ line: ArraySlice<UInt8>) -> [ContactFacts.Subject] {
    guard line.first == 0x7B else { return ContactText.words(of: line, prefilter.isWanted) }
    var found: [ContactFacts.Subject] = []
    let isWhole: Bool = JSONLeaves.visit(line) { leaf in
      found += ContactText.words(of: leaf.value, prefilter.isWanted)
    }
    return isWhole ? found : ContactText.words(of: line, prefilter.isWanted)
  }

  private func json(_ line: ArraySlice<UInt8>) -> LogRecord? {
    guard let read = JSONRecord(line, clock, prefilter.isWanted), read.isLogLine else { return nil }
    var result: LogRecord = record(read.time?.time, read.client, .jsonLog, read.subjects)
    result.isContact = read.isContact
    return result
  }

  private func record(
    _ time: Timestamp?, _ client: String?, _ source: ContactFacts.Source, _ subjects: [ContactFacts.Subject],
    pid: Int32? = nil
  ) -> LogRecord {
    // A user agent alone is what a web server writes of its callers.
    let namesPeer: Bool = subjects.contains { subject in
      if case .userAgent = subject { return false }
      return true
    }
    return LogRecord(
      time: time, client: client, pid: pid, source: source, subjects: subjects.filter(prefilter.isWanted),
      isContact: namesPeer)
  }

  /// A message of a service, or words when it is not known.
  private func message(
    _ program: ArraySlice<UInt8>, _ pid: Int32?, _ text: ArraySlice<UInt8>, _ time: Timestamp?
  ) -> LogRecord {
    // Somebody who looks for a name writes it there too: what was searched for, and what Cordon itself reported.
    if program.elementsEqual("sudo".utf8) || program.elementsEqual("cordon".utf8) {
      return record(time, nil, format.source, [], pid: pid)
    }
    if let known = ServiceMessage(program: program, text) {
      return record(time, known.client, known.source, known.subjects, pid: pid)
    }
    return record(time, nil, format.source, ContactText.words(of: text, prefilter.isWanted), pid: pid)
  }

  /// A line of syslog whose program is the wanted one.
  private func tagged(_ line: ArraySlice<UInt8>, _ isWanted: (ArraySlice<UInt8>) -> Bool) -> LogRecord? {
    guard let head = SyslogHead(line, clock), isWanted(head.program) else { return nil }
    return message(head.program, head.pid, head.message, head.time.time)
  }

  /// Also Unbound's own file: `[1700000000] unbound[1:0] info: …`.
  private func unbound(_ line: ArraySlice<UInt8>) -> LogRecord? {
    var cursor = LineCursor(line)
    guard cursor.skip(0x5B) else { return tagged(line) { $0.elementsEqual("unbound".utf8) } }
    guard let time = LogTime.epoch(&cursor, clock), cursor.skip("] unbound[") else { return nil }
    _ = cursor.word()
    cursor.skipSpaces()
    return message(Array("unbound".utf8)[...], nil, cursor.rest, time.time)
  }

  /// Also a file channel of BIND, with or without time, category and severity.
  private func bind(_ line: ArraySlice<UInt8>) -> LogRecord? {
    if let record = tagged(line, { $0.elementsEqual("named".utf8) }) { return record }
    var cursor = LineCursor(line)
    var time: LogTime.Found? = LogTime.bind(&cursor, clock)
    if time == nil {
      cursor = LineCursor(line)
      time = LogTime.iso(&cursor, clock)
    }
    guard time != nil || BindMessage.isQuery(line) else { return nil }
    if time == nil { cursor = LineCursor(line) }
    cursor.skipSpaces()
    return message(Array("named".utf8)[...], nil, cursor.rest, time?.time)
  }

  /// Squid's lines through syslog.
  private func web(_ line: ArraySlice<UInt8>) -> LogRecord? {
    guard let head = SyslogHead(line, clock), let squid = SquidLine.read(head.message, clock) else { return nil }
    return record(squid.time?.time, squid.client, .webLog, squid.subjects, pid: head.pid)
  }

  private func journal(_ line: ArraySlice<UInt8>) -> LogRecord? {
    guard let entry = JournalRecord(line, clock) else { return nil }
    return message(entry.program, entry.pid, entry.message[...], entry.time?.time)
  }
}

extension ContactPrefilter {
  /// Whether a subject can be listed.
  func isWanted(_ subject: ContactFacts.Subject) -> Bool { mayMatch(subject.text) }
}

extension LogFormat {
  /// Bytes at the beginning of a log that decide its format.
  package static let recognitionBytes = 64 << 10
  /// Lines at its beginning that do.
  static let recognitionLines = 64

  /// The format of which at least four fifths of the lines are; the narrowest when several fit. Syslog needs only half of
  /// them, for its messages may have several lines. Empty lines and those that begin with `#` do not count.
  ///
  /// - Returns: `nil` when none fits, or there are no lines.
  package static func recognise(_ lines: [[UInt8]], clock: RecordClock) -> LogFormat? {
    let counted: [[UInt8]] = lines.filter { line in
      !LineText.trimmedEnd(line[...]).isEmpty && line.first != 0x23
    }
    guard !counted.isEmpty else { return nil }
    let order: [LogFormat] = [.journal, .json, .squid, .combined, .dnsmasq, .unbound, .bind, .syslog]
    return order.first { format in
      let reader = LogLineReader(format: format, clock: clock, prefilter: ContactPrefilter())
      let read: Int = counted.count { line in
        reader.read(line) != nil && (format != .bind || LogFormat.isBind(line, clock))
      }
      return format == .syslog ? read * 2 >= counted.count : read * 5 >= counted.count * 4
    }
  }

  /// A line that begins with a time may be of many logs: BIND's is told by the form of the time, by its queries or by its
  /// name.
  private static func isBind(_ line: [UInt8], _ clock: RecordClock) -> Bool {
    var cursor = LineCursor(line[...])
    if LogTime.bind(&cursor, clock) != nil || BindMessage.isQuery(line[...]) { return true }
    return SyslogHead(line[...], clock).map { $0.program.elementsEqual("named".utf8) } ?? false
  }
}
