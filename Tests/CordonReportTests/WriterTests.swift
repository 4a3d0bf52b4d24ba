internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// The writers that formats are made of.
struct WriterTests {
  @Test(arguments: [
    ("a", "\"a\""), ("a\"b,c;d", "\"a\"\"b,c;d\""), ("=1+1", "\"'=1+1\""), ("+49 5251", "\"'+49 5251\""),
    ("-1", "\"'-1\""), ("@SUM(A1)", "\"'@SUM(A1)\""), ("  =1", "\"'  =1\""), ("\u{FF1D}1", "\"'\u{FF1D}1\""),
    ("\t=1", "\"\\t=1\""), ("a\r\nb", "\"a\\r\\nb\""), ("\u{202E}x", "\"\\u{202E}x\""), ("", ""),
  ])
  func cellsAreInert(text: String, cell: String) throws {
    let row: String = try Collected.text { (output) throws(CordonError) in
      var writer: CSVWriter = CSVWriter()
      writer.cell(text)
      writer.cell(-5)
      writer.cell(nil as String?)
      try writer.endRow(to: &output)
    }
    #expect(row == cell + ",-5,\r\n")
  }

  /// Python's reader gets back every cell, as it was made inert.
  @Test(.enabled(if: PythonOracle.hasPython, "python3 is not installed"))
  func rowsAreReadBack() throws {
    var generator: SeededGenerator = SeededGenerator(seed: 11)
    let rows: [[String]] = (0..<300).map { _ in (0..<4).map { _ in generator.hostileText(maximumLength: 12) + "x" } }
    let bytes: [UInt8] = try Collected.bytes { (output) throws(CordonError) in
      for row in rows {
        var writer: CSVWriter = CSVWriter()
        for cell in row { writer.cell(cell) }
        try writer.endRow(to: &output)
      }
    }
    let program: String =
      "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True))))"
    let answer = try PythonOracle.withFiles([bytes]) { PythonOracle.run(program, $0) }
    let back: [[String]] = try JSONDecoder().decode([[String]].self, from: Data(answer.output.utf8))
    for (row, read) in zip(rows, back) {
      for (cell, text) in zip(row, read) {
        let inert: String = InertText(cell).text
        #expect(text == inert || text == "'" + inert)
        #expect(!(text.first.map { "=+-@\t\r".contains($0) } ?? false), "a formula: \(text)")
      }
    }
    #expect(back.count == rows.count)
  }

  @Test func linesAreJSON() throws {
    let line: String = try Collected.text { (output) throws(CordonError) in
      var line: JSONLine = JSONLine()
      line.beginObject()
      line.member("a", "q\"\n\u{202E}ä")
      line.member("b", nil as String?)
      line.member("c", -12)
      line.object("d") { $0.member("e", true) }
      line.array("f", of: [1, 2]) { $1.value($0) }
      line.member("g", [])
      line.endObject()
      try line.write(to: &output)
    }
    #expect(line == #"{"a":"q\"\n\u202eä","b":null,"c":-12,"d":{"e":true},"f":[1,2],"g":[]}"# + "\n")
  }

  @Test(arguments: [
    ("a*b_c", "a\\*b\\_c"), ("<script>", "&lt;script&gt;"), ("a|b", "a\\|b"), ("x @team y", "x `@team` y"),
    ("see https://evil.example/a", "see `https://evil.example/a`"), ("[a](b)", "\\[a\\](b)"),
    ("fixes #12", "fixes `#12`"), ("`code`", "\\`code\\`"), ("a\nb", "a\\\\nb"), ("&amp;", "&amp;amp;"),
  ])
  func markdownIsInert(text: String, markdown: String) {
    #expect(MarkdownText.inline(text, isInTable: false) == markdown)
  }

  @Test(arguments: [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a|b", "`a\\u{7C}b`"), ("", "")])
  func codeIsInert(text: String, markdown: String) { #expect(MarkdownText.code(text, isInTable: true) == markdown) }

  @Test func attributesAndTextAreEscaped() throws {
    let text: String = try Collected.text { (output) throws(CordonError) in
      try HTML.element(.p, .column("a\"b<c"), text: "</p><script>alert('1')&\u{1B}").write(to: &output)
    }
    #expect(
      text == "<p data-label=\"a&quot;b&lt;c\">&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&amp;\\u{1B}</p>\n")
  }

  /// The policy names the hash of the style sheet as a browser computes it.
  @Test(.enabled(if: PythonOracle.hasPython, "python3 is not installed"))
  func policyNamesTheStyleSheet() throws {
    let page: [UInt8] = try Collected.bytes { (output) throws(CordonError) in
      try HTMLPage.write(document: Document(), title: "T", language: .german, to: &output)
    }
    let program: String = """
      import base64, hashlib, re, sys
      page = open(sys.argv[1], encoding="utf-8").read()
      style = re.search("<style>(.*?)</style>", page, re.S).group(1)
      print("sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode())
      """
    let hash: String = try PythonOracle.withFiles([page]) { PythonOracle.run(program, $0) }.output
    #expect(HTMLStyle.policy.contains("'" + hash.trimmingCharacters(in: .whitespacesAndNewlines) + "'"), "\(hash)")
  }
}
