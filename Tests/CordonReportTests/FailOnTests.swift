internal import CordonModel
internal import Testing

@testable internal import CordonReport

struct FailOnTests {
  /// Exit codes by verdict: affected, suspected, unknown, remediated, not affected.
  @Test(
    arguments: [
      (FailOn.affected, [10, 0, 0, 0, 0]), (.suspected, [10, 11, 0, 0, 0]), (.unknown, [10, 11, 12, 0, 0]),
      (.never, [0, 0, 0, 0, 0]),
    ] as [(FailOn, [Int32])])
  func failsFromThatVerdictOn(failOn: FailOn, codes: [Int32]) {
    #expect(Verdict.allCases.sorted(by: >).map(failOn.exitCode) == codes)
  }

  @Test func everyExitCodeOfAVerdictHasAMeaning() {
    for verdict in Verdict.allCases { #expect(ExitCodeMeaning(rawValue: verdict.exitCode) != nil) }
  }
}

struct NextCommandTests {
  @Test(arguments: [
    ("xz-2024", "xz-2024"), ("", "''"), ("a b", "'a b'"), ("-rf", "'-rf'"), ("it's", "'it'\\''s'"), ("$(x)", "'$(x)'"),
    ("/mnt/disk", "/mnt/disk"), ("a\u{1B}", "'a\\u{1B}'"), ("ä", "'ä'"),
  ])
  func wordsAreQuoted(word: String, quoted: String) { #expect(NextCommand.quoted(word) == quoted) }

  @Test func theCommandFitsTheAnswer() {
    #expect(NextCommand.after(Samples.affected) == "cordon advisory show xz-2024")
    #expect(NextCommand.after(Samples.unknown) == "sudo cordon check --all")
    #expect(NextCommand.after(Samples.folder) == "cordon check --all --path /srv/app")
    #expect(NextCommand.after(Samples.clean) == "cordon advisory list")
  }
}
