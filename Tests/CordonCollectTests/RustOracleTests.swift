internal import CordonCollect
internal import CordonModel
internal import CordonTestSupport
internal import Testing

/// A program as cargo-auditable leaves it, made with the tools that work on the formats.
@Suite struct RustOracleTests {
  private static let tools: Bool = OracleProgram.exists("objcopy") && OracleProgram.exists("python3")

  @Test(
    "the section that objcopy adds to a real program, packed by Python's zlib",
    .enabled(if: tools, "objcopy or python3 is not on this machine"))
  func section() throws {
    let tree = try FixtureTree()
    let names: [String] = (0..<300).map { "crate-\($0)" }
    let packages: String = names.map { "{\"name\":\"\($0)\",\"version\":\"1.2.3\",\"source\":\"crates.io\"}" }
      .joined(separator: ",")
    try tree.write("data.json", "{\"packages\":[\(packages)],\"format\":0}")
    _ = try #require(
      OracleProgram.output(
        "python3", "-c", "import sys, zlib; open('data', 'wb').write(zlib.compress(open('data.json', 'rb').read()))",
        folder: tree.path))
    try tree.folder("bin")
    _ = try #require(
      OracleProgram.output(
        "objcopy", "--add-section", ".dep-v0=" + tree.path("data"), "/usr/bin/env", tree.path("bin/tool")))
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path("bin")), now: testNow)
    #expect(inventory.labels(.rustAuditData) == names.map { $0 + "@1.2.3" }.sorted())
    #expect(inventory.coverage(.binaryModules)?.state == .complete)
  }
}
