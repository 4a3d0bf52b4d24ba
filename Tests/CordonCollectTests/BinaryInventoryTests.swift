internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct BinaryInventoryTests {
  private static let modules: String = """
    path\texample.org/Main
    mod\texample.org/Main\t(devel)\t
    dep\tgithub.com/Masterminds/semver\tv1.5.0
    dep\texample.org/old\tv1.2.3
    =>\texample.org/fork\tv1.2.4
    dep\texample.org/here\tv0.1.0
    =>\t./here\t(devel)\t

    """

  private static let program: [UInt8] = SampleProgram([
    .init(".text", Array(repeating: 0, count: 20_000)),
    .init(".go.buildinfo", SampleProgram.goBuildInfo(version: "go1.22.8", modules: modules)),
  ]).elf()

  private func put(_ name: String, _ bytes: [UInt8], into tree: FixtureTree, mode: UInt32 = 0o755) throws {
    try tree.write(name, bytes: bytes)
    try tree.setMode(name, mode)
  }

  @Test func modulesAreListedWithTheProgramAsTheirPlace() throws {
    let tree = try FixtureTree()
    try put("bin/tool", Self.program, into: tree)
    let inventory: Inventory = tree.look()
    #expect(
      inventory.packages.map(\.purl.canonicalText) == [
        "pkg:golang/example.org/fork@v1.2.4", "pkg:golang/example.org/here", "pkg:golang/example.org/main",
        "pkg:golang/github.com/masterminds/semver@v1.5.0", "pkg:golang/stdlib@1.22.8",
      ])
    #expect(inventory.packages.map(\.name).contains("github.com/Masterminds/semver"))
    #expect(Set(inventory.packages.map(\.location)) == [tree.path("bin/tool")])
    #expect(inventory.packages.allSatisfy { $0.installedAt != nil && $0.foundBy == .goBuildInfo })
    #expect(inventory.coverage(.binaryModules)?.state == .complete)
    #expect(inventory.coverage(.binaryModules)?.itemsFound == 5)
  }

  @Test(
    "names that a program may have",
    arguments: [
      ("kubectl", true), ("kubectl-1.28", true), ("kubectl.1.33", true), ("x.linux-amd64", true), ("tool.exe", true),
      ("terraform-provider-aws_v5.0.0_x5", true), (".hidden", true), ("tool.bin", true), ("native.node", true),
      ("tool.very-long-extension", true), ("libx.so", true), ("script.py", false), ("page.html", false),
      ("archive.tar", false), ("a.b.js", false),
    ])
  func names(name: String, isFound: Bool) throws {
    let tree = try FixtureTree()
    try put(name, Self.program, into: tree)
    #expect(tree.look().packages.isEmpty == !isFound)
  }

  @Test func whatNobodyMayExecuteIsNoProgram() throws {
    let tree = try FixtureTree()
    try put("data", Self.program, into: tree, mode: 0o644)
    try put("small", Array(Self.program.prefix(8_000)), into: tree)
    try put("script", Array("#!/bin/sh\n".utf8) + Array(repeating: 0x0A, count: 20_000), into: tree)
    try tree.link("link", to: "data")
    let inventory: Inventory = tree.look()
    #expect(inventory.packages.isEmpty)
    #expect(inventory.coverage(.binaryModules)?.state == .complete)
  }

  @Test("programs in a folder that may be listed and not searched are gaps")
  func unsearchableFolder() throws {
    let tree = try FixtureTree()
    try put("bin/tool", Self.program, into: tree)
    try tree.setMode("", 0o755)
    try tree.setMode("bin", 0o444)
    defer { try? tree.setMode("bin", 0o755) }
    let inventory: Inventory = try #require(Unprivileged.run { tree.look() })
    #expect(inventory.gaps(.binaryModules).map(\.path) == [tree.path("bin/tool")])
    #expect(inventory.gaps(.binaryModules).allSatisfy { $0.isRefused })
  }

  @Test func whatCannotBeReadIsAGap() throws {
    let tree = try FixtureTree()
    let blob: [UInt8] = [0xFF] + Array(" Go buildinf:".utf8) + [8, 2] + Array(repeating: 0, count: 16)
    let text = SampleProgram.Section(".text", Array(repeating: 0, count: 20_000))
    try put(
      "lie", SampleProgram([text, .init(".go.buildinfo", blob + SampleProgram.varint(1 << 30))]).elf(), into: tree)
    var outside = SampleProgram([text])
    outside.sectionOffset = 1 << 50
    try put("outside", outside.elf(), into: tree)
    let hostile: String = "dep\texample.org/a\u{7}b\tv1\ndep\nmod\texample.org/ok\tv1\n"
    try put(
      "names",
      SampleProgram([text, .init(".go.buildinfo", SampleProgram.goBuildInfo(version: "go1.2", modules: hostile))])
        .elf(),
      into: tree)
    let inventory: Inventory = tree.look()
    #expect(inventory.packages.map(\.name).sorted() == ["example.org/ok", "stdlib"])
    #expect(
      inventory.gaps(.binaryModules).map { $0.path.dropFirst(tree.path.count + 1) } == [
        "lie", "names", "names", "outside",
      ])
    #expect(inventory.gaps(.binaryModules).allSatisfy { $0.reason == .scanError })
    #expect(inventory.coverage(.npmPackages)?.state == .complete)
  }

  private static let crates: String = """
    {"packages":[{"name":"adler","version":"0.2.3","source":"crates.io"},
    {"name":"cc","version":"1.0.83","source":"crates.io","kind":"build"},{"source":"crates.io"},
    {"name":"tool","version":"0.1.0","source":"local","dependencies":[0,1],"root":true}],"format":0}
    """

  @Test("the crates of a Rust program, but for those that only built it")
  func rust() throws {
    let tree = try FixtureTree()
    let text = SampleProgram.Section(".text", Array(repeating: 0, count: 20_000))
    let sections: [SampleProgram.Section] = [text, .init(".dep-v0", SampleProgram.zlibStored(Self.crates))]
    try put("bin/a", SampleProgram(sections).elf(), into: tree)
    try put("bin/b.exe", SampleProgram(sections).portableExecutable(), into: tree)
    try put("bin/c", SampleProgram(sections).machO(), into: tree)
    let inventory: Inventory = tree.look()
    #expect(Set(inventory.packages.map(\.purl.canonicalText)) == ["pkg:cargo/adler@0.2.3", "pkg:cargo/tool@0.1.0"])
    #expect(inventory.labels(.rustAuditData).count == 6)
    #expect(inventory.gaps(.binaryModules).map(\.detail) == Array(repeating: "1 crates without a name", count: 3))
  }

  @Test(
    "a list of crates that cannot be unpacked or read is a gap",
    arguments: [
      ([], "packed data that ends too early"), ([1, 2, 3, 4, 5, 6], "packed data that is damaged"),
      (Array(SampleProgram.zlibStored(crates).dropLast(9)), "packed data that ends too early"),
      (SampleProgram.zlibStored("["), "line 1: the data holds no object"),
      (
        SampleProgram.zlibStored("{\"packages\":" + String(repeating: "[", count: 60_000)),
        "line 1: more than 256 brackets are open"
      ),
      (SampleProgram.zlibStored(String(repeating: " ", count: 5_000)), "larger than the limit of 4096 bytes"),
    ] as [([UInt8], String)])
  func hostileRust(section: [UInt8], detail: String) throws {
    let tree = try FixtureTree()
    let text = SampleProgram.Section(".text", Array(repeating: 0, count: 20_000))
    try put("bin/a", SampleProgram([text, .init(".dep-v0", section)]).elf(), into: tree)
    var options = InventoryOptions()
    if detail.contains("limit") { options.rustAuditBytes = 4_096 }
    let inventory: Inventory = tree.look(options: options)
    #expect(inventory.packages.isEmpty)
    #expect(inventory.gaps(.binaryModules).count == 1)
    #expect(inventory.gaps(.binaryModules).first?.detail.contains(detail) == true, "\(inventory.gaps(.binaryModules))")
  }

  @Test("the programs of Windows and macOS, and each architecture in one file")
  func otherSystems() throws {
    let blob: [UInt8] = SampleProgram.goBuildInfo(version: "go1.22.8", modules: "mod\texample.org/a\tv1.0.0\n")
    let other: [UInt8] = SampleProgram.goBuildInfo(version: "go1.22.8", modules: "mod\texample.org/b\tv1.0.0\n")
    let text = SampleProgram.Section(".text", Array(repeating: 0, count: 20_000))
    let tree = try FixtureTree()
    try put("a.exe", SampleProgram([text, .init(".data", blob)]).portableExecutable(), into: tree)
    try put(
      "fat",
      SampleProgram.universal([
        SampleProgram([text, .init("__go_buildinfo", blob)]).machO(),
        SampleProgram([text, .init("__go_buildinfo", other)]).machO(),
      ]), into: tree)
    #expect(
      tree.look().labels(.goBuildInfo) == [
        "example.org/a@v1.0.0", "example.org/a@v1.0.0", "example.org/b@v1.0.0", "stdlib@1.22.8", "stdlib@1.22.8",
      ])
  }
}
