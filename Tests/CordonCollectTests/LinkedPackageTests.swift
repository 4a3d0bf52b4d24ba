internal import CordonCollect
internal import CordonModel
internal import CordonTestSupport
internal import Testing

/// Links in the places where folders of packages stand.
@Suite struct LinkedPackageTests {
  @Test("a package is found through a link to a folder whose name tells nothing")
  func linkedInside() throws {
    let tree = try FixtureTree()
    try tree.npmPackage("packages/a", name: "flatmap-stream", version: "0.1.1")
    try tree.folder("app/node_modules")
    try tree.link("app/node_modules/flatmap-stream", to: "../../packages/a")
    try tree.write("store/x/METADATA", "Name: ctx\nVersion: 0.2.6\n\n")
    try tree.folder("site")
    try tree.link("site/ctx-0.2.6.dist-info", to: "../store/x")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.npmPackage) == ["flatmap-stream@0.1.1"])
    #expect(inventory.labels(.pythonDistInfo) == ["ctx@0.2.6"])
    #expect(inventory.packages.map(\.location).contains(tree.path("app/node_modules/flatmap-stream")))
    #expect(Set(inventory.coverage.map(\.state)) == [.complete])
  }

  @Test("a link that leads out of the folder is a gap of its check", arguments: [false, true])
  func linkedOutside(_ stepwise: Bool) throws {
    let outside = try FixtureTree()
    try outside.npmPackage("flatmap-stream", name: "flatmap-stream", version: "0.1.1")
    let tree = try FixtureTree()
    for folder in ["a/node_modules/@s", "b", "s"] { try tree.folder(folder) }
    let links: [String] = ["a/node_modules/@s/x", "a/node_modules/@t", "a/node_modules/y", "b/node_modules"]
    for link in links { try tree.link(link, to: outside.path("flatmap-stream")) }
    try tree.link("s/ctx-0.2.6.dist-info", to: outside.path)
    var options = InventoryOptions()
    options.resolvesStepwise = stepwise
    let inventory: Inventory = tree.look(options: options)
    #expect(inventory.packages.isEmpty)
    #expect(inventory.gaps(.npmPackages).map(\.path) == links.map { tree.path($0) })
    #expect(inventory.gaps(.pythonPackages).map(\.path) == [tree.path("s/ctx-0.2.6.dist-info")])
  }

  @Test("links to folders of packages under another name are gaps, links to nothing and to files are none")
  func otherNames() throws {
    let tree = try FixtureTree()
    try tree.npmPackage("deps/flatmap-stream", name: "flatmap-stream", version: "0.1.1")
    try tree.folder("b/node_modules")
    try tree.link("node_modules", to: "deps")
    try tree.link("b/node_modules/nothing", to: "nowhere")
    try tree.link("b/node_modules/file", to: "../../deps/flatmap-stream/package.json")
    try tree.link("b/node_modules/plain", to: "../../deps")
    let inventory: Inventory = tree.look()
    #expect(inventory.packages.isEmpty)
    #expect(inventory.gaps(.npmPackages).map(\.path) == [tree.path("node_modules")])
    #expect(inventory.coverage(.pythonPackages)?.state == .complete)
  }

  @Test("a file is found through a link to a name that tells nothing, once, and a link out of the scope is a gap")
  func linkedFiles() throws {
    let outside = try FixtureTree()
    try outside.write("y.jar", bytes: ZipFixture([]).bytes)
    let tree = try FixtureTree()
    try tree.write("store/5f3c", bytes: ZipFixture([]).bytes)
    try tree.write("store/known-2.0.jar", bytes: ZipFixture([]).bytes)
    try tree.write("store/spec", "# -*- encoding: utf-8 -*-\n# stub: rack 3.0.8 ruby lib\n")
    try tree.link("lib/core-1.0.jar", to: "../store/5f3c")
    try tree.link("lib/again.jar", to: "../store/known-2.0.jar")
    try tree.link("specifications/rack-3.0.8.gemspec", to: "../store/spec")
    try tree.link("lib/nothing.jar", to: "nowhere")
    try tree.link("lib/folder.jar", to: "../store")
    let inside: Inventory = tree.look()
    #expect(inside.labels(.javaArchive) == ["core@1.0", "known@2.0"])
    #expect(inside.labels(.rubyGemspec) == ["rack@3.0.8"])
    #expect(Set(inside.coverage.map(\.state)) == [.complete])
    try tree.link("lib/y.jar", to: outside.path("y.jar"))
    #expect(tree.look().gaps(.javaArchives).map(\.path) == [tree.path("lib/y.jar")])
  }

  @Test func aFolderInPlaceOfThePackageJSONStillTellsTheName() throws {
    let tree = try FixtureTree()
    try tree.folder("node_modules/flatmap-stream/package.json")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.npmPackage) == ["flatmap-stream@-"])
    #expect(inventory.gaps(.npmPackages).map(\.detail) == ["not a regular file"])
  }
}
