import CordonInspect
import CordonModel
import CordonTestSupport
import Foundation
import Testing

@Suite("Logs as streams")
struct LogStreamTests {
  private static func read(
    _ bytes: [UInt8], format: LogFormat? = nil, limits: LogLimits = LogLimits(), sizes: () -> Int = { .max }
  ) -> (contacts: [ContactFacts], summary: LogSummary) {
    var stream = LogStream(
      place: "log", format: format, clock: LogSample.clock, prefilter: LogSample.prefilter, limits: limits)
    var contacts: [ContactFacts] = []
    var rest: ArraySlice<UInt8> = bytes[...]
    while !rest.isEmpty {
      let size: Int = max(1, sizes())
      stream.feed(rest.prefix(size)) { contacts.append($0) }
      rest = rest.dropFirst(size)
    }
    let summary: LogSummary = stream.finish { contacts.append($0) }
    return (contacts, summary)
  }

  /// A log with listed names here and there, without an end of the last line.
  private static func log(_ lines: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    var text: String = ""
    for number in 0..<lines {
      let second: String = String(String(number % 60 + 100).dropFirst())
      let names: [String] = ["evil.example", "good.example", "x.evil.example", "a-very-long-name.of.nobody.example"]
      let name: String = Bool.random(using: &generator) ? names[1] : names.randomElement(using: &generator) ?? ""
      text += "Nov 21 18:41:\(second) dnsmasq[7]: query[A] \(name) from 192.0.2.\(number % 250)"
      text += number % 7 == 0 ? "\r\n" : "\n"
      if number % 31 == 0 { text += "\n" }
      if number % 97 == 0 { text += "no line of dnsmasq: evil.example\n" }
    }
    return Array(text.utf8.dropLast())
  }

  @Test("Pieces of any size give the same records", arguments: 0..<12)
  func pieces(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let bytes: [UInt8] = Self.log(seed % 3 == 0 ? 40 : 2_500, &generator)
    let whole = Self.read(bytes)
    let bound: Int = [1, 7, 100, 70_000][seed % 4]
    let pieces = Self.read(bytes) { Int.random(in: 1...bound, using: &generator) }
    let isSame: Bool = whole.contacts == pieces.contacts
    #expect(isSame)
    #expect(whole.summary == pieces.summary)
    #expect(whole.summary.format == .dnsmasq && !whole.contacts.isEmpty)
  }

  @Test("Exactly the listed names are found, each with its line")
  func exact() throws {
    var generator = SeededGenerator(seed: 5)
    let bytes: [UInt8] = Self.log(3_000, &generator)
    // In a String, a carriage return and a line feed are one character.
    let lines: [String] = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    var expected: [String] = []
    for (number, line) in lines.enumerated() where line.contains("evil.example") {
      expected.append("log:" + String(number + 1))
    }
    let read = Self.read(bytes)
    let isExact: Bool = read.contacts.map(\.location) == expected
    #expect(isExact)
    #expect(read.summary.lines == lines.count)
    #expect(read.summary.linesUnreadable > 0 && !read.summary.isMostlyUnreadable)
    #expect(read.summary.from?.text == "2026-11-21T17:41:00Z" && read.summary.until?.text == "2026-11-21T17:41:59Z")
  }

  @Test("A line of ten megabytes is read to the limit, counted, and costs no other line")
  func hugeLine() {
    let good: String = "Nov 21 18:41:20 dnsmasq[7]: query[A] evil.example from 192.0.2.1\n"
    let huge: [UInt8] = Array(repeating: 0x41, count: 10 << 20) + [0x0A]
    let bytes: [UInt8] = Array(good.utf8) + huge + Array(good.utf8)
    for size in [1 << 20, Int.max] {
      let read = Self.read(bytes, format: .dnsmasq) { size }
      #expect(read.contacts.map(\.location) == ["log:1", "log:3"])
      #expect(read.summary.linesCut == 1 && read.summary.lines == 3)
    }
  }

