internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct ComposerPackagesTests {
  private func read(_ text: String, entries: Int = 100) -> ComposerPackages {
    ComposerPackages(Array(text.utf8), depthLimit: 32, nameLimit: 64, entryLimit: entries)
  }

  private static let list: String = """
    [{"name":"monolog/monolog","version":"2.8.0","require":{"name":"x","version":"9"},"authors":[{"name":"J"}]},
     {"version":"v6.4.1","name":"symfony/console"}, {"name":"a/dev","version":"dev-main"}, {"name":"a/none"}]
    """

  @Test(
    "installed.json of versions 1 and 2, and composer.lock",
    arguments: [
      list, "{\"packages\":\(list),\"dev\":true,\"dev-package-names\":[\"a/dev\"]}",
      "{\"content-hash\":\"x\",\"packages\":[],\"packages-dev\":\(list),\"aliases\":[]}",
    ])
  func versions(text: String) {
    let found: ComposerPackages = read(text)
    #expect(
      found.entries.map { $0.name + "@" + ($0.version ?? "-") } == [
        "monolog/monolog@2.8.0", "symfony/console@v6.4.1", "a/dev@dev-main", "a/none@-",
      ])
    #expect(found.fault == nil)
  }

  @Test(
    "what is no list holds nothing, what stood before a fault is kept",
    arguments: [
      ("", 0, true), ("\"x\"", 0, true), ("{}", 0, false), ("{\"packages\":{\"a\":1}}", 0, false),
      ("{\"packages\":null,\"packages-dev\":[{\"name\":\"a/b\"}]}", 1, false),
      ("[{\"name\":\"a/b\"},{\"name\":", 1, true), ("[[{\"name\":\"no/package\"}],3,{\"name\":\"a/b\"}]", 1, false),
      (String(repeating: "[", count: 100_000), 0, true),
      ("[" + String(repeating: "{\"x\":", count: 100_000), 0, true),
    ])
  func hostile(text: String, count: Int, isFaulty: Bool) {
    let found: ComposerPackages = read(text)
    #expect(found.entries.count == count)
    #expect((found.fault != nil) == isFaulty)
  }

  @Test func entriesHaveALimit() {
    let found: ComposerPackages = read("[{\"name\":\"a/a\"},{\"name\":\"a/b\"},{\"name\":\"a/c\"}]", entries: 2)
    #expect(found.entries.count == 2)
    #expect(found.fault?.what == "more than 2 packages")
    #expect(read("[{\"version\":\"1\"}]").unnamed == 1)
  }
}

@Suite struct ComposerInventoryTests {
  @Test func whatIsInstalledCountsBeforeWhatIsWanted() throws {
    let tree = try FixtureTree()
    let one: String = "{\"name\":\"a/one\",\"version\":\"v1.0.0\"}"
    let two: String = "{\"name\":\"a/two\",\"version\":\"2.0.0\"}"
    try tree.write("app/vendor/composer/installed.json", "{\"packages\":[\(one)]}")
    try tree.write("app/composer.lock", "{\"packages\":[\(one)],\"packages-dev\":[\(two)]}")
    try tree.write("checkout/composer.lock", "{\"packages\":[\(one)]}")
    // A package brings its own lock along: it says nothing of what is installed.
    try tree.write("app/vendor/a/one/composer.lock", "{\"packages\":[{\"name\":\"a/three\",\"version\":\"3\"}]}")
    try tree.write("other/installed.json", "[\(two)]")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.composerInstalled) == ["a/one@v1.0.0"])
    #expect(inventory.labels(.composerLock) == ["a/one@v1.0.0", "a/two@2.0.0"])
    #expect(inventory.packages.map(\.purl.canonicalText).contains("pkg:composer/a/one@v1.0.0"))
    #expect(inventory.coverage(.composerPackages)?.itemsFound == 3)
    #expect(inventory.coverage(.composerPackages)?.state == .complete)
  }

  @Test func whatCannotBeReadIsAGap() throws {
    let tree = try FixtureTree()
    try tree.write(
      "a/composer/installed.json", "{\"packages\":[{\"name\":\"noslash\",\"version\":\"1\"},{\"version\":\"2\"}]}")
    try tree.sparse("b/composer/installed.json", size: 33 << 20)
    try tree.write("c/composer.lock", "<<<<<<< HEAD")
    let inventory: Inventory = tree.look()
    #expect(inventory.packages.isEmpty)
    #expect(inventory.gaps(.composerPackages).map(\.reason) == [.scanError, .scanError, .scanPartial, .scanError])
    #expect(inventory.coverage(.npmPackages)?.state == .complete)
  }
}
