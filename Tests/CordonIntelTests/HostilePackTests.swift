import CordonIntel
import CordonModel
import Testing

/// Input nobody meant well with: refused with a line and a sentence, in bounded time and memory, never a trap.
@Suite struct HostilePackTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let line: Int?
    let message: String
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "empty file", text: "", line: nil, message: "no content"),
    Case(name: "comment only", text: "# nothing\n", line: nil, message: "no content"),
    Case(name: "a list", text: "- a\n", line: 1, message: "wanted is a mapping"),
    Case(name: "anchor", text: "pack: 1\nid: &x a\n", line: 2, message: "an anchor"),
    Case(name: "alias", text: "pack: 1\nid: *x\n", line: 2, message: "an alias"),
    Case(name: "alias in a flow list", text: "pack: 1\nid: [a, *x]\n", line: 2, message: "an alias"),
    Case(name: "alias as a key", text: "pack: 1\n? *x\n: b\n", line: 2, message: "an alias"),
    Case(name: "anchor after a block text", text: "a: |\n  \"\n  x\nb: &c d\n", line: 4, message: "an anchor"),
    Case(
      name: "anchor after a nested block text", text: "- - a: >2-\n      *x\n    b: &c d\n", line: 3,
      message: "an anchor"),
    Case(name: "anchor after a folded plain text", text: "a: b\n  *c\n  'd\ne: &f g\n", line: 4, message: "an anchor"),
    Case(
      name: "anchor after a quoted text", text: "a: \"\\\"*x\n  ]\"\nb: 'it''s'\nc: &d e\n", line: 4,
      message: "an anchor"),
    Case(name: "tag", text: "pack: !!int 1\n", line: 1, message: "a tag"),
    Case(name: "directive", text: "%YAML 1.1\n---\npack: 1\n", line: 1, message: "directive"),
    Case(name: "two documents", text: "pack: 1\n---\npack: 1\n", line: 2, message: "second YAML document"),
    Case(name: "content after the end", text: "pack: 1\n...\nid: x\n", line: 3, message: "second YAML document"),
    Case(
      name: "duplicate key", text: "pack: 1\nid: a\nid: b\n", line: 3,
      message: "more than once in the same mapping; first in line 2"),
    Case(name: "merge key", text: "pack: 1\n<<: {id: a}\n", line: 2, message: "merge key"),
    Case(name: "tab", text: "title:\n\ten: x\n", line: 2, message: "tab"),
    Case(name: "open quote", text: "pack: 1\nid: \"x\n", line: 2, message: "not closed"),
    Case(name: "open bracket", text: "pack: 1\nid: [a\n", line: 2, message: "not closed"),
    Case(name: "colon", text: "pack: 1\nid: a: b\n", line: 2, message: "a colon stands where none may"),
    Case(name: "at sign", text: "pack: 1\nid: @a\n", line: 2, message: "quotes"),
    Case(name: "bad escape", text: "pack: 1\nid: \"C:\\Windows\"\n", line: 2, message: "single quotes"),
    Case(name: "NUL", text: "pack: 1\nid: a\0b\n", line: 2, message: "NUL (U+0000)"),
    Case(name: "bidi in a comment", text: "pack: 1\n# \u{202E}x\n", line: 2, message: "direction of writing"),
    Case(name: "line separator", text: "pack: 1\nid: a\u{2028}b\n", line: 2, message: "unusual line break"),
    Case(name: "lone carriage return", text: "pack: 1\rid: x\n", line: 1, message: "carriage return"),
    Case(name: "flow nesting", text: "a: " + String(repeating: "[", count: 100_000), line: 1, message: "nesting"),
    Case(name: "block nesting", text: String(repeating: "- ", count: 100_000) + "x\n", line: 1, message: "nesting"),
    Case(
      name: "key nesting", text: (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), line: 33,
      message: "nesting"),
    Case(
      name: "many values", text: "a: [" + String(repeating: "1,", count: 1_500_000) + "]\n", line: 1, message: "values"),
    Case(name: "many lines", text: String(repeating: "- a\n", count: 900_000), line: nil, message: "values"),
    Case(
      name: "a long text", text: "pack: 1\nid: " + String(repeating: "x", count: 3 << 20) + "\n", line: 2,
      message: "bytes"),
    Case(name: "a long key", text: String(repeating: "x", count: 3 << 20) + ": 1\n", line: 1, message: ""),
    Case(
      name: "a text of 10 MB", text: "id: " + String(repeating: "x", count: 10 << 20), line: nil,
      message: "at most"),
  ]

  @Test("is refused with its line", arguments: cases)
  func isRefused(_ bad: Case) {
    let reading: PackReading = PackReader.read(Array(bad.text.utf8), file: "bad.yaml")
    #expect(reading.advisory == nil)
    let found: Bool = reading.findings.contains {
      $0.severity == .error && (bad.line == nil || $0.location.line == bad.line) && $0.message.contains(bad.message)
    }
    #expect(found, "\(reading.lines.prefix(2_000))")
    #expect(reading.findings.allSatisfy { $0.message.utf8.count < 1_200 })
  }

  @Test(
    "bytes that are no UTF-8 are named with their offset",
    arguments: [
      ([0x70, 0x3A, 0x20, 0xFF, 0x0A], 3, 1), ([0x0A, 0xC3], 1, 2), ([0xEF, 0xBB, 0xBF, 0x61, 0xED, 0xA0, 0x80], 4, 1),
    ] as [([UInt8], Int, Int)])
  func invalidUTF8(_ bytes: [UInt8], _ offset: Int, _ line: Int) {
    let reading: PackReading = PackReader.read(bytes, file: "bad.yaml")
    #expect(reading.findings.count == 1)
    #expect(reading.findings.first?.message.contains("offset \(offset) ") == true, "\(reading.lines)")
    #expect(reading.findings.first?.location.line == line)
  }

  @Test("nested aliases are refused before they can grow")
  func billionLaughs() {
    var text: String = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<40 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    text += "? *a39\n: x\n? *a39\n: y\n"
    let reading: PackReading = PackReader.read(Array(text.utf8), file: "bad.yaml")
    #expect(reading.findings.count == 81)
    #expect(reading.findings.first?.location.line == 1)
  }

  @Test("limits are settings")
  func settings() {
    let limits: PackLimits = PackLimits(fileBytes: 1 << 20, depth: 2, nodes: 1_000, textBytes: 100, ruleBytes: 100)
    let reading: PackReading = PackReader.read(Array(PackText.good.utf8), file: "example-2026.yaml", limits: limits)
    #expect(reading.findings.first?.message.contains("deeper than 2 levels") == true, "\(reading.lines)")
  }

  @Test("cut at any byte the pack is refused or read, and what is read has no error")
  func cutAnywhere() {
    let bytes: [UInt8] = Array(PackText.good.utf8)
    for cut in 0..<bytes.count {
      let reading: PackReading = PackReader.read(Array(bytes[..<cut]), file: "example-2026.yaml")
      #expect((reading.advisory == nil) == reading.hasErrors)
    }
  }

  @Test("with any byte replaced by a sign of YAML it is refused or read")
  func signAnywhere() {
    let bytes: [UInt8] = Array(PackText.good.utf8)
    for (number, sign) in Array("&*!|>'\"%@`{}[],#?:-\t\n\0".utf8).enumerated() {
      for index in stride(from: number, to: bytes.count, by: 37) {
        var copy: [UInt8] = bytes
        copy[index] = sign
        let reading: PackReading = PackReader.read(copy, file: "example-2026.yaml")
        #expect((reading.advisory == nil) == reading.hasErrors)
      }
    }
  }

  @Test("text that only looks like an anchor, alias or tag stays text")
  func innocentText() {
    let text: String = PackText.good.replacing("note: first", with: "note: a &b *c !d # comment with *x").replacing(
      "rule example {", with: "rule example { // &x *y !z \" ' [ {\n          *x: &y\n\n        ")
    let reading: PackReading = PackText.read(text)
    #expect(reading.findings.isEmpty, "\(reading.lines)")
    #expect(reading.advisory?.products.first?.note == "a &b *c !d")
  }
}
