import CordonModel
import CordonTestSupport
import Testing

@testable import CordonEvidence

@Suite("One byte of a bundle flipped")
struct FlippedByteTests {
  @Test("every flip of every byte is noticed, and in an item it names that item", arguments: [1, 2])
  func everyByte(part: Int) throws {
    let whole: MemoryBundle = try EvidenceFixture.bundle(parts: 2)
    var random = SeededGenerator(seed: 5)
    for (name, bytes) in try #require(whole.parts[part]) {
      for index in bytes.indices {
        for mask in [UInt8(1) << UInt8.random(in: 0..<8, using: &random), 0x20] {
          var bundle: MemoryBundle = whole
          bundle.parts[part]?[name]?[index] ^= mask
          let verdict: BundleVerdict = try EvidenceFixture.verdict(bundle)
          try #require(verdict.state == .manipulated, "\(name) byte \(index) ^ \(mask)")
          guard let item = self.item(of: name, at: index, bytes, part: part) else { continue }
          let isNamed: Bool = verdict.defects.contains { $0.item == item }
          try #require(isNamed, "\(name) byte \(index) ^ \(mask): \(verdict.defects)")
        }
      }
    }
  }

  @Test("a bundle cut anywhere is noticed")
  func everyCut() throws {
    let whole: MemoryBundle = try EvidenceFixture.bundle()
    for (name, bytes) in try #require(whole.parts[1]) {
      for length in bytes.indices {
        var bundle: MemoryBundle = whole
        bundle.parts[1]?[name] = Array(bytes[..<length])
        #expect(try EvidenceFixture.verdict(bundle).state == .manipulated, "\(name) cut to \(length)")
      }
    }
  }

  /// The item that a byte belongs to: its content, or its line but for the line feed at its end, which joins two.
  private func item(of name: String, at index: Int, _ bytes: [UInt8], part: Int) -> String? {
    guard name == BundleFormat.manifestName else {
      let place: Int? = EvidenceFixture.contents.firstIndex { $0.name == name }
      return place.map { EvidenceItem.id(part: part, place: $0 + 1) }
    }
    let line: Int = bytes[..<index].count { $0 == 0x0A }
    guard (1...EvidenceFixture.contents.count).contains(line), bytes[index] != 0x0A else { return nil }
    return EvidenceItem.id(part: part, place: line)
  }
}
