import CordonModel
import CordonTestSupport
import Testing

@testable import CordonEvidence

@Suite("Lines with one spelling")
struct CanonicalLineTests {
  @Test("what is written is read back, and is written the same again")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0..<12, using: &random)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0..<(Bool.random(using: &random) ? 0x30 : 0x2_0000), using: &random))
          }))
      let number = Int.random(in: 0...CanonicalLine.largestNumber, using: &random)
      var line = CanonicalLine()
      line.member("a", text)
      line.member("b", number)
      let bytes: [UInt8] = line.closed()
      var reader = try CanonicalLineReader(bytes[...])
      #expect(Array(try reader.text("a").utf8) == Array(text.utf8))
      #expect(try reader.number("b") == number)
      try reader.finish()
    }
  }

  @Test(
    "a second spelling of the same is refused",
    arguments: [
      #"{"a":"x" ,"b":1}"#, #"{ "a":"x","b":1}"#, #"{"b":1,"a":"x"}"#, #"{"a":"\u0078","b":1}"#, #"{"a":"x","b":01}"#,
      #"{"a":"x","b":1.0}"#, #"{"a":"x","b":-1}"#, #"{"a":"x","b":1e0}"#, #"{"a":"\/","b":1}"#,
      #"{"a":"\u000a","b":1}"#,
      #"{"a":"\u001F","b":1}"#, #"{"a":"x","b":1,"c":2}"#, #"{"a":"x","b":1}}"#, #"{"a":"x","a":"x","b":1}"#,
      #"{"a":"x"}"#, #"{"a":"x","b":9007199254740992}"#, #"{"a":"x","b":99999999999999999999}"#, "", "{", "{}", "[]",
      "{\"a\":\"\u{9}\",\"b\":1}", #"{"a":"x","b":"1"}"#, #"{"a":null,"b":1}"#, #"{"a":"\ud83d\ude00","b":1}"#,
    ])
  func oneSpelling(line: String) {
    #expect(throws: (any Error).self) {
      var reader = try CanonicalLineReader(Array(line.utf8)[...])
      _ = try reader.text("a")
      _ = try reader.number("b")
      try reader.finish()
    }
  }

  @Test("text that is not UTF-8 is refused")
  func notText() {
    let bytes: [UInt8] = Array(#"{"a":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
    #expect(throws: (any Error).self) {
      var reader = try CanonicalLineReader(bytes[...])
      _ = try reader.text("a")
    }
  }

  @Test("numbers, texts and times of a manifest are read back as they were")
  func manifestLines() throws {
    let key: SigningKey = try EvidenceFixture.key()
    let head = EvidenceManifest.Head(
      version: 1, bundle: "000102030405060708090a0b0c0d0e0f", part: 7, made: EvidenceFixture.start,
      collector: "cordon 0.1.0", signer: key.signer, previous: ContentHash.of([1]))
    #expect(try ManifestLines.head(ManifestLines.bytes(of: head)[...]) == head)
    let item = EvidenceItem(
      id: "E7-000001", type: EvidenceType(rawValue: "something-new"), time: EvidenceFixture.end, collector: "x 1",
      file: "a.json", size: 12, sha256: ContentHash.of([2]), previous: ContentHash.of([3]))
    #expect(try ManifestLines.item(ManifestLines.bytes(of: item)[...]) == item)
  }
}
