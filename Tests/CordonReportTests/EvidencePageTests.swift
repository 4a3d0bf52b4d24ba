internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonReport

/// Verdicts on bundles and reports of cases, in every format and both languages.
struct EvidencePageTests {
  private static let signer = SignerKey(
    publicKey: [UInt8](repeating: 7, count: 32), notBefore: Samples.start, notAfter: Samples.end)

  private static func verdict(_ defects: [BundleDefect] = [], gaps: [BundleGap] = [], checked: Bool = true)
    -> BundleVerdict
  {
    var verdict = BundleVerdict(isSignerChecked: checked)
    verdict.bundle = "000102030405060708090a0b0c0d0e0f"
    verdict.parts = [
      BundleVerdict.Part(
        number: 1, items: 2, bytes: 1_300_000, signed: Samples.end, signer: signer, head: Digest(sha256: [1, 2, 3]))
    ]
    for defect in defects { verdict.add(defect) }
    for gap in gaps { verdict.add(gap) }
    return verdict
  }

  private static func contents(
    _ report: CheckReport, verdict: BundleVerdict = EvidencePageTests.verdict(), keepsPacks: Bool = true
  ) -> CaseContents {
    let item = EvidenceItem(
      id: "E1-000001", type: .checkResult, time: Samples.end, collector: "cordon 1", file: "check.json", size: 2_048,
      sha256: Digest(sha256: [4]), previous: Digest(sha256: [5]))
    var packs: [String: String] = [:]
    if keepsPacks { for result in report.results { packs[result.assessment.advisory.id] = "E1-000002" } }
    return CaseContents(
      verdict: verdict, place: "case 17", items: [item],
      checks: [CaseContents.Check(part: 1, item: item.id, report: report, packs: packs)], advisories: [])
  }

  private static let hostile = "a\u{1B}[31m\u{202E}|<script>`*_\n# x"

  private static let answerTable: [(BundleVerdict.State, String, String, Int32)] = [
    (.genuine, "● Genuine", "● Echt", 0),
    (.intact, "? Intact, signer not checked", "? Unversehrt, Unterzeichner nicht geprüft", 12),
    (.incomplete, "? Not complete", "? Nicht vollständig", 12), (.manipulated, "▲ Not genuine", "▲ Nicht echt", 65),
  ]

  @Test("the answer comes first, says what holds, and has its exit code", arguments: answerTable)
  func answers(state: BundleVerdict.State, english: String, german: String, code: Int32) throws {
    let verdict: BundleVerdict =
      switch state {
      case .genuine: EvidencePageTests.verdict()
      case .intact: EvidencePageTests.verdict(checked: false)
      case .incomplete: EvidencePageTests.verdict(gaps: [BundleGap(path: "part-0001/a", detail: "no", isRefused: true)])
      case .manipulated: EvidencePageTests.verdict([BundleDefect(.fileAdded, part: 1, detail: "x")])
      }
    #expect(verdict.state == state && state.exitCode == code)
    for (language, start) in [(Language.english, english), (.german, german)] {
      let text: String = try Collected.text { (output) throws(CordonError) in
        try BundleRenderer.write(verdict, as: .table, options: TextOptions(language: language), to: &output)
      }
      #expect(text.hasPrefix(start))
      PageChecks.expectCalm(text, width: 80)
    }
    let json: String = try Collected.text { (output) throws(CordonError) in
      try BundleRenderer.write(verdict, as: .json, options: TextOptions(language: .english), to: &output)
    }
    #expect(json.contains("\"state\": \"\(state.rawValue)\"") && json.contains("\"exitCode\": \(code)"))
  }

  @Test(
    "what stands in a foreign bundle drives no terminal and becomes no structure", arguments: BundleRenderer.formats)
  func hostileBundle(format: OutputFormat) throws {
    let defects: [BundleDefect] = BundleDefect.Kind.allCases.map {
      BundleDefect($0, part: 1, item: EvidencePageTests.hostile, detail: EvidencePageTests.hostile)
    }
    var verdict: BundleVerdict = EvidencePageTests.verdict(
      defects, gaps: [BundleGap(path: EvidencePageTests.hostile, detail: EvidencePageTests.hostile, isRefused: false)])
    verdict.bundle = EvidencePageTests.hostile
    for language in Language.allCases {
      let text: String = try Collected.text { (output) throws(CordonError) in
        try BundleRenderer.write(
          verdict, as: format, options: TextOptions(language: language, verbose: true), to: &output)
      }
      #expect(!text.unicodeScalars.contains { $0 != "\n" && InertText.isUnsafe($0) })
      // Plain text has no structure, and Markdown takes what stands in a code span as it is.
      #expect(format != .html || !text.contains("<script"))
    }
  }

  @Test(
    "a report says the same three answers first, calmly, for every kind of check", arguments: Samples.all.map(\.name))
  func reports(name: String) throws {
    let report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    for language in Language.allCases {
      for format in CaseRenderer.formats {
        let text: String = try Collected.text { (output) throws(CordonError) in
          try CaseRenderer.write(
            EvidencePageTests.contents(report), as: format, options: TextOptions(language: language), to: &output)
        }
        if format == .table { PageChecks.expectCalm(text, width: 80) }
        #expect(!text.unicodeScalars.contains { $0 != "\n" && InertText.isUnsafe($0) })
        #expect(!text.contains("<script"))
        let questions: [String] =
          language == .german ? ["Betroffen?", "Geschützt?", "Nachweis?"] : ["Affected?", "Protected?", "Proof?"]
        var rest: Substring = text[...]
        for question in questions {
          let place = try #require(rest.firstRange(of: question), "\(question) is missing or too early")
          rest = rest[place.upperBound...]
        }
      }
    }
  }

  @Test("of a bundle in which something is wrong, nothing is retold", arguments: CaseRenderer.formats)
  func nothingRetold(format: OutputFormat) throws {
    let contents: CaseContents = EvidencePageTests.contents(
      Samples.affected, verdict: EvidencePageTests.verdict([BundleDefect(.contentChanged, part: 1, item: "E1-000001")]))
    let text: String = try Collected.text { (output) throws(CordonError) in
      try CaseRenderer.write(contents, as: format, options: TextOptions(language: .english), to: &output)
    }
    #expect(text.contains("Not genuine") && text.contains("E1-000001"))
    #expect(!text.contains("xz") && !text.contains("Affected?"))
  }

  @Test("a step is only as far as the bundle bears out")
  func steps() throws {
    var report: CheckReport = Samples.clean
    report.steps = SixStepCheck(
      steps: SixStepCheck.Kind.allCases.map { SixStepCheck.Step($0, .done, [.caseKept]) })
    func states(_ contents: CaseContents) -> [SixStepCheck.State]? { contents.steps?.steps.map(\.state) }
    #expect(states(EvidencePageTests.contents(report)) == Array(repeating: .done, count: 6))
    let unsigned: BundleVerdict = EvidencePageTests.verdict(checked: false)
    let open: SixStepCheck = try #require(EvidencePageTests.contents(report, verdict: unsigned).steps)
    #expect(open.steps.map(\.state) == Array(repeating: .done, count: 5) + [.open])
    #expect(open.steps.last?.grounds == [.signerOpen])
    let lost: SixStepCheck = try #require(EvidencePageTests.contents(report, keepsPacks: false).steps)
    #expect(lost.steps.first?.state == .open && lost.steps.last?.state == .waiting)
    // A check of an older version judged none.
    #expect(EvidencePageTests.contents(Samples.clean).steps == nil)
  }
}
