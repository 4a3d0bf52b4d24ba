import CordonModel
import Testing

@testable import CordonEvidence

@Suite("The log of acts")
struct AuditChainTests {
  private static func act(_ number: Int) -> AuditEntry.Act {
    AuditEntry.Act(
      who: "root", what: "quarantine", place: "web-01 /opt/\u{1B}[31m\(number)", why: "3cx-2023",
      when: EvidenceFixture.start, before: number == 2 ? nil : "mode 0755", after: "vault \(number)")
  }

  private static func log(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = AuditChain.firstLine(made: EvidenceFixture.start)
    var chain = AuditChain(count: 0, head: ContentHash.of(bytes.dropLast()))
    for number in 1...count { bytes += chain.append(act(number)) }
    return bytes
  }

  @Test("entries come back as they were given, in their chain")
  func roundTrip() {
    var entries: [AuditEntry] = []
    let reading: AuditChain.Reading = AuditChain.read(AuditChainTests.log(5)) { entries.append($0) }
    #expect(reading.defects == [])
    #expect(reading.chain.count == 5)
    #expect(reading.tornBytes == 0)
    #expect(entries.map(\.act) == (1...5).map { AuditChainTests.act($0) })
    #expect(entries.map(\.number) == [1, 2, 3, 4, 5])
  }

  @Test("every flip of every byte but those of the last line is named")
  func flips() {
    let whole: [UInt8] = AuditChainTests.log(4)
    let lastLine: Int = (whole.dropLast().lastIndex(of: 0x0A) ?? 0) + 1
    for index in whole[..<lastLine].indices {
      var bytes: [UInt8] = whole
      bytes[index] ^= 1
      #expect(!AuditChain.read(bytes).defects.isEmpty, "byte \(index)")
    }
  }

  @Test("an entry removed, moved or put in is named by its line")
  func manipulations() {
    let lines: [ArraySlice<UInt8>] = AuditChainTests.log(4).split(separator: 0x0A)
    func defects(_ order: [Int]) -> [Int] {
      AuditChain.read(order.flatMap { Array(lines[$0]) + [0x0A] }).defects.map(\.line)
    }
    #expect(defects([0, 1, 2, 3, 4]) == [])
    #expect(defects([0, 1, 3, 4]).first == 3)
    #expect(defects([0, 2, 1, 3, 4]).first == 2)
    #expect(defects([0, 1, 2, 2, 3, 4]).first == 4)
    #expect(defects([1, 2, 3, 4]).first == 1)
  }

  @Test("half a line at the end is the rest of a write that was ended, and no defect")
  func torn() {
    let whole: [UInt8] = AuditChainTests.log(3)
    let reading: AuditChain.Reading = AuditChain.read(Array(whole.dropLast(10)))
    #expect(reading.defects == [])
    #expect(reading.chain.count == 2)
    #expect(reading.tornBytes > 0)
    #expect(reading.wholeBytes + reading.tornBytes == whole.count - 10)
  }

  @Test("texts without end are cut, and what is kept can be read")
  func longTexts() {
    var bytes: [UInt8] = AuditChain.firstLine(made: EvidenceFixture.start)
    var chain = AuditChain(count: 0, head: ContentHash.of(bytes.dropLast()))
    var act: AuditEntry.Act = AuditChainTests.act(1)
    act.why = String(repeating: "ä", count: 1_000_000)
    bytes += chain.append(act)
    var kept: String = ""
    #expect(AuditChain.read(bytes) { kept = $0.act.why }.defects == [])
    #expect(kept.hasSuffix("… (cut)") && kept.utf8.count < 9_000)
  }
}
