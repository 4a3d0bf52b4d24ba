internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonReport

/// What would have to be different where files, processes and contacts are the reason.
struct ExplainSubjectTests {
  private static let advisory: Advisory = {
    let text = LocalizedText(en: "t", de: "t")
    var advisory = Advisory(
      AdvisoryReference(id: "3cx-2023", revision: 2), title: text, summary: text, category: .compromisedSoftware,
      dates: .init(
        compromised: TimeWindow(
          from: Samples.time("2023-03-03T00:00:00Z"), until: Samples.time("2023-03-30T00:00:00Z")),
        initialRelease: Samples.start, currentRelease: Samples.start))
    advisory.platforms = [.linux]
    advisory.products = [
      AffectedProduct(
        id: "app", name: "3CX DesktopApp", platform: .linux, scheme: .generic, knownAffected: ["18"], line: 30)
    ]
    advisory.files = [FileVerdict.clean, .malicious, .trojanised].enumerated().map { index, verdict in
      FileIndicator(
        name: "f\(index).dll", platform: .linux, sha256: String(repeating: "a", count: 64), verdict: verdict, role: "r",
        confidence: .high, line: 70 + index)
    }
    advisory.paths = [
      PathIndicator(platform: .linux, path: "/opt/3CX/", role: "install root", malicious: false, line: 99),
      PathIndicator(platform: .linux, path: "/var/x", role: "left over", malicious: true, line: 101),
    ]
    advisory.network = [
      NetworkIndicator(
        type: .domain, value: "msstorageazure.com", role: "C2", block: .yes, confidence: .high,
        valid: TimeWindow(from: Samples.time("2023-03-01T00:00:00Z"), until: nil), line: 140),
      NetworkIndicator(
        type: .ipv4, value: "192.0.2.66", role: "C2", match: false, block: .no, confidence: .high, line: 141),
    ]
    advisory.rules = [DetectionRule(id: "loader", language: .yara, text: "rule loader {}", line: 120)]
    return advisory
  }()

  private func explanation(_ matches: [Match], _ axes: Assessment.Axes = .init(exposed: .no)) -> Explanation {
    let result: CheckReport.Result = Samples.result(
      "3cx-2023", "3CX", verdict: matches.first?.verdict ?? .notAffected, matches: matches, basis: .examined, axes: axes
    )
    let report: CheckReport = Samples.make(results: [result])
    var request = ExplainRequest(report: report, file: "f", now: Samples.end, subject: .advisory("3cx-2023"))
    request.packs["3cx-2023"] = .init(advisory: Self.advisory, file: "/packs/3cx-2023.yaml")
    return Explanation(request, result)
  }

  private func texts(_ explanation: Explanation, _ language: Language = .english) -> String {
    explanation.turningPoints.map { $0.text[language] }.joined(separator: "\n")
  }

  @Test("Each reason says what would take it away, with the row", arguments: Samples.subjectMatches.indices)
  func everyReason(index: Int) {
    let match: Match = Samples.subjectMatches[index]
    let points: [TurningPoint] = explanation([match]).subjectPoints(of: match)
    #expect(!points.isEmpty, "\(match.reason)")
    for point in points {
      #expect(!point.text.en.isEmpty && !point.text.de.isEmpty && point.text.en != point.text.de)
      for language in Language.allCases { #expect(!point.text[language].contains("\n")) }
    }
    let row: String = match.rule.file.map { $0 + ":" + String(match.rule.line ?? 0) } ?? ""
    if match.subject.kind != .contact { #expect(points.contains { $0.text.en.contains(row) }, "\(points)") }
  }

  @Test("There is something for every kind of reason") func allReasons() {
    let packages: Set<Match.Reason> = [
      .versionListed, .versionInRange, .versionInUncertainRange, .versionMissing, .versionUnreadable, .rangeUnreadable,
      .versionsNotPublished, .installedInWindow, .lockedNotInstalled,
    ]
    #expect(Set(Samples.subjectMatches.map(\.reason)) == Set(Match.Reason.allCases).subtracting(packages))
    #expect(Set(Samples.subjectMatches.compactMap(\.subject.contact?.source)).count == 5)
  }

  @Test("A place is graver with a listed content, a look-up with a connection, and a client is another machine")
  func facts() {
    let all: [Match] = Samples.subjectMatches
    #expect(texts(explanation([all[2]])).contains("Were the content of /home/anna/.main_storage listed as malicious"))
    #expect(texts(explanation([all[1]])).contains("listed as clean in the advisory, no rule would make it a match"))
    #expect(texts(explanation([all[5]])).contains("who started bash (12) below 3CXDesktopApp (10)"))
    #expect(texts(explanation([all[6]])).contains("would (msstorageazure.com)"))
    #expect(texts(explanation([all[6]])).contains("from 2023-03-01 to … a contact"))
    let client: String = texts(explanation([all[7]]))
    #expect(client.contains("has, or at that time had, the address 192.0.2.7"))
    #expect(!client.contains("for that place records"))
    #expect(texts(explanation([all[10]]), .german).contains("Nehmen Sie msstorageazure.com aus /etc/hosts:3 heraus"))
  }

  @Test("Without a match the rows say what would be one, as many as count")
  func whatWouldMatch() {
    let text: String = texts(explanation([]))
    for part in [
      "one of 2 listed contents would match, such as f1.dll (/packs/3cx-2023.yaml:71)",
      "finds what it seeks would match: loader (/packs/3cx-2023.yaml:120)",
      "Anything at this place would be suspected: /var/x (/packs/3cx-2023.yaml:101)",
      "would be suspected: msstorageazure.com (/packs/3cx-2023.yaml:140)",
      "a program of 3CX DesktopApp started would be suspected (/packs/3cx-2023.yaml:30)",
      "without a hole since 2023-03-03, given with --log PATH",
    ] { #expect(text.contains(part), "\(part) is missing in\n\(text)") }
    #expect(!text.contains("192.0.2.66"))
  }

  @Test("Logs are asked for only while the question is open")
  func logs() {
    for (axis, isOpen) in [(Assessment.Axis.notExamined, true), (.unknown, true), (.no, false), (.yes, false)] {
      let text: String = texts(explanation([], .init(exposed: .no, contacted: axis)))
      #expect(text.contains("--log") == isOpen, "\(axis)")
    }
  }

  @Test(
    "A line that an older result lacks is looked up",
    arguments: [("files[1]", 71), ("paths[0]", 99), ("network[1]", 141)])
  func lines(row: String, line: Int) {
    #expect(explanation([]).place(of: RuleReference(), product: row) == "/packs/3cx-2023.yaml:\(line)")
    #expect(explanation([]).place(of: RuleReference(), product: "files[9]") == "/packs/3cx-2023.yaml")
  }
}
