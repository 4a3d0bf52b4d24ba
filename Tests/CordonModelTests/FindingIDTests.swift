internal import CordonModel
internal import Testing

@Suite("Names of findings")
struct FindingIDTests {
  private static func match(_ subject: MatchSubject, row: String = "network[0]") -> Match {
    Match(
      verdict: .suspected, productID: row, productName: "x", subject: subject, reason: .nameLookedUp, decidedBy: "x")
  }

  private static func contact(
    _ place: String, _ name: String = "evil.example", client: String? = nil, source: ContactFacts.Source = .dnsLog,
    pid: Int32? = nil, time: Int64 = 0
  ) -> Match {
    match(
      .contact(
        ContactFacts(
          subject: .domain(name), time: Timestamp(secondsSinceEpoch: time), source: source, location: place,
          client: client, pid: pid)))
  }

  private static func process(_ pid: Int32, _ path: String?, _ name: String = "sh", started: Int64 = 0) -> Match {
    var process = ProcessFacts(pid: pid, name: name)
    process.executable = path.map { Array($0.utf8) }
    process.startedAt = Timestamp(secondsSinceEpoch: started)
    return match(.process(process, ancestors: []), row: "files[0]")
  }

  private static func names(_ matches: [Match]) -> [String] {
    FindingID.numbered(matches).map { FindingID(advisory: "case", match: $0).text }
  }

  @Test(
    "A contact keeps its name when its log is rotated, when others come first in it, and when a process starts anew")
  func contacts() {
    let name: [String] = Self.names([Self.contact("/var/log/query.log:7", "a.evil.example", pid: 9, time: 5)])
    #expect(Self.names([Self.contact("/var/log/query.log.1:99", "b.evil.example", pid: 12, time: 8)]) == name)
    for other in [
      Self.contact("/var/log/query.log:7", client: "192.0.2.1"), Self.contact("/var/log/query.log:7", source: .webLog),
    ] { #expect(Self.names([other]) != name) }
  }

  @Test("A process keeps its name when it starts anew, also one whose executable nobody may see")
  func processes() {
    #expect(Self.names([Self.process(9, "/bin/sh")]) == Self.names([Self.process(99, "/bin/sh", started: 7)]))
    #expect(Self.names([Self.process(9, nil)]) == Self.names([Self.process(99, nil, started: 7)]))
    #expect(Self.names([Self.process(9, nil)]) != Self.names([Self.process(9, nil, "bash")]))
    #expect(Self.names([Self.process(9, "/bin/sh")]) != Self.names([Self.process(9, "/tmp/sh")]))
  }

  @Test("No two findings of a result have one name, however alike; the same facts have the same names again")
  func unique() {
    var matches: [Match] = []
    for number in 0..<50 {
      matches.append(Self.process(Int32(number), "/bin/sh"))
      matches.append(Self.process(Int32(number), nil))
      matches.append(Self.contact("/var/log/a:\(number)"))
      matches.append(Self.contact("socket", source: .liveSocket, pid: Int32(number)))
      matches.append(Self.match(.file(FileFacts(place: FilePlace(path: [0x2F]), size: 0, digests: nil))))
    }
    let names: [String] = Self.names(matches)
    #expect(Set(names).count == matches.count)
    #expect(Self.names(matches) == names)
    // What comes later renames nothing that stands before it.
    #expect(Self.names(Array(matches.prefix(100))) == Array(names.prefix(100)))
  }
}
