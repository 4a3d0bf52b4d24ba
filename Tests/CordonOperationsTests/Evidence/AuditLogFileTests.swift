import CordonEvidence
import CordonModel
import CordonTestSupport
import Foundation
import Testing

@testable import CordonOperations

@Suite("The log of acts on disk")
struct AuditLogFileTests {
  private static func act(_ what: String) -> AuditEntry.Act {
    AuditEntry.Act(who: "root", what: what, place: "/opt/x", why: "test", when: CaseFixture.now)
  }

  @Test("acts are added one after the other, for the owner alone")
  func appended() throws {
    let tree = try FixtureTree()
    let log = AuditLogFile(place: try CaseFixture.place(in: tree))
    for what in ["quarantine", "restore", "remove"] { try log.append(AuditLogFileTests.act(what)) }
    var words: [String] = []
    let reading: AuditChain.Reading = try log.read { words.append($0.act.what) }
    #expect(words == ["quarantine", "restore", "remove"])
    #expect(reading.defects == [])
    #expect(try CaseFixture.mode(log.path) == 0o600)
    let verdict: BundleVerdict = try AuditLogVerdict.read(log.path)
    #expect(verdict.state == .intact && verdict.itemCount == 3)
    #expect(try AuditLogVerdict.read(log.path, expectedHead: ContentHash.zero).state == .manipulated)
  }

  @Test("what a killed writer left of a line is cut off, and the next entry says so")
  func torn() throws {
    let tree = try FixtureTree()
    let log = AuditLogFile(place: try CaseFixture.place(in: tree))
    try log.append(AuditLogFileTests.act("one"))
    let whole: [UInt8] = try tree.bytes("data/cordon/audit.ndjson")
    for kept in [1, 30, whole.count - 1, whole.count + 25] {
      try tree.write("data/cordon/audit.ndjson", bytes: Array((whole + whole).prefix(kept)))
      try log.append(AuditLogFileTests.act("two"))
      var last: AuditEntry?
      #expect(try log.read { last = $0 }.defects == [], "\(kept)")
      #expect(last?.act.why.contains("never finished") == true, "\(kept)")
    }
  }

  @Test("nothing is added to a log that somebody changed")
  func changed() throws {
    let tree = try FixtureTree()
    let log = AuditLogFile(place: try CaseFixture.place(in: tree))
    for what in ["one", "two"] { try log.append(AuditLogFileTests.act(what)) }
    let text = String(decoding: try tree.bytes("data/cordon/audit.ndjson"), as: UTF8.self)
    try tree.write("data/cordon/audit.ndjson", text.replacing("\"what\":\"one\"", with: "\"what\":\"eins\""))
    let error: CordonError? = #expect(throws: CordonError.self) { try log.append(AuditLogFileTests.act("three")) }
    #expect(error?.code == .badInput)
    let verdict: BundleVerdict = try AuditLogVerdict.read(log.path)
    #expect(verdict.state == .manipulated)
    #expect(verdict.defects.map(\.item) == ["line 3"])
  }

  @Test("writers at once each leave a whole line in one chain")
  func atOnce() async throws {
    let tree = try FixtureTree()
    let log = AuditLogFile(place: try CaseFixture.place(in: tree))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 { group.addTask { try log.append(AuditLogFileTests.act("act-\(number)")) } }
      try await group.waitForAll()
    }
    let reading: AuditChain.Reading = try log.read()
    #expect(reading.defects == [] && reading.chain.count == 20)
  }
}
