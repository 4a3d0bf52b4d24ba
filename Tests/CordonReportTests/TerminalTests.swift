internal import CordonTestSupport
internal import Testing

@testable internal import CordonReport

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("äöü", 3), ("a\u{308}", 1), ("データ", 6), ("한국어", 6), ("\u{1112}\u{1161}\u{11AB}", 2),
    ("ＡＢ", 4), ("😀", 2), ("▲◆?↺●", 5), ("…", 1), ("\u{200B}\u{FEFF}", 0), ("नि", 2), ("\u{302A}", 0), ("ﾊﾝｶｸ", 4),
  ])
  func countsColumns(text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }
}

struct InertTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("C:\\x", "C:\\x"), ("größe", "größe"), ("日本", "日本"), ("", ""),
    ("a\u{1B}[2Jb", "a\\u{1B}[2Jb"), ("\r\n\t", "\\r\\n\\t"), ("\u{9B}31m", "\\u{9B}31m"), ("\u{7F}", "\\u{7F}"),
    ("gnp\u{202E}.exe", "gnp\\u{202E}.exe"), ("\u{2066}\u{2069}", "\\u{2066}\\u{2069}"), ("a\u{200B}b", "a\\u{200B}b"),
    ("\u{2028}", "\\u{2028}"), ("\u{A0}", "\\u{A0}"), ("\u{E0041}", "\\u{E0041}"), ("\u{FE0F}", "\\u{FE0F}"),
    ("\u{FFF9}\u{600}", "\\u{FFF9}\\u{600}"), ("\u{378}", "\\u{378}"), ("\u{301}x", "\\u{301}x"),
    ("e\u{301}", "e\u{301}"),
    ("e\u{301}\u{301}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{301}\u{301}\\u{301}"), ("\u{E000}", "\\u{E000}"),
  ])
  func makesInert(foreign: String, shown: String) {
    // Compared scalar by scalar: Swift's == takes canonically equivalent strings for equal.
    #expect(Array(InertText(foreign).text.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test func cutsLongText() {
    #expect(InertText(String(repeating: "x", count: 50), limit: 4).text == "xxxx… (+46)")
    #expect(InertText("xxxx", limit: 4).text == "xxxx")
    #expect(InertText("ääää", limit: 4).text == "ääää")
  }

  @Test func nothingUnsafeIsLeft() {
    var generator: SeededGenerator = SeededGenerator(seed: 1)
    for _ in 0..<3_000 {
      let foreign: String = generator.hostileText(maximumLength: 60)
      let once: String = InertText(foreign).text
      #expect(!once.unicodeScalars.contains(where: InertText.isUnsafe))
      #expect(Array(InertText(once).text.unicodeScalars) == Array(once.unicodeScalars), "twice is as once")
    }
  }
}

struct LineWrapperTests {
  @Test func breaksBetweenWords() {
    #expect(wrap("one two three", 7) == ["one two", "three"])
    #expect(wrap("", 7) == [""])
    #expect(wrap("  a  b  ", 7) == ["a  b"])
  }

  @Test func breaksLongWordsAfterSeparators() {
    #expect(wrap("/usr/lib/python3", 10) == ["/usr/lib/", "python3"])
    #expect(wrap("aaaaaaaaaaaa", 5) == ["aaaaa", "aaaaa", "aa"])
    #expect(wrap("データベース", 5) == ["デー", "タベ", "ース"])
  }

  @Test func neverTooWideAndNothingLost() {
    var generator: SeededGenerator = SeededGenerator(seed: 2)
    for _ in 0..<2_000 {
      let text: String = generator.hostileText(maximumLength: 80)
      let width: Int = Int.random(in: 2...30, using: &generator)
      let lines: [String] = wrap(text, width)
      for line in lines { #expect(DisplayWidth.of(line) <= width || line.count == 1) }
      let before: [Unicode.Scalar] = InertText(text).text.unicodeScalars.filter { $0 != " " }
      let after: [Unicode.Scalar] = lines.joined().unicodeScalars.filter { $0 != " " }
      #expect(before == after)
    }
  }

  private func wrap(_ text: String, _ width: Int) -> [String] {
    LineWrapper(width: width).lines(of: StyledText(text)).map { String($0.map(\.character)) }
  }
}
