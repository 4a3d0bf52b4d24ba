internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// The reader takes what RFC 8259 allows, and nothing else.
struct JSONReaderTests {
  private static func read(_ bytes: [UInt8]) throws(CordonError) -> JSONNode {
    var reader: JSONReader = try JSONReader(bytes, file: "in.json")
    let node: JSONNode = try reader.node()
    try reader.finish()
    return node
  }

  @Test(arguments: [
    ("[1, -0.5e-7, true, false, null]", "[1, -0.5e-7, true, false, null]"),
    (#""\u00e4\ud83d\ude00\/\b\f\n\r\t\"\\""#, "\"ä😀/\u{8}\u{C}\n\r\t\"\\\""),
    (#""\ud800x\udc00\ud800\u0041""#, "\"\u{FFFD}x\u{FFFD}\u{FFFD}A\""), (" { } ", "{}"), ("\u{FEFF}[]", "[]"),
    ("{\"a\":{\"b\":[[]]}}", "{a:{b:[[]]}}"),
  ])
  func good(text: String, shown: String) throws {
    #expect(JSONReaderTests.show(try JSONReaderTests.read(Array(text.utf8))) == shown)
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "01", "-", "1.", ".5", "1e", "+1",
    "NaN",
    "tru", "\"", "\"\\", "\"\\u12", "\"\\x\"", "\"\n\"", "[] []", "{\"a\":1,\"a\":2}", "]", "}", ",", "{,}", "[,]",
    "'a'",
    "// x\n1", "{\"a\":1,\"\\u0061\":2}",
  ])
  func bad(text: String) throws {
    let error: CordonError = try #require(throws: CordonError.self) { try JSONReaderTests.read(Array(text.utf8)) }
    #expect(error.code == .badInput)
    #expect(error.location?.line == 1 || text.contains("\n"))
  }

  @Test("bytes that are no UTF-8, and other encodings, are named") func encodings() throws {
    for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0xFF, 0xFE, 0x7B, 0], [0x7B, 0, 0x7D, 0], [0xFE, 0xFF, 0, 0x7B]] {
      let error: CordonError = try #require(throws: CordonError.self) { try JSONReaderTests.read(bytes) }
      #expect("\(error)".contains("UTF-8"))
    }
  }

  @Test("a pile of brackets ends at the limit", arguments: ["[", "{\"a\":"])
  func depth(bracket: String) throws {
    for levels in [65, 5_000, 200_000] {
      let pile: [UInt8] = Array(String(repeating: bracket, count: levels).utf8)
      let error: CordonError = try #require(throws: CordonError.self) { try JSONReaderTests.read(pile) }
      #expect("\(error)".contains("deeper than 64 levels"))
      #expect(throws: CordonError.self) { try SavedDocument(Array("{\"x\":".utf8) + pile, file: "in.json") }
    }
    let allowed: String = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(throws: Never.self) { try JSONReaderTests.read(Array(allowed.utf8)) }
  }

  @Test("a text of 10 MB is read, and an object of 100,000 members too") func large() throws {
    let long: [UInt8] = [0x22] + [UInt8](repeating: 0x61, count: 10 << 20) + [0x22]
    #expect(try JSONReaderTests.read(long).text?.utf8.count == 10 << 20)
    let members: String = (0..<100_000).map { "\"m\($0)\":0" }.joined(separator: ",")
    guard case .object(let read) = try JSONReaderTests.read(Array("{\(members)}".utf8)) else { return }
    #expect(read.count == 100_000)
    #expect(throws: CordonError.self) { try JSONReaderTests.read(Array("{\(members),\"m77\":1}".utf8)) }
  }

  /// Foundation's parser agrees on what is JSON, on texts that were bent at random.
  @Test func foundationAgrees() throws {
    var generator = SeededGenerator(seed: 77)
    let seed: [UInt8] = Array(#"{"a": [1, -2.5e3, "x\u00e9\n", null, true, {"b": {}}], "c": "d"}"#.utf8)
    let sharp: [UInt8] = Array("{}[]\",:\\0e-.tn \u{1}".utf8)
    for _ in 0..<20_000 {
      var bytes: [UInt8] = seed
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place: Int = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(sharp.randomElement(using: &generator) ?? 0x20, at: place)
        default: bytes[place] = sharp.randomElement(using: &generator) ?? 0x20
        }
      }
      let ours: Bool = (try? JSONReaderTests.read(bytes)) != nil
      let theirs: Bool =
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      #expect(!ours || theirs, "\(String(decoding: bytes, as: UTF8.self))")
      if theirs, !ours {
        // Only what is stricter here on purpose; Foundation also takes a comma before a closing bracket.
        let error: CordonError? = #expect(throws: CordonError.self) { try JSONReaderTests.read(bytes) }
        let text: String = error.map { "\($0)" } ?? ""
        let isKnown: Bool = ["twice", "number", "before a closing"].contains { text.contains($0) }
        #expect(isKnown, "\(String(decoding: bytes, as: UTF8.self)): \(text)")
      }
    }
  }

  private static func show(_ node: JSONNode) -> String {
    switch node {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let digits): digits
    case .string(let text): "\"\(text)\""
    case .array(let items): "[" + items.map(show).joined(separator: ", ") + "]"
    case .object(let members): "{" + members.map { "\($0.name):\(show($0.value))" }.joined(separator: ", ") + "}"
    }
  }
}
