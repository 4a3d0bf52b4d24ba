import CordonIntel
import CordonModel
import Testing

/// One mistake in an otherwise right pack: what lint must say, and where.
struct Mistake: Sendable, CustomTestStringConvertible {
  let find: String
  let put: String
  let field: String
  let message: String
  var example: String?
  var severity: LintFinding.Severity = .error
  var testDescription: String { "\(field): \(put.prefix(60))" }

  init(_ find: String, _ put: String, _ field: String, _ message: String, example: String? = nil) {
    self.find = find
    self.put = put
    self.field = field
    self.message = message
    self.example = example
  }

  func warning() -> Mistake {
    var copy: Mistake = self
    copy.severity = .warning
    return copy
  }
}

@Suite struct BadPackTests {
  @Test("each mistake is named with its line, field and what would be right", arguments: Mistake.all)
  func isNamed(_ mistake: Mistake) throws {
    #expect(PackText.good.contains(mistake.find))
    let text: String = PackText.good.replacing(mistake.find, with: mistake.put, maxReplacements: 1)
    let reading: PackReading = PackText.read(text)
    let finding: LintFinding? = reading.findings.first {
      $0.severity == mistake.severity && $0.location.field == mistake.field && $0.message.contains(mistake.message)
    }
    #expect(finding != nil, "\(reading.lines)")
    #expect((reading.advisory == nil) == (mistake.severity == .error))
    #expect(finding?.location.file == "example-2026.yaml")
    #expect(finding?.location.line != nil)
    if let example = mistake.example { #expect(finding?.example?.contains(example) == true, "\(reading.lines)") }
  }

  @Test(
    "a missing required field is named",
    arguments: [
      "pack", "id", "revision", "title", "summary", "category", "tlp", "dates", "references", "sources", "platforms",
      "checks", "tests",
    ])
  func missing(_ field: String) {
    let reading: PackReading = PackText.read(PackText.good.replacing("\n\(field):", with: "\nnote:"))
    let first: PackReading = field == "pack" ? PackText.read(String(PackText.good.dropFirst(8))) : reading
    #expect(
      first.findings.contains { $0.location.field == field && $0.message.contains("is missing") }, "\(first.lines)")
    #expect(first.advisory == nil)
  }

  @Test("all mistakes of a file are reported, in the order of their lines")
  func allAtOnce() {
    let text: String = PackText.good.replacing("bsi: 3", with: "bsi: 9").replacing("role: installer", with: "rolle: x")
      .replacing("type: ipv6", with: "type: ipv5")
    let reading: PackReading = PackText.read(text)
    let fields: [String?] = reading.findings.map(\.location.field)
    #expect(fields.starts(with: ["severity.bsi"]))
    #expect(fields.contains("files[0].rolle") && fields.contains("files[0].role") && fields.contains("network[1].type"))
    let lines: [Int] = reading.findings.compactMap(\.location.line)
    #expect(lines == lines.sorted())
    #expect(reading.findings.first?.location.line == PackText.line(of: "bsi: 9", in: text))
  }

  @Test("findings beyond the limit are counted")
  func bounded() {
    let rows: String = (0..<500).map { "  - {summary: a, uri: b\($0)}\n" }.joined()
    let reading: PackReading = PackText.read(PackText.good.replacing("references:\n", with: "references:\n" + rows))
    #expect(reading.findings.count == 201)
    #expect(reading.findings.last?.message.contains("300 further") == true)
  }

  @Test("many unknown fields cost no words: they are counted")
  func manyUnknownFields() {
    let text: String = PackText.good + (0..<5_000).map { "kabc\($0): 1\n" }.joined()
    let reading: PackReading = PackText.read(text)
    #expect(reading.advisory == nil)
    #expect(reading.findings.count == 201)
    #expect(reading.findings.last?.message.contains("4800 further") == true, "\(reading.findings.last?.message ?? "")")
  }

  @Test("the file wants the name of the id")
  func fileName() {
    let reading: PackReading = PackReader.read(Array(PackText.good.utf8), file: "/x/other.yaml")
    #expect(reading.advisory != nil)
    #expect(reading.findings.map(\.location.field) == ["id"])
    #expect(reading.findings.first?.example == "example-2026.yaml")
  }
}
