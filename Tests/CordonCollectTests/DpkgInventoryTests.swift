internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct DpkgInventoryTests {
  @Test func packagesCarryPurlArchitectureAndDistribution() throws {
    let tree: FixtureTree = try .debian(status: paragraph("xz-utils", "5.6.1-1"))
    let inventory: Inventory = tree.look(.root)
    let package: SoftwarePackage = try #require(inventory.packages.first)
    #expect(package.purl.type == "deb")
    #expect(package.purl.namespace == "debian")
    #expect(package.purl.name == "xz-utils")
    #expect(package.purl.version == "5.6.1-1")
    #expect(package.purl.qualifiers == [.init(key: "arch", value: "amd64"), .init(key: "distro", value: "debian-12")])
    #expect(package.location == tree.path("var/lib/dpkg/status"))
    #expect(package.foundBy == .dpkgStatus)
    #expect(inventory.coverage(.systemPackages)?.state == .complete)
    #expect(inventory.coverage(.systemPackages)?.itemsFound == 1)
  }

  @Test func aFolderHasNoSystemPackages() throws {
    let tree: FixtureTree = try .debian(status: paragraph("xz-utils", "5.6.1-1"))
    let inventory: Inventory = tree.look(.folder)
    #expect(inventory.packages.isEmpty)
    #expect(!inventory.coverage.isEmpty)
    #expect(inventory.coverage(.systemPackages) == nil)
  }

  @Test func datesComeFromTheListAndTheLog() throws {
    let tree: FixtureTree = try .debian(
      status: paragraph("a", "2") + paragraph("libb", "1", extra: "Multi-Arch: same\n") + paragraph("old", "1"))
    try tree.write("var/lib/dpkg/info/a.list", "/.\n")
    try tree.setModified("var/lib/dpkg/info/a.list", testDate)
    try tree.write("var/lib/dpkg/info/libb:amd64.list", "/.\n")
    try tree.setModified("var/lib/dpkg/info/libb:amd64.list", testDate + 60)
    try tree.write("var/lib/dpkg/info/old.list", "/.\n")
    try tree.setModified("var/lib/dpkg/info/old.list", 0)
    try tree.write("var/log/dpkg.log.1", "2023-03-29 10:00:00 install a:amd64 <none> 1\n")
    try tree.write(
      "var/log/dpkg.log",
      "2024-03-29 00:00:00 upgrade a:amd64 1 2\n2024-03-29 00:00:01 status installed a:amd64 2\nbroken\n")
    let found: [String: SoftwarePackage] = Dictionary(
      uniqueKeysWithValues: tree.look(.root).packages.map { ($0.name, $0) })
    #expect(found["a"]?.installedAt?.text == "2023-03-29T10:00:00Z")
    #expect(found["a"]?.updatedAt?.secondsSinceEpoch == Int64(testDate))
    #expect(found["libb"]?.installedAt == nil)
    #expect(found["libb"]?.updatedAt?.secondsSinceEpoch == Int64(testDate + 60))
    // 1970 is no date.
    #expect(found["old"]?.updatedAt == nil)
  }

  @Test func distrolessImages() throws {
    let tree = try FixtureTree()
    try tree.write("etc/os-release", "ID=Wolfish\n")
    try tree.write("var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12.4\nArchitecture: all\n")
    try tree.write("var/lib/dpkg/status.d/base.md5sums", "0123  usr/x\n")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.dpkgStatusDirectory) == ["base-files@12.4"])
    #expect(inventory.packages.first?.purl.namespace == "wolfish")
    #expect(inventory.packages.first?.location == tree.path("var/lib/dpkg/status.d/base"))
    #expect(inventory.coverage(.systemPackages)?.state == .complete)
  }

  @Test func theJournalOfARunningDpkgCounts() throws {
    let tree: FixtureTree = try .debian(status: paragraph("a", "1") + paragraph("b", "1"))
    try tree.write("var/lib/dpkg/updates/0000", paragraph("a", "2") + paragraph("c", "1"))
    try tree.write("var/lib/dpkg/updates/0001", paragraph("b", "1", state: "deinstall ok config-files"))
    try tree.write("var/lib/dpkg/updates/tmp.i", "rubbish")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.dpkgStatus) == ["a@2", "c@1"])
    #expect(inventory.gaps(.systemPackages).isEmpty)
  }

  @Test(
    "a database of another manager makes the answer partial",
    arguments: [
      ("usr/lib/opkg/status", "opkg"), ("var/db/xbps/pkgdb-0.38.plist", "xbps"),
      ("var/db/pkg/app-arch/xz-utils-5.6.1/PF", "portage"), ("nix/var/nix/db/db.sqlite", "nix"),
    ])
  func foreignDatabases(_ file: String, _ manager: String) throws {
    let both: FixtureTree = try .debian(status: paragraph("a", "1"))
    try both.write(file, "x")
    let alone = try FixtureTree()
    try alone.write(file, "x")
    for tree in [both, alone] {
      let coverage: Coverage = try #require(tree.look(.root).coverage(.systemPackages))
      #expect(coverage.state == .partial)
      #expect(coverage.gaps.map(\.reason) == [.capabilityMissing])
      #expect(coverage.gaps.first?.detail.contains(manager) == true)
    }
    #expect(both.look(.root).labels(.dpkgStatus) == ["a@1"])
  }

  @Test func anEmptyFolderOfAnotherManagerIsNoDatabase() throws {
    let tree: FixtureTree = try .debian(status: paragraph("a", "1"))
    try tree.folder("var/lib/pacman/local")
    try tree.folder("var/lib/rpm")
    #expect(tree.look(.root).coverage(.systemPackages)?.state == .complete)
  }

  @Test func noDatabaseAtAllIsUnsupported() throws {
    let tree = try FixtureTree()
    try tree.write("etc/os-release", "ID=mystery\n")
    let coverage: Coverage = try #require(tree.look(.root).coverage(.systemPackages))
    #expect(coverage.state == .failed)
    #expect(coverage.gaps.map(\.reason) == [.unsupportedPlatform])
  }

  @Test func anEmptyStatusFileIsNoAnswer() throws {
    let coverage: Coverage = try #require(FixtureTree.debian(status: "").look(.root).coverage(.systemPackages))
    #expect(coverage.state == .failed)
    #expect(coverage.gaps.map(\.reason) == [.scanError])
  }

  @Test func aJournalAloneIsNoWholeDatabase() throws {
    let tree: FixtureTree = try .debian(status: "")
    try tree.write("var/lib/dpkg/updates/0000", paragraph("a", "2"))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.dpkgStatus) == ["a@2"])
    #expect(inventory.coverage(.systemPackages)?.state == .partial)
    #expect(inventory.gaps(.systemPackages).map(\.reason) == [.scanError])
  }

  @Test func corruptParagraphsAreGapsAndTheOthersCount() throws {
    let tree: FixtureTree = try .debian(status: paragraph("a", "1") + "Version: 7\n\n" + paragraph("b", "2"))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.dpkgStatus) == ["a@1", "b@2"])
    let gap: Coverage.Gap = try #require(inventory.gaps(.systemPackages).first)
    #expect(gap.reason == .scanError)
    #expect(gap.path == tree.path("var/lib/dpkg/status"))
    #expect(gap.detail.hasPrefix("line 9:"))
    #expect(inventory.coverage(.systemPackages)?.state == .partial)
  }

  @Test func aFifoInsteadOfTheStatusFileDoesNotBlock() throws {
    let tree = try FixtureTree()
    try tree.fifo("var/lib/dpkg/status")
    let coverage: Coverage = try #require(tree.look(.root).coverage(.systemPackages))
    #expect(coverage.state == .failed)
    #expect(coverage.gaps.contains { $0.reason == .scanError && $0.detail == "not a regular file" })
  }

  @Test(
    "a database that is a link to nowhere was not read, whatever lies beside it",
    arguments: ["status", "status.d", "updates"], ["/nonexistent", "/proc/self/mem", "../../../../../etc/shadow"])
  func danglingDatabase(_ name: String, _ target: String) throws {
    let tree: FixtureTree = try .debian(status: paragraph("a", "1"))
    if name == "status" {
      try tree.remove("var/lib/dpkg/status")
      try tree.write("var/lib/dpkg/status.d/a", "Package: a\nVersion: 1\n")
    }
    try tree.link("var/lib/dpkg/" + name, to: target)
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.packages.map(\.name) == ["a"])
    #expect(inventory.coverage(.systemPackages)?.state == .partial)
    #expect(inventory.gaps(.systemPackages).map(\.path) == [tree.path("var/lib/dpkg/" + name)])
  }

  @Test("a folder of the database that is a link to nowhere is a gap beside another database")
  func danglingFolder() throws {
    let tree = try FixtureTree()
    try tree.write("etc/os-release", "ID=alpine\n")
    try tree.write("lib/apk/db/installed", "P:a\nV:1-r0\n\n")
    #expect(tree.look(.root).coverage(.systemPackages)?.state == .complete)
    try tree.link("var/lib/dpkg", to: "/mnt/elsewhere")
    #expect(tree.look(.root).gaps(.systemPackages).map(\.path) == [tree.path("var/lib/dpkg")])
  }

  @Test("packages beyond the budget are a gap of the check that found them, and no more is kept")
  func budget() throws {
    let tree: FixtureTree = try .debian(status: paragraph("a", "1") + paragraph("b", "1") + paragraph("c", "1"))
    try tree.distInfo("s", name: "d", version: "1")
    try tree.write("var/lib/dpkg/status.d/e", "Package: e\nVersion: 1\n")
    var options = InventoryOptions()
    options.packages = 4
    let all: Inventory = tree.look(.root, options: options)
    #expect(all.packages.map(\.name) == ["a", "b", "c", "e"])
    let checks: [CheckKind] = [.systemPackages, .pythonPackages, .npmPackages]
    #expect(checks.map { all.coverage($0)?.state } == [.complete, .partial, .partial])
    #expect(all.gaps(.pythonPackages).map(\.detail) == ["more than 4 packages"])
    options.packages = 2
    let two: Inventory = tree.look(.root, options: options)
    #expect(two.packages.map(\.name) == ["a", "b"])
    #expect(two.gaps(.systemPackages).contains { $0.detail == "more than 2 packages" })
    #expect(checks.map { two.coverage($0)?.state } == [.partial, .partial, .partial])
    options = InventoryOptions()
    options.packageTextBytes = tree.path("var/lib/dpkg/status").utf8.count + 8
    let short: Inventory = tree.look(.root, options: options)
    #expect(short.packages.map(\.name) == ["a", "b"])
    #expect(short.gaps(.systemPackages).contains { $0.detail.hasPrefix("the texts of the packages") })
  }

  @Test func whatPassesTheLimitIsAGap() throws {
    let tree: FixtureTree = try .debian(status: paragraph("a", "1") + paragraph("b", "1") + paragraph("c", "1"))
    var options = InventoryOptions()
    options.dpkgStatusBytes = paragraph("a", "1").utf8.count * 2 + 10
    let inventory: Inventory = tree.look(.root, options: options)
    #expect(inventory.labels(.dpkgStatus) == ["a@1", "b@1"])
    #expect(inventory.gaps(.systemPackages).contains { $0.reason == .scanPartial && $0.detail.contains("limit") })
  }

  @Test func aHugeFileOfNothingIsReadToTheLimitOnly() throws {
    let tree = try FixtureTree()
    try tree.sparse("var/lib/dpkg/status", size: 100 << 20)
    let coverage: Coverage = try #require(tree.look(.root).coverage(.systemPackages))
    #expect(coverage.state == .failed)
    #expect(coverage.gaps.contains { $0.reason == .scanPartial && $0.detail.contains("limit") })
  }

  @Test(arguments: [false, true])
  func linksAreFollowedInsideTheRootAndNeverOutOfIt(stepwise: Bool) throws {
    var options = InventoryOptions()
    options.resolvesStepwise = stepwise
    let inside: FixtureTree = try .debian(status: paragraph("a", "1"))
    try inside.folder("usr/lib/sysimage")
    try inside.write("usr/lib/sysimage/dpkg/status", paragraph("moved", "1"))
    try inside.remove("var/lib/dpkg")
    try inside.link("var/lib/dpkg", to: "/usr/lib/sysimage/dpkg")
    #expect(inside.look(.root, options: options).labels(.dpkgStatus) == ["moved@1"])

    // Both point at a real database outside of the root.
    let outside: FixtureTree = try .debian(status: paragraph("secret", "1"))
    for target in [
      outside.path("var/lib/dpkg"), "../../../" + outside.path.split(separator: "/").joined(separator: "/"),
    ] {
      let tree = try FixtureTree()
      try tree.link("var/lib/dpkg", to: target)
      let inventory: Inventory = tree.look(.root, options: options)
      #expect(inventory.packages.isEmpty)
      #expect(inventory.coverage(.systemPackages)?.state == .failed)
    }
  }

  @Test func aRootOfAnotherSystemHasNoSystemPackages() throws {
    let tree = try FixtureTree()
    try tree.folder("Windows/System32")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.target.platform == .windows)
    // No answer at all: an advisory that requires the check all the same is not answered by it.
    #expect(inventory.coverage(.systemPackages) == nil)
    #expect(inventory.coverage(.programs)?.state == .partial)
  }
}
