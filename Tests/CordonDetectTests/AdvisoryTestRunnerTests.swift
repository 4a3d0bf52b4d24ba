internal import CordonDetect
internal import CordonModel
internal import CordonVersions
internal import Testing

@Suite("An advisory's own tests")
struct AdvisoryTestRunnerTests {
  private static let hash = String(repeating: "ab", count: 32)
  private static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  private static func advisory(_ tests: [AdvisoryTest]) -> Advisory {
    Sample.advisory(
      products: [
        Sample.product("pkg:deb/xz-utils", .dpkg, affected: ["5.6.1-1"]),
        Sample.product("pkg:npm/%40tanstack/*", .npm, ranges: [Sample.affected("vers:npm/<2.0.0")]),
        Sample.program(
          "3CX Desktop App", vendor: "3CX Ltd", platform: .windows, scheme: .windows, affected: ["18.12.416"],
          clean: ["18.11.1213"]),
        Sample.program("3CX Desktop App", platform: .macos, scheme: .apple, affected: ["18.11.1213"]),
      ],
      files: [
        FileIndicator(
          name: "ffmpeg.dll", platform: .windows, sha256: hash, verdict: .trojanised, role: "loader", confidence: .high)
      ],
      network: [
        NetworkIndicator(type: .domain, value: "c2.example", role: "C2", block: .yes, confidence: .high),
        NetworkIndicator(type: .ipv4, value: "192.0.2.7", role: "C2", block: .yes, confidence: .high),
        NetworkIndicator(
          type: .url, value: "https://raw.example/icons", role: "dead drop", block: .urlOnly, confidence: .high),
      ], tests: tests)
  }

  private static func program(_ version: String?, _ platform: Platform, vendor: String? = nil) -> AdvisoryTest.Subject {
    .program(name: "3CX Desktop App", vendor: vendor, version: version, platform: platform)
  }

  private static let answers: [(AdvisoryTest.Subject, AdvisoryTest.Expectation)] = [
    (.package(purl: "pkg:deb/debian/xz-utils@5.6.1-1", platform: .linux), .affected),
    (.package(purl: "pkg:deb/xz-utils@5.6.1-1", platform: .linux), .affected),
    (.package(purl: "pkg:deb/debian/xz-utils@5.6.1+really5.4.5-1", platform: .linux), .noMatch),
    (.package(purl: "pkg:deb/debian/xz-utils", platform: .linux), .suspected),
    (.package(purl: "pkg:npm/%40tanstack/router@1.0.0", platform: .linux), .affected),
    (program("18.12.416.0", .windows), .affected), (program("18.11.1213", .windows), .noMatch),
    (program("18.11.1213", .macos), .affected), (program("18.12.416", .linux), .noMatch),
    (program(nil, .windows), .suspected), (program("18.12.416", .windows, vendor: "Acme"), .noMatch),
    (.sha256(hash), .affected), (.sha256(empty), .noMatch), (.sha1(hash), .noMatch), (.md5(hash), .noMatch),
    (.domain("x.c2.example"), .suspected), (.domain("philip.je"), .noMatch), (.address("192.0.2.7"), .suspected),
    (.address("192.0.2.9"), .noMatch), (.url("https://raw.example/icons/a.ico"), .suspected),
    (.url("https://raw.example/"), .noMatch),
  ]

  @Test("Every kind of subject is answered, and only the right expectation passes")
  func answering() {
    for (subject, right) in Self.answers {
      let tests: [AdvisoryTest] = AdvisoryTest.Expectation.allCases.map { AdvisoryTest(subject: subject, expect: $0) }
      let outcomes: [AdvisoryTestOutcome] = AdvisoryTestRunner.run(Self.advisory(tests))
      #expect(outcomes.map(\.test) == tests)
      for outcome in outcomes {
        #expect(outcome.actual == right, "\(subject)")
        #expect(outcome.passed == (outcome.test.expect == right), "\(subject)")
        #expect(!outcome.explanation.isEmpty)
      }
    }
  }

  @Test("The explanation names the row and what decided")
  func explanations() {
    let subjects: [AdvisoryTest.Subject] = [Self.program("18.12.416.0", .windows), .sha256(Self.hash), .domain("no")]
    let tests: [AdvisoryTest] = subjects.map { AdvisoryTest(subject: $0, expect: .affected) }
    #expect(
      AdvisoryTestRunner.run(Self.advisory(tests)).map(\.explanation) == [
        "product 3CX Desktop App-windows: version-listed (18.12.416)", "file ffmpeg.dll: trojanised, loader",
        "no indicator matches",
      ])
  }

  @Test("A subject that cannot be read never passes")
  func unreadable() {
    let subjects: [AdvisoryTest.Subject] = [
      .package(purl: "xz 5.6.1", platform: .linux), .program(name: "", vendor: nil, version: "1", platform: .windows),
    ]
    let tests: [AdvisoryTest] = subjects.map { AdvisoryTest(subject: $0, expect: .noMatch) }
    let outcomes: [AdvisoryTestOutcome] = AdvisoryTestRunner.run(Self.advisory(tests))
    #expect(outcomes.map(\.passed) == [false, false])
    #expect(outcomes.allSatisfy { $0.explanation.contains("cannot be") })
  }

  @Test("No tests, no outcomes")
  func none() { #expect(AdvisoryTestRunner.run(Self.advisory([])).isEmpty) }
}
