internal import Testing

@testable internal import CordonReport

struct NextCommandTests {
  @Test(arguments: [
    ("xz-2024", "xz-2024"), ("", "''"), ("a b", "'a b'"), ("-rf", "'-rf'"), ("it's", "'it'\\''s'"), ("$(x)", "'$(x)'"),
    ("/mnt/disk", "/mnt/disk"), ("a\u{1B}", "'a\\u{1B}'"), ("ä", "'ä'"),
    ("a'\u{301}; reboot", "'a'\\''\u{301}; reboot'"),
  ])
  func wordsAreQuoted(word: String, quoted: String) { #expect(NextCommand.quoted(word) == quoted) }

  @Test func theCommandFitsTheAnswer() {
    #expect(NextCommand.after(Samples.affected) == "cordon explain xz-2024")
    #expect(NextCommand.after(Samples.unknown) == "sudo cordon check --all")
    #expect(NextCommand.after(Samples.folder) == "cordon explain codecov-2021")
    #expect(NextCommand.after(Samples.singleClean) == "cordon check --all")
    #expect(NextCommand.after(Samples.brokenFile) == "cordon advisory lint /etc/cordon/advisories/own.yaml")
    #expect(NextCommand.after(Samples.clean) == "cordon explain")
  }
}
