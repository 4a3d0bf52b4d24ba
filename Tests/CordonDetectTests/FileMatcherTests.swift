internal import CordonDetect
internal import CordonModel
internal import Testing

@Suite("Files against hashes and rules")
struct FileMatcherTests {
  private static let listed = "aa124a4b4df12b34e74ee7f6c683b2ebec4ce9a8edcf9be345823b4fdcf5d868"
  private static let other = "253f3a53796f1b0fbe64f7b05ae1d66bc2b0773588d00c3d2bf08572a497fa59"

  static func file(
    _ verdict: FileVerdict, sha256: String? = listed, sha1: String? = nil, md5: String? = nil,
    platform: Platform = .windows
  ) -> FileIndicator {
    FileIndicator(
      name: "app.msi", platform: platform, sha256: sha256, sha1: sha1, md5: md5, verdict: verdict, role: "installer",
      confidence: .high)
  }

  static func facts(_ sha256: String = listed, sha1: String? = nil, md5: String? = nil, hits: [RuleHit] = []) throws
    -> FileFacts
  {
    let digest: Digest = try #require(Digest(hex: sha256))
    return FileFacts(
      place: FilePlace(path: Array("/srv/app.msi".utf8)), size: 1,
      digests: FileDigests(
        sha256: digest, sha1: sha1.flatMap { Digest(hex: $0) }, md5: md5.flatMap { Digest(hex: $0) }),
      hits: hits)
  }

  private func verdicts(_ advisory: Advisory, _ facts: FileFacts) -> [Verdict] {
    FileMatcher(advisories: [advisory]).matches(facts).map(\.match.verdict)
  }

  @Test(
    "What a listed file means",
    arguments: [
      (FileVerdict.malicious, [Verdict.affected]), (.trojanised, [.affected]), (.affectedBuild, [.affected]),
      (.suspicious, [.suspected]), (.legitimate, []), (.clean, []),
    ])
  func meaning(verdict: FileVerdict, expected: [Verdict]) throws {
    let advisory: Advisory = Sample.advisory(files: [Self.file(verdict)])
    #expect(try verdicts(advisory, Self.facts()) == expected)
    #expect(try verdicts(advisory, Self.facts(Self.other)).isEmpty)
  }

  @Test("Any one of the listed hashes is enough, and those that are needed are asked for")
  func otherDigests() throws {
    let sha1 = "bea77d1e59cf18dce22ad9a2fad52948fd7a9efa"
    let md5 = "f3d4144860ca10ba60f7ef4d176cc736"
    let only: Advisory = Sample.advisory(files: [
      Self.file(.malicious, sha256: nil, sha1: sha1.uppercased()), Self.file(.suspicious, sha256: nil, md5: md5),
    ])
    let matcher = FileMatcher(advisories: [only])
    #expect(matcher.wantedDigests == [.sha1, .md5])
    #expect(try verdicts(only, Self.facts(Self.other, sha1: sha1)) == [.affected])
    #expect(try verdicts(only, Self.facts(Self.other, md5: md5)) == [.suspected])
    #expect(try matcher.matches(Self.facts(Self.other, sha1: sha1)).first?.match.decidedBy == "sha1:" + sha1)
    let withSHA256: Advisory = Sample.advisory(files: [Self.file(.malicious, sha1: sha1)])
    #expect(FileMatcher(advisories: [withSHA256]).wantedDigests.isEmpty)
  }

  @Test("A rule counts for its advisory; a file listed as clean is cleared of it")
  func rules() throws {
    var advisory: Advisory = Sample.advisory("one", files: [Self.file(.clean, sha256: Self.other)])
    advisory.rules = [
      DetectionRule(id: "r", language: .yara, text: "rule r { condition: true }"),
      DetectionRule(id: "s", language: .sigma, text: "title: x"),
    ]
    let matcher = FileMatcher(advisories: [advisory, Sample.advisory("two")])
    #expect(matcher.ruleSources.map(\.name) == ["one"])
    #expect(matcher.ruleSources.first?.text == Array("rule r { condition: true }\n".utf8))
    let hits = [
      RuleHit(rule: "r", source: "one", verdict: .suspected, summary: "A marker"),
      RuleHit(rule: "own", source: "/etc/own.yar", verdict: .affected),
    ]
    let found: [AdvisoryMatch] = matcher.matches(try Self.facts(hits: hits))
    #expect(found.map(\.advisory.id) == ["one"])
    #expect(found.map(\.match.verdict) == [.suspected] && found.map(\.match.productName) == ["A marker"])
    #expect(matcher.matches(try Self.facts(Self.other, hits: hits)).isEmpty)
  }

  @Test("A file without digests is matched by its rules alone")
  func unread() throws {
    var facts: FileFacts = try Self.facts()
    facts.digests = nil
    #expect(verdicts(Sample.advisory(files: [Self.file(.malicious)]), facts).isEmpty)
  }

  @Test("A place matches only where presence itself is evidence")
  func places() throws {
    var advisory: Advisory = Sample.advisory()
    advisory.paths = [
      PathIndicator(platform: .macos, path: "/Applications/X.app/", role: "app", malicious: false),
      PathIndicator(platform: .macos, path: "~/Library/X/UpdateAgent", role: "stage 2", malicious: true),
    ]
    let matcher = PathMatcher(advisories: [advisory])
    #expect(matcher.questions.map(\.number) == [0, 1])
    let facts: FileFacts = try Self.facts()
    #expect(matcher.match(question: 0, facts) == nil)
    let match: Match = try #require(matcher.match(question: 1, facts)?.match)
    #expect(match.verdict == .suspected && match.reason == .pathPresent && match.decidedBy.hasSuffix("UpdateAgent"))
    #expect(matcher.match(question: 2, facts) == nil && matcher.match(question: -1, facts) == nil)
  }
}
