internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct GemspecTests {
  private func label(_ text: String, limit: Int = 64) -> String {
    let found = Gemspec(Array(text.utf8), nameLimit: limit)
    return "\(found.name ?? "-") \(found.version ?? "-") \(found.platform ?? "-")"
  }

  @Test(
    "the comment that RubyGems writes counts, then plain assignments",
    arguments: [
      ("# -*- encoding: utf-8 -*-\n# stub: rake 13.0.6 ruby lib\n\nGem::Specification.new do |s|\n", "rake 13.0.6 -"),
      ("# x\n# stub: nokogiri 1.16.0 x86_64-linux lib\0ext\n", "nokogiri 1.16.0 x86_64-linux"),
      ("# x\r\n# stub: a 1 ruby lib\r\n", "a 1 -"),
      // Only the second line is that comment.
      (
        "# stub: fake 1 ruby lib\nGem::Specification.new do |s|\n  s.name = \"real\".freeze\n  s.version = \"2\"\n",
        "real 2 -"
      ),
      ("# x\n# stub: half 1\n  s.name = 'whole'\n  s.version = '2'\n", "whole 2 -"),
      (
        "Gem::Specification.new do |spec|\n  spec.name = %q{old}\n  spec.version = Gem::Version.new(\"0.8\")\n"
          + "  spec.platform = Gem::Platform.new([\"x\"])\n  s.platform = 'java'\n", "old 0.8 java"
      ),
      // What only running the program could tell.
      ("  s.name = \"a#{b}\"\n  s.version = VERSION\n", "- - -"),
      ("  s.name = \"a\\x41\"\n  s.name = \"b\"\n  s.version = File.read(\"VERSION\")\n", "b - -"),
      ("  s.metadata = { \"s.name = \" => \"x\" }\n", "- - -"),
      ("", "- - -"),
    ])
  func reading(text: String, expected: String) { #expect(label(text) == expected) }

  @Test func longTextsAreLeftOut() {
    let name = String(repeating: "n", count: 100)
    #expect(Gemspec(Array("#\n# stub: \(name) 1 ruby lib\n".utf8), nameLimit: 64).isOverlong)
    #expect(label("s.name = \"\(name)\"\ns.version = \"1\"\n") == "- 1 -")
  }

  @Test(
    "name, version and platform in a file's name",
    arguments: [
      ("rake-13.0.6.gemspec", "rake 13.0.6 -"), ("aws-sdk-s3-1.2.0.gemspec", "aws-sdk-s3 1.2.0 -"),
      ("nokogiri-1.16.0-x86_64-linux.gemspec", "nokogiri 1.16.0 x86_64-linux"),
      ("a-2b-1.0.pre1-x86-mingw32.gemspec", "a-2b 1.0.pre1 x86-mingw32"), ("rake.gemspec", "- - -"),
      ("-1.0.gemspec", "- - -"), ("rake-.gemspec", "- - -"), ("", "- - -"),
    ])
  func fileNames(file: String, expected: String) {
    let found: Gemspec? = Gemspec.identity(inFileName: file)
    #expect("\(found?.name ?? "-") \(found?.version ?? "-") \(found?.platform ?? "-")" == expected)
  }
}

@Suite struct RubyInventoryTests {
  @Test func gemsAreFoundWhereverTheyLie() throws {
    let tree = try FixtureTree()
    let stub: (String, String) -> String = { "# -*- encoding: utf-8 -*-\n# stub: \($0) \($1) ruby lib\n" }
    let home: String = "app/vendor/bundle/ruby/3.1.0/specifications"
    try tree.write("\(home)/strong_password-0.0.7.gemspec", stub("strong_password", "0.0.7"))
    try tree.write("\(home)/default/json-2.6.1.gemspec", stub("json", "2.6.1"))
    try tree.write("\(home)/native-1.0-x86_64-linux.gemspec", "# x\n# stub: native 1.0 x86_64-linux lib\n")
    // The source of a gem is no installed gem.
    try tree.write("app/thing.gemspec", stub("thing", "1"))
    try tree.write("\(home)/deep/er/x-1.gemspec", stub("x", "1"))
    try tree.setModified("\(home)/strong_password-0.0.7.gemspec", testDate)
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.rubyGemspec) == ["json@2.6.1", "native@1.0", "strong_password@0.0.7"])
    #expect(
      inventory.packages.map(\.purl.canonicalText) == [
        "pkg:gem/json@2.6.1", "pkg:gem/native@1.0?platform=x86_64-linux", "pkg:gem/strong_password@0.0.7",
      ])
    let package: SoftwarePackage = try #require(inventory.packages.last)
    #expect(package.location == tree.path("\(home)/strong_password-0.0.7.gemspec"))
    #expect(package.installedAt?.secondsSinceEpoch == Int64(testDate))
    #expect(inventory.coverage(.rubyGems)?.state == .complete)
    #expect(inventory.coverage(.rubyGems)?.itemsFound == 3)
  }

  @Test func whatTheTextDoesNotTellTheFileNameDoes() throws {
    let tree = try FixtureTree()
    try tree.write("specifications/a-1.0.gemspec", "")
    try tree.write("specifications/nameless.gemspec", "Gem::Specification.new")
    try tree.write("specifications/control-1.0.gemspec", "# x\n# stub: a\u{1B}b 1 ruby lib\n")
    try tree.sparse("specifications/big-2.0.gemspec", size: 10 << 20)
    try tree.sparse("specifications/big.gemspec", size: 10 << 20)
    try tree.fifo("specifications/fifo-1.gemspec")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.rubyGemspec) == ["a@1.0", "big@2.0", "fifo@1"])
    #expect(
      inventory.gaps(.rubyGems).map { $0.path.dropFirst(tree.path("specifications/").count) } == [
        "big.gemspec", "control-1.0.gemspec", "fifo-1.gemspec", "nameless.gemspec",
      ])
  }
}
