internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonCollect

/// Folders that a person leaves out.
@Suite struct ExcludedFolderTests {
  private static func look(_ tree: FixtureTree, _ kind: TargetKind = .folder, excluding: String...) -> Inventory {
    var options = InventoryOptions()
    options.excludedFolders = excluding
    return tree.look(kind, options: options)
  }

  private static func project() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.npmPackage("a/node_modules/one", name: "one", version: "1.0.0")
    try tree.npmPackage("b/node_modules/two", name: "two", version: "1.0.0")
    return tree
  }

  @Test("what is left out is not looked into, and is a gap", arguments: ["b", "/b/", "b/.", "./c/../b", "ABSOLUTE/b"])
  func excluded(spelling: String) throws {
    let tree: FixtureTree = try ExcludedFolderTests.project()
    let inventory: Inventory = ExcludedFolderTests.look(
      tree, excluding: spelling.replacing("ABSOLUTE", with: tree.path))
    #expect(inventory.packages.map(\.name) == ["one"])
    let gap: Coverage.Gap = try #require(inventory.gaps(.npmPackages).first)
    #expect(gap.reason == .excludedByPolicy)
    #expect(gap.path == tree.path("b"))
    #expect(inventory.coverage(.npmPackages)?.state == .partial)
  }

  @Test("a folder that is not there, or lies elsewhere, changes nothing", arguments: ["c", "/etc/cordon-none", "b/x"])
  func absent(spelling: String) throws {
    let tree: FixtureTree = try ExcludedFolderTests.project()
    let inventory: Inventory = ExcludedFolderTests.look(tree, excluding: spelling)
    #expect(inventory.packages.map(\.name) == ["one", "two"])
    #expect(inventory.coverage(.npmPackages)?.state == .complete)
  }

  @Test("leaving out everything is no complete answer", arguments: ["/", ".", "/.."])
  func everything(spelling: String) throws {
    let tree: FixtureTree = try ExcludedFolderTests.project()
    let inventory: Inventory = ExcludedFolderTests.look(tree, excluding: spelling)
    #expect(inventory.packages.isEmpty)
    #expect(inventory.coverage(.npmPackages)?.state == .failed)
  }

  @Test("with a mounted root, a path is as seen from there") func root() throws {
    let tree: FixtureTree = try ExcludedFolderTests.project()
    let inventory: Inventory = ExcludedFolderTests.look(tree, .root, excluding: "/b")
    #expect(inventory.packages.filter { $0.foundBy == .npmPackage }.map(\.name) == ["one"])
  }

  @Test("every limit has a name") func limits() {
    let limits: [InventoryLimit] = InventoryOptions().limits
    #expect(limits.contains(InventoryLimit(name: "npm-lock-bytes", value: 32 << 20)))
    #expect(limits.contains(InventoryLimit(name: "package-json-bytes", value: 4 << 20)))
    #expect(limits.contains(InventoryLimit(name: "depth", value: 256)))
    #expect(limits.allSatisfy { $0.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    #expect(Set(limits.map(\.name)).count == limits.count)
  }
}
