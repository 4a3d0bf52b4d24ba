package import CordonModel

/// The visible limits of reading one log.
package struct LogLimits: Sendable, Hashable {
  /// Bytes of one line that are read; the rest of it is passed over, counted.
  package var lineBytes: Int = 256 << 10
  /// The first lines that are held against the format.
  package var firstLines: Int = 1_000
  /// After them one in this many, and each that may speak of something listed.
  package var eachLine: Int = 256

  /// The limits as they are shipped.
  package init() {}
}

/// What became of a log.
package struct LogSummary: Sendable, Hashable {
  /// `nil` when it was not recognised; then it was read as text.
  package var format: LogFormat?
  /// Lines in all.
  package var lines: Int = 0
  /// Lines that were held against the format.
  package var linesRead: Int = 0
  /// Of these, those that are not of it.
  package var linesUnreadable: Int = 0
  /// Lines longer than the limit.
  package var linesCut: Int = 0
  /// Whether the log begins like no text: then nothing of it was read.
  package var isBinary: Bool = false
  /// Whether look-ups or fetches are recorded in it.
  package var hasContacts: Bool = false
  /// The time of the first look-up or fetch among the lines that were read.
  package var contactsFrom: Timestamp?
  /// The earliest and the latest time among the lines that were read, the first and the last line among them.
  package var from: Timestamp?
  /// The latest of them.
  package var until: Timestamp?

  /// Of a log of which nothing was read.
  package init() {}

  /// Whether most lines that were looked at are not of the format.
  package var isMostlyUnreadable: Bool { linesUnreadable * 2 > linesRead }
}

