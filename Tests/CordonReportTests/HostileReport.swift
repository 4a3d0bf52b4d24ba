internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions

/// Reports whose every foreign text is chosen by an attacker.
enum HostileReport {
  /// What breaks out of one format or another.
  private static let sharp: [String] = [
    "</td><script>alert(1)</script>", "=HYPERLINK(\"http://evil.example\")", "@SUM(1+1)", "+1", "-1", "a|b|c", "`x`",
    "[link](https://evil.example)", "<!-- ", "]]>", "&#x3C;", "a\u{1B}[2Jb", "\u{202E}gnp.exe", "x\r\nCORDON OK\n",
    "\"};alert(1)//", "'\" onload=alert(1) x=\"", "{0}", "\\", "\\|", "``", "# h", "1. x", "- x", "\t=1", "\u{0}",
    "\u{FFFE}", "www.evil.example", "@admin #1", "\u{FF1D}1", "%00", "../../etc/passwd", "javascript:alert(1)",
  ]

  static func make(_ generator: inout SeededGenerator) -> CheckReport {
    var report: CheckReport = Samples.excepted
    report.target.name = text(&generator)
    report.target.path = "/" + text(&generator)
    report.target.system = text(&generator)
    report.toolVersion = text(&generator)
    for index in report.results.indices { spoil(&report.results[index], &generator) }
    for index in report.exceptions.indices { spoil(&report.exceptions[index].exception, &generator) }
    report.coverage[0].gaps = (0..<20).map { _ in
      .init(path: text(&generator), reason: .scanError, detail: text(&generator))
    }
    report.coverage[1].scope = [text(&generator)]
    report.coverage[1].leftOut = [.init(path: text(&generator), why: text(&generator))]
    report.notAsked = [AdvisoryReference(id: text(&generator), revision: 1)]
    report.problems = [
      .init(
        location: .init(file: text(&generator), line: 3, field: text(&generator)), message: text(&generator))
    ]
    return report
  }

  private static func spoil(_ result: inout CheckReport.Result, _ generator: inout SeededGenerator) {
    result.title = LocalizedText(en: text(&generator), de: text(&generator))
    result.assessment.advisory.id = text(&generator)
    result.hints = [LocalizedText(en: text(&generator), de: text(&generator))]
    result.limits = [LocalizedText(en: text(&generator), de: text(&generator))]
    if result.exception != nil, let exception = result.exception {
      var spoilt: FindingException = exception
      spoil(&spoilt, &generator)
      result.exception = spoilt
    }
    for index in result.assessment.matches.indices {
      var match: Match = result.assessment.matches[index]
      match.productName = text(&generator)
      match.productID = text(&generator)
      match.decidedBy = text(&generator)
      match.package.name = text(&generator)
      match.package.version = text(&generator)
      match.package.vendor = text(&generator)
      match.package.location = text(&generator)
      match.rule = RuleReference(file: text(&generator), line: 1)
      if var exception = match.exception {
        spoil(&exception, &generator)
        match.exception = exception
      }
      result.assessment.matches[index] = match
    }
  }

  private static func spoil(_ exception: inout FindingException, _ generator: inout SeededGenerator) {
    exception.id = text(&generator)
    exception.reason = text(&generator)
    exception.advisory = text(&generator)
    exception.package = text(&generator)
    exception.path = text(&generator)
    exception.author = text(&generator)
    exception.location.file = text(&generator)
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    if Bool.random(using: &generator) { return sharp.randomElement(using: &generator) ?? "" }
    return generator.hostileText(maximumLength: 30)
  }
}
