internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct NpmLockTests {
  private func read(_ text: String, entries: Int = 100) -> NpmLock {
    NpmLock(Array(text.utf8), depthLimit: 32, nameLimit: 64, entryLimit: entries)
  }

  private func labels(_ lock: NpmLock) -> [String] { lock.entries.map { $0.name + "@" + ($0.version ?? "-") } }

  @Test func version1IsNested() {
    let lock: NpmLock = read(
      """
      {"name":"p","lockfileVersion":1,"requires":true,"dependencies":{
        "a":{"version":"1.0.0","requires":{"b":"^2"},"dependencies":{"b":{"version":"2.0.0"}}},
        "alias":{"version":"npm:@s/real@3.0.0"},
        "git":{"version":"git+ssh://git@example.org/x.git#abc"}}}
      """)
    #expect(labels(lock).sorted() == ["@s/real@3.0.0", "a@1.0.0", "b@2.0.0", "git@-"])
    #expect(lock.fault == nil)
  }

  @Test(arguments: [true, false])
  func ofVersion2OnlyThePackagesCount(packagesFirst: Bool) {
    let packages: String = """
      "packages":{"":{"name":"p","version":"0.0.1"},"node_modules/a":{"version":"1.0.0","dependencies":{"b":"^2"}},
      "node_modules/a/node_modules/@s/b":{"version":"2.0.0"},"node_modules/alias":{"name":"real","version":"3.0.0"},
      "packages/w":{"version":"0.1.0"},"node_modules/w":{"resolved":"packages/w","link":true}}
      """
    let dependencies: String = "\"dependencies\":{\"a\":{\"version\":\"1.0.0\"},\"only-here\":{\"version\":\"9.0.0\"}}"
    let both: [String] = packagesFirst ? [packages, dependencies] : [dependencies, packages]
    let lock: NpmLock = read("{\"lockfileVersion\":2,\(both.joined(separator: ","))}")
    #expect(labels(lock).sorted() == ["@s/b@2.0.0", "a@1.0.0", "real@3.0.0"])
  }

  @Test func eachReleaseStandsOnce() {
    let lock: NpmLock = read(
      "{\"packages\":{\"node_modules/a\":{\"version\":\"1\"},\"node_modules/b/node_modules/a\":{\"version\":\"1\"}}}")
    #expect(labels(lock) == ["a@1"])
  }

  @Test func entriesHaveALimit() {
    let lock: NpmLock = read(
      "{\"packages\":{\"node_modules/a\":{},\"node_modules/b\":{},\"node_modules/c\":{}}}", entries: 2)
    #expect(labels(lock) == ["a@-", "b@-"])
    #expect(lock.fault != nil)
  }

  @Test func whatStoodBeforeAFaultIsKept() {
    let lock: NpmLock = read("{\"packages\":{\"node_modules/a\":{\"version\":\"1\"},\"node_modules/b\":{")
    #expect(labels(lock) == ["a@1"])
    #expect(lock.fault != nil)
  }
}