  @Test("What is no text is not read; a few NUL bytes are no reason")
  func binary() {
    var generator = SeededGenerator(seed: 1)
    let garbage: [UInt8] = (0..<100_000).map { _ in
      let byte: UInt64 = generator.next()
      return byte % 4 == 0 ? 0 : UInt8(truncatingIfNeeded: byte >> 8)
    }
    #expect(Self.read(garbage).summary.isBinary)
    let torn: [UInt8] =
      Array("Nov 21 18:41:20 pc app: evil.example\n".utf8) + [0, 0, 0]
      + Array("\nNov 21 18:41:21 pc app: evil.example".utf8)
    let read = Self.read(torn)
    #expect(!read.summary.isBinary && read.contacts.map(\.location) == ["log:1", "log:3"])
  }

  @Test("An unknown format is read word by word, and said")
  func unknown() {
    let read = Self.read(Array("evil.example was here\nnothing\nand http://evil.example/x\n".utf8))
    #expect(read.summary.format == nil && read.contacts.map(\.location) == ["log:1", "log:3"])
    #expect(read.contacts.allSatisfy { $0.time == nil })
  }

  @Test(
    "JSON lines of an application are no log of contacts: read word by word, and said",
    arguments: [
      #"{"time":"2026-11-21T17:41:20Z","level":"info","host":"web1","msg":"call to evil.example"}"#,
      #"{"ts":1795282880.5,"client_ip":"192.0.2.1","host":"evil.example","status":200}"#,
      #"{"time":"2026-11-21T17:41:20Z","client":"pc","query":"SELECT 'evil.example'"}"#,
      #"{"query":"evil.example","client":"192.0.2.1"}"#, #"{"ts":1795282880,"query":"evil.example"}"#,
      #"{"msg":"two lines\nevil.example\tand a path \/x"}"#,
    ])
  func application(line: String) {
    let bytes: [UInt8] = Array((String(repeating: line + "\n", count: 20)).utf8)
    let read = Self.read(bytes)
    #expect(read.summary.format == nil && !read.summary.hasContacts)
    #expect(read.contacts.map(\.subject) == Array(repeating: LogSample.evil, count: 20))
    // A word proves no contact, whatever it is called.
    let named = Self.read(bytes, format: .json)
    #expect(named.summary.isMostlyUnreadable && !named.summary.hasContacts)
    #expect(named.contacts.count == 20 && named.contacts.allSatisfy { $0.source == .syslog })
  }

  @Test("A log covers the time since its first look-up, not since its first line")
  func contactsFrom() {
    let lines: [String] =
      ["Nov  1 08:00:00 dnsmasq[7]: started, version 2.90", "Nov  2 08:00:00 dnsmasq[7]: reading /etc/resolv.conf"]
      + (10...20).map { "Nov \($0) 08:00:00 dnsmasq[7]: query[A] good.example from 192.0.2.1" }
    let summary: LogSummary = Self.read(Array(lines.joined(separator: "\n").utf8)).summary
    #expect(summary.from?.dateText == "2026-11-01" && summary.contactsFrom?.dateText == "2026-11-10")
    #expect(summary.until?.dateText == "2026-11-20" && summary.hasContacts)
  }

  @Test("A wrong format is noticed, and what is listed is found all the same")
  func wrong() {
    let line: String = "Nov 21 18:41:20 pc app: evil.example\n"
    let read = Self.read(Array(String(repeating: line, count: 50).utf8), format: .squid)
    #expect(read.summary.isMostlyUnreadable && read.contacts.count == 50)
    #expect(read.contacts.first?.time?.text == LogSample.zoned)
  }

  @Test("An empty log has no lines")
  func empty() {
    let read = Self.read([])
    #expect(read.summary.lines == 0 && read.contacts.isEmpty && !read.summary.isMostlyUnreadable)
  }

  @Test("gzip of several members is unpacked whole; a cut one is noticed")
  func gzip() throws {
    for (name, state) in [("two-members", GzipStream.State.ended), ("truncated", .open), ("broken", .broken)] {
      let file: URL = FailCase.folder.appendingPathComponent("gzip/" + name)
      let bytes: [UInt8] = Array(try Data(contentsOf: file))
      let stream = try #require(GzipStream())
      var unpacked: Int = 0
      for byte in bytes {
        stream.feed([byte]) { piece in
          unpacked += piece.count
          return true
        }
      }
      #expect(stream.state == state, "\(name)")
      if state == .ended { #expect(unpacked == 3_400) }
    }
  }
}