/// Reads a log that comes in pieces of any size, in constant memory.
///
/// Only lines that the prefilter lets through are parsed, and a sample of the others: to know the period of the log and
/// whether its lines are what they are taken for. A line that may speak of something listed and is not of the format is
/// read word by word, so that nothing listed is lost with it. Nothing of other lines is kept.
package struct LogStream: Sendable {
  private let place: String
  private let given: LogFormat?
  private let clock: RecordClock
  private let prefilter: ContactPrefilter
  private let limits: LogLimits
  private var reader: LogLineReader?
  private var summary = LogSummary()
  private var count: LineCount
  /// Bytes that wait: the beginning of the log until it is recognised, afterwards a line that has not ended.
  private var pending: [UInt8] = []
  /// Whether the rest of a line that is too long is being passed over.
  private var isSkipping: Bool = false
  /// The last whole line, for the end of the period.
  private var lastLine: [UInt8] = []

  /// - Parameters:
  ///   - place: the printable name of the log, for the location of a record.
  ///   - format: `nil` to recognise it.
  package init(
    place: String, format: LogFormat?, clock: RecordClock, prefilter: ContactPrefilter, limits: LogLimits = LogLimits()
  ) {
    self.place = place
    given = format
    self.clock = clock
    self.prefilter = prefilter
    self.limits = limits
    count = LineCount(looksAtFirst: limits.firstLines, andEach: limits.eachLine)
  }

  /// Whether the rest of the log is of no use.
  package var isOver: Bool { summary.isBinary }

  /// Takes the next piece and hands on what may be listed.
  package mutating func feed(_ bytes: ArraySlice<UInt8>, _ emit: (ContactFacts) -> Void) {
    guard !summary.isBinary else { return }
    var rest: ArraySlice<UInt8> = bytes
    if reader == nil {
      let wanted: Int = LogFormat.recognitionBytes - pending.count
      pending.append(contentsOf: rest.prefix(wanted))
      rest = rest.dropFirst(wanted)
      guard pending.count >= LogFormat.recognitionBytes else { return }
      begin(emit)
    }
    go(through: rest, emit)
  }

  /// Ends the log.
  package mutating func finish(_ emit: (ContactFacts) -> Void) -> LogSummary {
    if reader == nil, !summary.isBinary { begin(emit) }
    if !pending.isEmpty, !summary.isBinary {
      let last: [UInt8] = pending
      pending = []
      scan(last[...], isLast: true, emit)
    }
    if let reader, let record = reader.read(lastLine) { note(record.time) }
    summary.lines = count.ended
    return summary
  }

  /// Recognises the format by what has come so far, and goes through it.
  private mutating func begin(_ emit: (ContactFacts) -> Void) {
    let head: [UInt8] = pending
    pending = []
    // NUL stands in no text; one that was lost in a crash is no reason to lose a log.
    if head.prefix(4_096).count(where: { $0 == 0 }) * 16 > head.prefix(4_096).count {
      summary.isBinary = true
      return
    }
    let format: LogFormat? = given ?? LogFormat.recognise(LogStream.lines(of: head), clock: clock)
    summary.format = format
    reader = LogLineReader(format: format ?? .text, clock: clock, prefilter: prefilter)
    // The journal may hold a message as a list of numbers, in which no prefilter sees a name: each line is read.
    if format == .journal { count = LineCount(looksAtFirst: 0, andEach: 1) }
    go(through: head[...], emit)
  }

  private static func lines(of head: [UInt8]) -> [[UInt8]] {
    var lines: [ArraySlice<UInt8>] = head.split(separator: 0x0A, maxSplits: LogFormat.recognitionLines)
    // The last one may be cut.
    if lines.count > 1, head.last != 0x0A || lines.count > LogFormat.recognitionLines { lines.removeLast() }
    return lines.map { Array($0) }
  }

  /// In steps of the longest line, so that a longer one never lies in a single step and is cut wherever the pieces end.
  private mutating func go(through bytes: ArraySlice<UInt8>, _ emit: (ContactFacts) -> Void) {
    var rest: ArraySlice<UInt8> = bytes
    while !rest.isEmpty {
      step(through: rest.prefix(max(1, limits.lineBytes)), emit)
      rest = rest.dropFirst(max(1, limits.lineBytes))
    }
  }

  private mutating func step(through bytes: ArraySlice<UInt8>, _ emit: (ContactFacts) -> Void) {
    var rest: ArraySlice<UInt8> = bytes
    if !pending.isEmpty || isSkipping {
      guard let end = rest.firstIndex(of: 0x0A) else {
        hold(rest)
        return
      }
      hold(rest[..<end])
      rest = rest[(end + 1)...]
      var line: [UInt8] = pending
      pending = []
      isSkipping = false
      line.append(0x0A)
      scan(line[...], isLast: false, emit)
    }
    guard let last = rest.lastIndex(of: 0x0A) else {
      hold(rest)
      return
    }
    scan(rest[...last], isLast: false, emit)
    hold(rest[(last + 1)...])
  }

  /// Keeps the beginning of a line that has not ended, up to the limit.
  private mutating func hold(_ bytes: ArraySlice<UInt8>) {
    let room: Int = max(0, limits.lineBytes - pending.count)
    pending.append(contentsOf: bytes.prefix(room))
    if bytes.count > room, !isSkipping {
      isSkipping = true
      summary.linesCut += 1
    }
  }

  /// Goes through whole lines.
  private mutating func scan(_ block: ArraySlice<UInt8>, isLast: Bool, _ emit: (ContactFacts) -> Void) {
    var counted: LineCount = count
    prefilter.forEachLine(in: block.span, count: &counted, isLast: isLast) { range, number, mayMatch in
      let start: Int = block.startIndex + range.lowerBound
      take(Array(block[start..<(start + range.count)]), number, mayMatch, emit)
    }
    count = counted
    keepLast(block)
  }

  private mutating func keepLast(_ block: ArraySlice<UInt8>) {
    let lines: ArraySlice<UInt8> = block.last == 0x0A ? block.dropLast() : block
    let start: Int = lines.lastIndex(of: 0x0A).map { $0 + 1 } ?? lines.startIndex
    let line: ArraySlice<UInt8> = lines[start...].prefix(limits.lineBytes)
    if !LineText.trimmedEnd(line).isEmpty { lastLine = Array(line) }
  }

  private mutating func take(_ line: [UInt8], _ number: Int, _ mayMatch: Bool, _ emit: (ContactFacts) -> Void) {
    guard let reader, !LineText.trimmedEnd(line[...]).isEmpty, line.first != 0x23 || mayMatch else { return }
    summary.linesRead += 1
    let record: LogRecord
    if let read = reader.read(line) {
      record = read
    } else {
      summary.linesUnreadable += 1
      guard mayMatch else { return }
      record = reader.readWords(line)
    }
    note(record.time)
    if record.isContact, record.source != .syslog, record.source != .journal {
      summary.hasContacts = true
      if let time = record.time { summary.contactsFrom = min(summary.contactsFrom ?? time, time) }
    }
    for subject in record.subjects {
      emit(
        ContactFacts(
          subject: subject, time: record.time, source: record.source, location: place + ":" + String(number),
          client: record.client, pid: record.pid))
    }
  }

  private mutating func note(_ time: Timestamp?) {
    guard let time else { return }
    summary.from = min(summary.from ?? time, time)
    summary.until = max(summary.until ?? time, time)
  }
}