@Suite struct NpmInventoryTests {
  @Test func everyNestingIsFound() throws {
    let tree = try FixtureTree()
    try tree.npmPackage("p/node_modules/event-stream", name: "event-stream", version: "3.3.6")
    try tree.npmPackage(
      "p/node_modules/event-stream/node_modules/flatmap-stream", name: "flatmap-stream", version: "0.1.1")
    try tree.npmPackage("p/node_modules/@scope/pkg", name: "@scope/pkg", version: "1.0.0")
    try tree.npmPackage("p/node_modules/.pnpm/x@2.0.0/node_modules/x", name: "x", version: "2.0.0")
    try tree.npmPackage("p/node_modules/alias", name: "real", version: "4.0.0")
    // Not packages: the project itself, a part of a package, a tool's cache.
    try tree.npmPackage("p", name: "project", version: "0.0.1")
    try tree.npmPackage("p/node_modules/event-stream/lib", name: "inner", version: "9.9.9")
    try tree.npmPackage("p/node_modules/.cache/y", name: "y", version: "9.9.9")
    try tree.link("p/node_modules/x", to: ".pnpm/x@2.0.0/node_modules/x")
    let inventory: Inventory = tree.look()
    #expect(
      inventory.labels(.npmPackage) == [
        "@scope/pkg@1.0.0", "event-stream@3.3.6", "flatmap-stream@0.1.1", "real@4.0.0", "x@2.0.0",
      ])
    let scoped: SoftwarePackage = try #require(inventory.packages.first { $0.name == "@scope/pkg" })
    #expect(scoped.purl.namespace?.hasSuffix("scope") == true)
    #expect(scoped.purl.name == "pkg")
    #expect(scoped.location == tree.path("p/node_modules/@scope/pkg"))
    #expect(inventory.coverage(.npmPackages)?.state == .complete)
  }

  @Test(
    "a search that starts inside a tree of packages finds them too",
    arguments: ["p/node_modules", "p/node_modules/@s", "p/node_modules/@s/a"])
  func startInside(_ start: String) throws {
    let tree = try FixtureTree()
    try tree.npmPackage("p/node_modules/@s/a", name: "@s/a", version: "1.0.0")
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path(start)), now: testNow)
    #expect(inventory.labels(.npmPackage) == ["@s/a@1.0.0"])
  }

  @Test func datesOfTheArchiveAreNotBelieved() throws {
    let tree = try FixtureTree()
    try tree.npmPackage("node_modules/npm", name: "npm", version: "1")
    try tree.setModified("node_modules/npm/package.json", testDate)
    try tree.npmPackage("node_modules/yarn", name: "yarn", version: "1")
    try tree.setModified("node_modules/yarn/package.json", 499_162_500)
    let found: [String: SoftwarePackage] = Dictionary(
      uniqueKeysWithValues: InventoryCollector().collect(.folder(tree.path), now: .init(secondsSinceEpoch: 1 << 40))
        .packages.map { ($0.name, $0) })
    #expect(found["npm"]?.installedAt?.secondsSinceEpoch == Int64(testDate))
    // 1985-10-26 stands in every npm archive: the file came into being now.
    #expect((found["yarn"]?.installedAt?.secondsSinceEpoch ?? 0) > Int64(testDate))
  }

  @Test(
    "a package whose file cannot be used keeps the name of its folder, and a gap says so",
    arguments: ["", "[]", "{\"name\":", "not json", String(repeating: "[", count: 100_000)])
  func hostileManifests(_ text: String) throws {
    let tree = try FixtureTree()
    try tree.write("node_modules/@s/evil/package.json", text)
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.npmPackage) == ["@s/evil@-"])
    #expect(inventory.gaps(.npmPackages).map(\.reason) == [.scanError])
    #expect(inventory.coverage(.pythonPackages)?.state == .complete)
  }

  @Test func aManifestBeyondTheLimitIsAGap() throws {
    let tree = try FixtureTree()
    try tree.sparse("node_modules/a/package.json", size: 5 << 20)
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.npmPackage) == ["a@-"])
    #expect(inventory.gaps(.npmPackages).map(\.reason) == [.scanPartial])
  }

  @Test func aLockCountsWhereItsPackagesAreNotInstalled() throws {
    let lock: String = "{\"lockfileVersion\":3,\"packages\":{\"node_modules/a\":{\"version\":\"1.0.0\"}}}"
    let tree = try FixtureTree()
    try tree.write("checkout/package-lock.json", lock)
    try tree.write("installed/package-lock.json", lock)
    try tree.npmPackage("installed/node_modules/a", name: "a", version: "1.0.0")
    try tree.write("installed/node_modules/a/npm-shrinkwrap.json", lock)
    try tree.write("package-lock.json", lock)
    try tree.write("both/package-lock.json", lock)
    try tree.write("both/npm-shrinkwrap.json", "{\"packages\":{\"node_modules/b\":{\"version\":\"2.0.0\"}}}")
    try tree.write("other/package-lock.json", lock)
    try tree.npmPackage("other/node_modules/a", name: "a", version: "1.0.1")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.npmLock) == ["a@1.0.0", "a@1.0.0", "a@1.0.0", "b@2.0.0"])
    #expect(inventory.labels(.npmPackage) == ["a@1.0.0", "a@1.0.1"])
    #expect(inventory.coverage(.npmPackages)?.itemsFound == 6)
    #expect(
      inventory.packages.filter { $0.foundBy == .npmLock }.map(\.location).sorted() == [
        tree.path("both/npm-shrinkwrap.json"), tree.path("checkout/package-lock.json"),
        tree.path("other/package-lock.json"), tree.path("package-lock.json"),
      ])
  }

  @Test("what is installed as archives is a gap", arguments: ["", "app/"])
  func plugAndPlay(_ folder: String) throws {
    let tree = try FixtureTree()
    try tree.write(folder + ".pnp.cjs", "")
    let inventory: Inventory = tree.look()
    #expect(inventory.gaps(.npmPackages).map(\.reason) == [.capabilityMissing])
    #expect(inventory.coverage(.pythonPackages)?.state == .complete)
  }

  @Test("a lock file that is not read is listed, unless the packages lie beside it")
  func foreignLocks() throws {
    let tree = try FixtureTree()
    for (folder, file) in [("a", "yarn.lock"), ("b", "pnpm-lock.yaml"), ("c", "bun.lock"), ("d", "bun.lockb")] {
      try tree.write("\(folder)/\(file)", "")
    }
    try tree.write("installed/yarn.lock", "")
    try tree.npmPackage("installed/node_modules/a", name: "a", version: "1.0.0")
    try tree.write("installed/node_modules/a/yarn.lock", "")
    let coverage: Coverage? = tree.look().coverage(.npmPackages)
    #expect(coverage?.state == .complete)
    #expect(coverage?.leftOut.map(\.path) == ["a", "b", "c", "d"].map(tree.path))
  }

  @Test("only what is wanted is looked at")
  func wantedChecks() throws {
    let tree: FixtureTree = try .debian(status: paragraph("bash", "5.2"))
    try tree.npmPackage("srv/node_modules/a", name: "a", version: "1.0.0")
    let collector = InventoryCollector()
    let system: Inventory = collector.collect(.root(tree.path), checks: [.systemPackages], now: testNow)
    #expect(system.coverage.map(\.check) == [.systemPackages])
    #expect(system.packages.map(\.name) == ["bash"])
    let npm: Inventory = collector.collect(.root(tree.path), checks: [.npmPackages], now: testNow)
    #expect(npm.coverage(.systemPackages) == nil)
    #expect(npm.packages.map(\.name) == ["a"])
  }

  @Test(
    "a list of packages that is none, or empty, does not hide the other one",
    arguments: ["null", "[]", "0", "\"\"", "{}"])
  func lockWithoutPackages(_ packages: String) {
    let text: String = "{\"packages\":\(packages),\"dependencies\":{\"flatmap-stream\":{\"version\":\"0.1.1\"}}}"
    let lock = NpmLock(Array(text.utf8), depthLimit: 32, nameLimit: 64, entryLimit: 10)
    #expect(lock.entries == [.init(name: "flatmap-stream", version: "0.1.1")])
    #expect(lock.fault == nil)
  }

  @Test("only true makes an entry of a lock a link", arguments: ["false", "\"true\"", "[true]", "null", "1"])
  func lockLink(_ value: String) {
    let text: String = "{\"packages\":{\"node_modules/a\":{\"version\":\"1\",\"link\":\(value)}}}"
    let lock = NpmLock(Array(text.utf8), depthLimit: 32, nameLimit: 64, entryLimit: 10)
    #expect(lock.entries == [.init(name: "a", version: "1")])
  }
}
