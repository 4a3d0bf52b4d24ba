internal import CordonInspect
internal import CordonModel

extension FuzzEntry {
  /// The first byte picks the format, or recognition; the rest is the log, read whole and in pieces: both have to say the
  /// same.
  package static let logLines = FuzzEntry(name: "log-lines") { bytes in
    guard let selector = bytes.first else { return }
    let formats: [LogFormat?] = LogFormat.allCases.map { $0 } + [nil]
    let format: LogFormat? = formats[Int(selector) % formats.count]
    var prefilter = ContactPrefilter()
    prefilter.insert(name: "evil.example")
    prefilter.insert(ipv4: "192.0.2.66")
    prefilter.insert(ipv6: 0x2001, 0xDB8)
    prefilter.insert(word: "Updater")
    let log: ArraySlice<UInt8> = bytes.dropFirst()
    let whole: [ContactFacts] = contacts(log, format, prefilter, piece: Int.max)
    let pieces: [ContactFacts] = contacts(log, format, prefilter, piece: 1 + Int(selector) % 61)
    precondition(whole == pieces, "pieces of a log say something else than the whole")
    for contact in whole { precondition(contact.subject.text.utf8.count <= 32_000, "longer than the limit") }
    _ = HostsFile.entries(Array(log), limit: 1_000)
  }

  private static func contacts(
    _ log: ArraySlice<UInt8>, _ format: LogFormat?, _ prefilter: ContactPrefilter, piece: Int
  ) -> [ContactFacts] {
    let clock = RecordClock(
      written: Timestamp(secondsSinceEpoch: 1_795_000_000), now: Timestamp(secondsSinceEpoch: 1_795_000_000))
    var limits = LogLimits()
    limits.lineBytes = 4_096
    var stream = LogStream(place: "log", format: format, clock: clock, prefilter: prefilter, limits: limits)
    var found: [ContactFacts] = []
    var rest: ArraySlice<UInt8> = log
    while !rest.isEmpty {
      stream.feed(rest.prefix(piece)) { found.append($0) }
      rest = rest.dropFirst(piece)
    }
    _ = stream.finish { found.append($0) }
    return found
  }

  /// Packed logs: what comes out is bounded by what is asked for.
  package static let gzip = FuzzEntry(name: "gzip") { bytes in
    guard let stream = GzipStream() else { return }
    var unpacked: Int = 0
    for start in stride(from: 0, to: bytes.count, by: 97) where unpacked < 1 << 20 {
      stream.feed(Array(bytes[start..<min(bytes.count, start + 97)])) { piece in
        unpacked += piece.count
        return unpacked < 1 << 20
      }
    }
    precondition(unpacked < 2 << 20, "more than was asked for")
  }
}
