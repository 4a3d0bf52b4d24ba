import CordonIntel
import CordonModel
import CordonTestSupport
import Testing

/// Files of exceptions: what is right is read whole, what is wrong names its place and is not in force.
@Suite struct ExceptionsReaderTests {
  private static let row: [(String, String)] = [
    ("id", "fixture"), ("kind", "false-positive"), ("reason", "Data of our tests."), ("advisory", "xz-2024"),
    ("package", "\"pkg:deb/debian/liblzma5@5.6.1-1\""), ("path", "/srv/tests/"), ("until", "2027-06-30"),
    ("author", "K. Meier"),
  ]

  private static func file(_ rows: [[(String, String)]], head: String = "format: 1\nexceptions:\n") -> String {
    head
      + rows.map { row in
        row.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1.0 + ": " + $1.1 + "\n" }.joined()
      }.joined()
  }

  private static func changed(_ field: String, _ value: String?) -> [(String, String)] {
    guard let value else { return row.filter { $0.0 != field } }
    return row.contains { $0.0 == field }
      ? row.map { $0.0 == field ? (field, value) : $0 } : row + [(field, value)]
  }

  private static func read(_ text: String) -> ExceptionsReading {
    ExceptionsReader.read(Array(text.utf8), file: "exceptions.yaml")
  }

  @Test func everyFieldIsRead() throws {
    let reading: ExceptionsReading = Self.read(Self.file([Self.row]))
    #expect(reading.findings.isEmpty, "\(reading.findings)")
    let exception: FindingException = try #require(reading.exceptions.first)
    let end: Timestamp = try #require(Timestamp(parsing: "2027-06-30T23:59:59Z"))
    #expect(
      exception
        == FindingException(
          id: "fixture", kind: .falsePositive, reason: "Data of our tests.", advisory: "xz-2024",
          package: "pkg:deb/debian/liblzma5@5.6.1-1", path: "/srv/tests", until: end, author: "K. Meier",
          location: .init(file: "exceptions.yaml", line: 3, field: "exceptions[0]")))
  }

  @Test("a row without what may be left out is whole", arguments: ["package", "path", "author"])
  func optional(field: String) {
    let reading: ExceptionsReading = Self.read(Self.file([Self.changed(field, nil)]))
    #expect(reading.findings.isEmpty && reading.exceptions.count == 1)
  }

  @Test(
    "a mistake names line, field and an example, and puts its row alone out of force",
    arguments: [
      ("until", nil, "required field until is missing"), ("until", "2027-02-30", "no date that exists"),
      ("until", "soon", "no date that exists"), ("reason", nil, "required field reason is missing"),
      ("reason", "\"\"", "the text is empty"), ("kind", "falsepositive", "did you mean false-positive?"),
      ("kind", nil, "required field kind is missing"), ("advisory", "\"*\"", "exactly one"),
      ("advisory", nil, "required field advisory is missing"), ("id", "Two Words", "is no id"),
      ("package", "liblzma5", "this is no package URL"), ("package", "\"pkg:npm/%40a/*\"", "one package"),
      ("package", "\"pkg:deb/debian/liblzma5@\"", "is empty"),
      ("package", "\"pkg:deb/debian/liblzma5@5.6.1-1?arch=\"", "is empty"),
      ("path", "srv", "no absolute path"), ("path", "/srv/../etc", "no absolute path"), ("path", "/", "is everywhere"),
      ("expires", "2027-01-01", "did you mean until?"), ("author", "\"\\u202Ex\"", "direction of writing"),
    ] as [(String, String?, String)])
  func mistake(field: String, value: String?, message: String) throws {
    let bad: [(String, String)] = Self.changed(field, value)
    var good: [(String, String)] = Self.row
    good[0].1 = "good"
    let reading: ExceptionsReading = Self.read(Self.file([bad, good]))
    #expect(reading.exceptions.map(\.id) == ["good"])
    let finding: LintFinding = try #require(reading.findings.first { $0.severity == .error })
    #expect(finding.message.contains(message), "\(finding.message)")
    #expect(finding.location.field == "exceptions[0]." + field)
    #expect((3...11).contains(finding.location.line ?? 0))
  }

  @Test("the same id twice: the second is not in force")
  func twice() {
    let reading: ExceptionsReading = Self.read(Self.file([Self.row, Self.row]))
    #expect(reading.exceptions.count == 1)
    #expect(reading.findings.contains { $0.message.contains("stands in line 3 already") })
  }

  @Test(
    "a file that is wrong as a whole puts nothing in force",
    arguments: [
      "", "exceptions:\n", "format: 2\nexceptions:\n", "format: 1\nextra: 1\nexceptions:\n", "- a\n", "format: 1\n",
    ])
  func wholeFile(head: String) {
    let text: String = head.hasSuffix("exceptions:\n") ? Self.file([Self.row], head: head) : head
    let reading: ExceptionsReading = Self.read(text)
    #expect(reading.exceptions.isEmpty)
    #expect(reading.findings.contains { $0.severity == .error })
  }

  @Test("a file of exceptions that bombs is refused before the YAML library sees it")
  func hostile() {
    let bomb: String =
      "format: 1\na: &a [x, x]\n"
      + (0..<40).map { "b\($0): &b\($0) [*\($0 == 0 ? "a" : "b\($0 - 1)"), *a]\n" }.joined() + "exceptions: [*b39]\n"
    for text in [
      bomb, "format: 1\nexceptions: " + String(repeating: "[", count: 100_000), String(repeating: "a", count: 2 << 20),
    ] {
      let reading: ExceptionsReading = Self.read(text)
      #expect(reading.exceptions.isEmpty && !reading.findings.isEmpty)
    }
  }

  @Test("cut at any byte it is refused or read, and what is read has every required field")
  func cuts() {
    let bytes: [UInt8] = Array(Self.file([Self.row, Self.changed("id", "second")]).utf8)
    for end in bytes.indices {
      let reading: ExceptionsReading = ExceptionsReader.read(Array(bytes[..<end]), file: "e.yaml")
      for exception in reading.exceptions { #expect(!exception.reason.isEmpty && !exception.advisory.isEmpty) }
    }
  }

  @Test("moving a row of a pack changes neither the advisory nor its difference")
  func movedRow() throws {
    let text: String = PackText.good
    let one: Advisory = try #require(PackReader.read(Array(text.utf8), file: "f.yaml").advisory)
    let two: Advisory = try #require(
      PackReader.read(Array(text.replacing("products:\n", with: "# a remark\n\nproducts:\n").utf8), file: "f.yaml")
        .advisory)
    #expect(one.products.first?.line != nil && one.products.first?.line != two.products.first?.line)
    #expect(one == two)
    #expect(AdvisoryDifference.between(one, two).isEmpty)
  }
}
