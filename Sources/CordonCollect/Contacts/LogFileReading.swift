internal import CordonInspect
internal import CordonModel
internal import Glibc

extension ContactLook {
  /// Reads one log from where the descriptor stands, unpacked when it is gzip.
  mutating func readLog(
    _ file: borrowing Descriptor, place: String, format: LogFormat?, zone: LogClock, _ sink: (ContactFacts) -> Void
  ) {
    let status: FileStatus
    do throws(FileFailure) { status = try file.status() } catch { return gaps.add(place, error) }
    guard filesRead < request.limits.files else {
      return gaps.add(place, .scanPartial, "more logs than the limit of \(request.limits.files)")
    }
    let written = Timestamp(secondsSinceEpoch: status.isRegular ? status.modified : now.secondsSinceEpoch)
    if status.isRegular, let since, written < since {
      return leaveOut(place, "last written before " + since.text)
    }
    let clock = RecordClock(written: written, now: now) { zone.seconds($0) }
    let stream = LogStream(
      place: place, format: format, clock: clock, prefilter: prefilter, limits: request.limits.log)
    var reading = LogReading(stream: stream, byteLimit: request.limits.logBytes)
    let failure: FileFailure? = feed(file, size: status.isRegular ? Int(clamping: status.size) : nil, &reading, sink)
    end(&reading, place, failure, sink)
  }

  /// Reads to the end, or to the size the file had when it was opened: a log may grow faster than it is read.
  private mutating func feed(
    _ file: borrowing Descriptor, size: Int?, _ reading: inout LogReading, _ sink: (ContactFacts) -> Void
  ) -> FileFailure? {
    var buffer: [UInt8] = Array(repeating: 0, count: 1 << 20)
    var left: Int = size.map { $0 == 0 ? Int.max : $0 } ?? Int.max
    while left > 0, !reading.isOver {
      if observer.isCancelled { return FileFailure(reason: .scanPartial, detail: "stopped before its end") }
      let wanted: Int = min(left, buffer.count)
      let got: Int = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(file.number, $0.baseAddress, wanted) }
      if got == 0 { break }
      if got > 0 {
        left -= got
        reading.feed(buffer[..<got]) { pass($0, sink) }
      } else if errno == EAGAIN {
        var wait = pollfd(fd: file.number, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&wait, 1, 500)
      } else if errno != EINTR {
        return FileFailure(result: -Int(errno))
      }
    }
    return nil
  }

  /// Says what became of a log.
  mutating func end(
    _ reading: inout LogReading, _ place: String, _ failure: FileFailure?, _ sink: (ContactFacts) -> Void
  ) {
    let summary: LogSummary = reading.finish { pass($0, sink) }
    var complaints: [FileFailure] = []
    if let failure { complaints.append(failure) }
    if let packing = reading.unknownPacking {
      return gaps.add(place, .capabilityMissing, "packed with \(packing): give it unpacked with --log")
    }
    if let trouble = reading.trouble { complaints.append(FileFailure(reason: .scanPartial, detail: trouble)) }
    if summary.isBinary {
      return gaps.add(place, .scanPartial, "no text, so no log of a known format")
    }
    let format: String = summary.format?.rawValue ?? ""
    if summary.format == nil, summary.lines > 0 {
      complaints.append(
        FileFailure(reason: .scanPartial, detail: "format not recognised: read word by word, without times"))
    } else if summary.isMostlyUnreadable {
      complaints.append(
        FileFailure(
          reason: .scanPartial,
          detail: "\(summary.linesUnreadable) of \(summary.linesRead) lines looked at are no lines of \(format)"))
    }
    if summary.linesCut > 0 {
      let limit: Int = request.limits.log.lineBytes
      complaints.append(
        FileFailure(
          reason: .scanPartial, detail: "\(summary.linesCut) lines longer than \(limit) bytes were read that far"))
    }
    for complaint in complaints { gaps.add(place, complaint) }
    note(place, summary, isWhole: complaints.isEmpty)
  }
}

/// One log on its way through: unpacked where it has to be, up to a limit.
struct LogReading {
  private var stream: LogStream
  private let byteLimit: Int
  private var gzip: GzipStream?
  private var hasBegun: Bool = false
  private var seen: Int = 0
  /// Packed in a way that is not read.
  private(set) var unknownPacking: String?
  /// Why the end was not reached.
  private(set) var trouble: String?

  init(stream: LogStream, byteLimit: Int) {
    self.stream = stream
    self.byteLimit = byteLimit
  }

  /// Whether there is no use in reading on.
  var isOver: Bool { unknownPacking != nil || trouble != nil || stream.isOver }

  mutating func feed(_ bytes: ArraySlice<UInt8>, _ emit: (ContactFacts) -> Void) {
    if !hasBegun {
      hasBegun = true
      if bytes.starts(with: [0x1F, 0x8B]) {
        gzip = GzipStream()
      } else {
        unknownPacking = LogReading.packing(bytes)
      }
    }
    guard !isOver else { return }
    guard let gzip else {
      take(bytes, emit)
      return
    }
    gzip.feed(Array(bytes)) { piece in
      take(piece, emit)
      return !isOver
    }
    if gzip.state == .broken { trouble = "broken gzip data after \(seen) bytes" }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, _ emit: (ContactFacts) -> Void) {
    let room: Int = byteLimit - seen
    if bytes.count > room { trouble = "larger than the limit of \(byteLimit) bytes" }
    stream.feed(bytes.prefix(max(0, room)), emit)
    seen += min(bytes.count, max(0, room))
  }

  mutating func finish(_ emit: (ContactFacts) -> Void) -> LogSummary {
    if let gzip, gzip.state == .open, trouble == nil, !stream.isOver { trouble = "cut gzip data after \(seen) bytes" }
    return stream.finish(emit)
  }

  private static func packing(_ bytes: ArraySlice<UInt8>) -> String? {
    if bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return "xz" }
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return "zstd" }
    if bytes.starts(with: [0x42, 0x5A, 0x68]) { return "bzip2" }
    if bytes.starts(with: [0x04, 0x22, 0x4D, 0x18]) { return "lz4" }
    return nil
  }
}
