internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonCollect

private func archive(_ name: String, _ version: String, method: Int = 8) -> [UInt8] {
  ZipFixture([
    .init("node_modules/\(name)/", ""),
    .init("node_modules/\(name)/package.json", "{\"name\":\"\(name)\",\"version\":\"\(version)\"}", method: method),
    .init("node_modules/\(name)/lib/package.json", "{\"name\":\"inner\",\"version\":\"9\"}"),
    .init("node_modules/\(name)/node_modules/deep/package.json", "{\"name\":\"deep\",\"version\":\"9\"}"),
  ]).bytes
}

private func pnp(_ cache: String) -> String {
  """
  #!/usr/bin/env node
  "packageLocation": "./", "packageLocation": "\(cache)/ms-npm-2.1.2-ec0c108506-673cdb2c31.zip/node_modules/ms/",
  "packageLocation": "./.yarn/unplugged/fsevents-npm-2.3.2-a881d6ac9f/node_modules/fsevents/"
  """
}

@Suite struct YarnInventoryTests {
  @Test func theArchivesOfAProject() throws {
    let tree = try FixtureTree()
    try tree.write("p/.pnp.cjs", pnp("./.yarn/cache"))
    try tree.write("p/.yarn/cache/ms-npm-2.1.2-ec0c108506-673cdb2c31.zip", bytes: archive("ms", "2.1.2"))
    try tree.write("p/.yarn/cache/@s-x-npm-1.0.0-0123456789-0123456789.zip", bytes: archive("@s/x", "1.0.0", method: 0))
    try tree.npmPackage("p/.yarn/unplugged/f-npm-2-0123456789/node_modules/f", name: "f", version: "2")
    try tree.write("p/other.zip", bytes: archive("not-looked-at", "1"))
    try tree.setModified("p/.yarn/cache/ms-npm-2.1.2-ec0c108506-673cdb2c31.zip", testDate)
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.yarnArchive) == ["@s/x@1.0.0", "ms@2.1.2"])
    #expect(inventory.labels(.npmPackage) == ["f@2"])
    let found: SoftwarePackage = try #require(inventory.packages.first { $0.name == "ms" })
    #expect(found.location == tree.path("p/.yarn/cache/ms-npm-2.1.2-ec0c108506-673cdb2c31.zip"))
    #expect(found.installedAt?.secondsSinceEpoch == Int64(testDate))
    #expect(inventory.coverage(.npmPackages)?.state == .complete)
    #expect(inventory.coverage(.npmPackages)?.itemsFound == 3)
  }

  @Test(
    "a cache elsewhere is no gap as long as it is searched", arguments: ["../home/.yarn/berry/cache", "../.yarn/cache"])
  func otherCache(_ cache: String) throws {
    let tree = try FixtureTree()
    try tree.write("p/.pnp.cjs", pnp(cache))
    let name: String = "ms-npm-2.1.2-ec0c108506-8.zip"
    try tree.write("p/\(cache)/\(name)", bytes: archive("ms", "2.1.2"))
    let whole: Inventory = tree.look()
    #expect(whole.labels(.yarnArchive) == ["ms@2.1.2"])
    #expect(whole.coverage(.npmPackages)?.state == .complete)
    // Of the project alone one must not say that it has no packages.
    let part: Inventory = InventoryCollector().collect(.folder(tree.path("p")), now: testNow)
    #expect(part.packages.isEmpty)
    #expect(part.gaps(.npmPackages).map(\.reason) == [.scanPartial])
    #expect(part.gaps(.npmPackages).first?.detail.contains(cache) == true)
  }

  @Test(
    "a place for archives that the search does not know is a gap",
    arguments: ["./archives", "/var/yarn", "./gone/.yarn/cache"])
  func unknownPlace(_ place: String) throws {
    let tree = try FixtureTree()
    try tree.write("p/.pnp.cjs", "")
    try tree.write("p/.pnp.data.json", pnp(place))
    try tree.write("p/archives/ms-npm-2.1.2-ec0c108506-8.zip", bytes: archive("ms", "2.1.2"))
    #expect(tree.look().gaps(.npmPackages).map(\.path) == [tree.path("p")])
  }

  @Test("an archive that cannot be read is a gap and keeps the name of its file")
  func broken() throws {
    let tree = try FixtureTree()
    try tree.write(".yarn/cache/ms-npm-2.1.2-ec0c108506-673cdb2c31.zip", "no archive")
    try tree.write(".yarn/cache/@s-x-npm-1.0.0-0123456789-8.zip", bytes: ZipFixture([.init("other", "")]).bytes)
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.yarnArchive) == ["ms@2.1.2"])
    #expect(inventory.gaps(.npmPackages).count == 2)
    // A manifest that is not the one the archive was made with.
    var altered = ZipFixture([.init("node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"9\"}")])
    altered.entries[0].checksum = 1
    try tree.write(".yarn/cache/ms-npm-2.1.2-ec0c108506-673cdb2c31.zip", bytes: altered.bytes)
    #expect(tree.look().gaps(.npmPackages).map(\.detail).contains("the checksum of its manifest is wrong"))
  }

  @Test(
    arguments: [
      ("ms-npm-2.1.2-ec0c108506-673cdb2c31.zip", "ms", "2.1.2"),
      ("a-npm-b-npm-1.0.0-0123456789-8.zip", "a-npm-b", "1.0.0"),
      ("x-npm-1.0.0-beta.1-0123456789-10c0.zip", "x", "1.0.0-beta.1"),
      ("@s-x-npm-1.0.0-0123456789-8.zip", nil, "1.0.0"),
    ] as [(String, String?, String)])
  func fileNames(_ file: String, _ name: String?, _ version: String) throws {
    let found = try #require(YarnFileName.identity(file))
    #expect(found.name == name)
    #expect(found.version == version)
  }

  @Test func packedEggsAreReadInside() throws {
    let tree = try FixtureTree()
    let egg = ZipFixture([
      .init("EGG-INFO/PKG-INFO", "Metadata-Version: 1.0\nName: Inner_Name\nVersion: 2.0\n\n", method: 8)
    ])
    try tree.write("s/outer-1.0-py3.12.egg", bytes: egg.bytes)
    try tree.write("s/noversion.egg", bytes: egg.bytes)
    try tree.write("s/unreadable.egg", bytes: Array(egg.bytes.prefix(50)))
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.pythonEggInfo) == ["Inner_Name@2.0", "Inner_Name@2.0", "unreadable@-"])
    #expect(inventory.gaps(.pythonPackages).map(\.path) == [tree.path("s/unreadable.egg")])
  }
}
