package import CordonModel

/// The log of acts: a first line that says what it is, then a line an act, each naming the sum of the line before it
/// (`Documentation/EvidenceBundle.md`). It only grows.
package struct AuditChain: Sendable, Hashable {
  /// The number of the last entry.
  package private(set) var count: Int
  /// The sum of the last line.
  package private(set) var head: Digest

  /// Bytes a line may have.
  package static let lineLimit = 64 << 10
  private static let format = "cordon-audit"
  private static let textLimit = 8_192

  /// The first line of a new log, with its line feed.
  package static func firstLine(made: Timestamp) -> [UInt8] {
    var line = CanonicalLine()
    line.member("format", format)
    line.member("made", made.text)
    line.member("version", BundleFormat.version)
    return line.closed() + [0x0A]
  }

  /// A chain that goes on after some lines.
  package init(count: Int, head: Digest) {
    self.count = count
    self.head = head
  }

  /// The line of the next act, with its line feed. Texts longer than 8,192 bytes are cut and say so.
  package mutating func append(_ act: AuditEntry.Act) -> [UInt8] {
    count += 1
    let line: [UInt8] = AuditChain.bytes(
      of: AuditEntry(number: count, act: AuditChain.cut(act), previous: head))
    head = ContentHash.of(line[...])
    return line + [0x0A]
  }

  private static func cut(_ act: AuditEntry.Act) -> AuditEntry.Act {
    AuditEntry.Act(
      who: cut(act.who), what: cut(act.what), place: cut(act.place), why: cut(act.why), when: act.when,
      before: act.before.map { cut($0) }, after: act.after.map { cut($0) })
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > textLimit else { return text }
    var kept: String = ""
    var room: Int = textLimit
    for scalar in text.unicodeScalars {
      room -= UTF8.width(scalar)
      if room < 0 { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept + "… (cut)"
  }

  private static func bytes(of entry: AuditEntry) -> [UInt8] {
    let act: AuditEntry.Act = entry.act
    var line = CanonicalLine()
    line.member("after", optional: act.after)
    line.member("before", optional: act.before)
    line.member("number", entry.number)
    line.member("previous", entry.previous.hex)
    line.member("what", act.what)
    line.member("when", act.when.text)
    line.member("where", act.place)
    line.member("who", act.who)
    line.member("why", act.why)
    return line.closed()
  }

  private static func entry(_ bytes: ArraySlice<UInt8>) throws(CanonicalLineReader.Fault) -> AuditEntry {
    var line: CanonicalLineReader = try CanonicalLineReader(bytes)
    let after: String? = try line.optionalText("after")
    let before: String? = try line.optionalText("before")
    let number: Int = try line.number("number")
    let previous: Digest = try line.digest("previous")
    let what: String = try line.text("what")
    let when: Timestamp = try line.moment("when")
    let place: String = try line.text("where")
    let who: String = try line.text("who")
    let why: String = try line.text("why")
    try line.finish()
    return AuditEntry(
      number: number,
      act: AuditEntry.Act(who: who, what: what, place: place, why: why, when: when, before: before, after: after),
      previous: previous)
  }

  // MARK: Reading

  /// What a log holds, and what is wrong with it.
  package struct Reading: Sendable, Hashable {
    /// Where the chain stands after its last whole line.
    package var chain = AuditChain(count: 0, head: ContentHash.zero)
    /// What is wrong, each with its line; at most ``BundleVerdict/defectLimit``.
    package var defects: [Defect] = []
    /// Whole lines that were read.
    package var lines: Int = 0
    /// Bytes of whole lines; what follows them is the rest of a write that was ended.
    package var wholeBytes: Int = 0
    /// Bytes behind the last line feed.
    package var tornBytes: Int = 0

    /// Of nothing yet.
    package init() {}
  }

  /// One thing that is wrong with a log.
  package struct Defect: Sendable, Hashable {
    /// From 1 on; the first line of the file is 1.
    package var line: Int
    /// What is wrong, in English.
    package var detail: String
    package init(line: Int, detail: String) {
      self.line = line
      self.detail = detail
    }
  }

  /// Reads a log to its end. An entry that is not what was written is named by its line.
  ///
  /// - Parameter take: told of every entry that could be read.
  package static func read(_ bytes: [UInt8], take: (AuditEntry) -> Void = { _ in }) -> Reading {
    var reading = Reading()
    var start: Int = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      reading.lines += 1
      add(bytes[start..<end], to: &reading, take)
      start = end + 1
    }
    reading.wholeBytes = start
    reading.tornBytes = bytes.count - start
    if reading.lines == 0 { reading.defects.append(Defect(line: 1, detail: "the first line is missing")) }
    return reading
  }

  private static func add(_ line: ArraySlice<UInt8>, to reading: inout Reading, _ take: (AuditEntry) -> Void) {
    func defect(_ detail: String) {
      guard reading.defects.count < BundleVerdict.defectLimit else { return }
      reading.defects.append(Defect(line: reading.lines, detail: detail))
    }
    defer { reading.chain.head = ContentHash.of(line) }
    guard line.count <= lineLimit else { return defect("longer than \(lineLimit) bytes") }
    do throws(CanonicalLineReader.Fault) {
      if reading.lines == 1 {
        try readFirst(line)
        return
      }
      let entry: AuditEntry = try entry(line)
      if entry.previous != reading.chain.head { defect("it does not follow on the line before it") }
      if entry.number != reading.chain.count + 1 {
        defect("it is entry \(entry.number), and entry \(reading.chain.count + 1) belongs here")
      }
      reading.chain.count = entry.number
      take(entry)
    } catch {
      defect(error.text)
      if reading.lines > 1 { reading.chain.count += 1 }
    }
  }

  private static func readFirst(_ bytes: ArraySlice<UInt8>) throws(CanonicalLineReader.Fault) {
    var line: CanonicalLineReader = try CanonicalLineReader(bytes)
    guard try line.text("format") == format else { throw line.fault("the format '\(format)'") }
    _ = try line.moment("made")
    guard try line.number("version") == BundleFormat.version else { throw line.fault("version 1") }
    try line.finish()
  }
}
