internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonCollect

@Suite struct TreeWalkerTests {
  @Test func linksAreNeverFollowedAndCyclesDoNotMatter() throws {
    let outside = try FixtureTree()
    try outside.distInfo("s", name: "outside", version: "1")
    let tree = try FixtureTree()
    try tree.distInfo("real", name: "a", version: "1")
    try tree.link("real/loop", to: "..")
    try tree.link("real/self", to: "self")
    try tree.link("again", to: "real")
    try tree.link("out", to: outside.path)
    try tree.link("node_modules", to: outside.path)
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.pythonDistInfo) == ["a@1"])
    #expect(inventory.coverage(.pythonPackages)?.state == .complete)
    #expect(inventory.coverage(.pythonPackages)?.entriesExamined == 8)
    // A linked node_modules that leads out of the folder was not looked at.
    #expect(inventory.gaps(.npmPackages).map(\.path) == [tree.path("node_modules")])
  }

  @Test(arguments: [TargetKind.folder, .root])
  func nothingAtAllIsNoCompleteAnswer(kind: TargetKind) throws {
    let tree = try FixtureTree()
    for check in [CheckKind.pythonPackages, .npmPackages] {
      #expect(tree.look(kind).coverage(check)?.state == .partial)
      #expect(tree.look(kind).gaps(check).map(\.path) == [tree.path])
    }
    try tree.write("notes.txt", "")
    #expect(tree.look(kind).coverage(.npmPackages)?.state == .complete)
  }

  @Test func pathsLongerThanTheSystemTakesAtOnceAreWalked() throws {
    let tree = try FixtureTree()
    try tree.deepFile(
      String(repeating: "n", count: 200), levels: 40, file: "deep-1.0.dist-info/METADATA", "Name: deep\nVersion: 1.0\n")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.pythonDistInfo) == ["deep@1.0"])
    #expect((inventory.packages.first?.location.utf8.count ?? 0) > 8_000)
    #expect(inventory.coverage(.pythonPackages)?.gaps == [])
  }

  @Test func depthAndPathHaveLimits() throws {
    let tree = try FixtureTree()
    try tree.deepFile("n", levels: 12, file: "deep-1.0.dist-info/METADATA", "Name: deep\nVersion: 1.0\n")
    try tree.distInfo("s", name: "a", version: "1")
    var options = InventoryOptions()
    options.depth = 10
    let shallow: Inventory = tree.look(options: options)
    #expect(shallow.labels(.pythonDistInfo) == ["a@1"])
    for check in [CheckKind.pythonPackages, .npmPackages] {
      #expect(shallow.coverage(check)?.state == .partial)
      #expect(shallow.gaps(check).map(\.reason) == [.scanPartial])
      #expect(shallow.gaps(check).first?.detail == "more than 10 levels of folders")
    }
    options = InventoryOptions()
    options.pathBytes = 20
    #expect(tree.look(options: options).gaps(.npmPackages).first?.detail == "a path longer than 20 bytes")
  }

  @Test func deviceFilesAndFifosAreGapsWhereFilesWereExpected() throws {
    let tree = try FixtureTree()
    try tree.fifo("node_modules/a/package.json")
    try tree.fifo("project/package-lock.json")
    try tree.fifo("x-1.egg-info")
    try tree.folder("node_modules/b")
    try tree.link("node_modules/b/package.json", to: "/dev/zero")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.npmPackage) == ["a@-", "b@-"])
    #expect(inventory.gaps(.npmPackages).count == 3)
    #expect(inventory.gaps(.npmPackages).filter { $0.detail == "not a regular file" }.count == 2)
    #expect(inventory.gaps(.pythonPackages).map(\.detail) == ["not a regular file"])
  }

  @Test func namesThatAreNoTextArePrintable() throws {
    let tree = try FixtureTree()
    // Foundation cannot name such a folder; the shell can.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      "cd \"$1\" && d=$(printf 'b\\377d\\033') && mkdir -p \"$d/a-1.dist-info\" && "
        + "printf 'Name: a\\nVersion: 1\\n' > \"$d/a-1.dist-info/METADATA\"", "sh", tree.path,
    ]
    try process.run()
    process.waitUntilExit()
    let inventory: Inventory = tree.look()
    #expect(inventory.packages.map(\.location) == [tree.path("b\\xFFd\\x1B/a-1.dist-info")])
  }

  @Test func whatVanishesDuringTheWalkDoesNotHarm() throws {
    let tree = try FixtureTree()
    try tree.distInfo("gone", name: "gone", version: "1")
    try tree.distInfo("stays", name: "stays", version: "1")
    let path: String = tree.path("gone")
    // The first call comes when the top folder was listed and nothing below it was opened.
    let observer = CollectionObserver(progress: { _ in try? FileManager.default.removeItem(atPath: path) })
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path), now: testNow, observer: observer)
    #expect(inventory.labels(.pythonDistInfo) == ["stays@1"])
    #expect(inventory.coverage(.pythonPackages)?.state == .complete)
  }

  @Test(
    "a folder of packages that vanishes after it was listed is a gap", arguments: ["node_modules", "a-1.dist-info"])
  func vanishedPackages(_ folder: String) throws {
    let tree = try FixtureTree()
    try tree.folder(folder)
    let path: String = tree.path(folder)
    let observer = CollectionObserver(progress: { _ in try? FileManager.default.removeItem(atPath: path) })
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path), now: testNow, observer: observer)
    #expect(Set(inventory.coverage.map(\.state)) == [.partial])
    #expect(inventory.gaps(.npmPackages).map(\.path) == [path])
  }

  @Test func aFileThatVanishesAfterItWasListedIsAGap() throws {
    let tree = try FixtureTree()
    try tree.distInfo("s", name: "a", version: "1")
    let path: String = tree.path("s/a-1.dist-info/METADATA")
    // The third folder listed is the package's own; its file goes before it is opened.
    let observer = CollectionObserver(progress: { entries in
      if entries == 3 { try? FileManager.default.removeItem(atPath: path) }
    })
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path), now: testNow, observer: observer)
    #expect(inventory.labels(.pythonDistInfo) == ["a@1"])
    #expect(inventory.gaps(.pythonPackages).map(\.path) == [path])
    #expect(inventory.gaps(.pythonPackages).map(\.reason) == [.scanPartial])
  }

  @Test func aWishToStopLeavesAPartialAnswer() throws {
    let tree = try FixtureTree()
    for index in 0..<20 { try tree.distInfo("s\(index)", name: "a", version: "\(index)") }
    let flag = CancellationFlag()
    let observer = CollectionObserver(cancellation: flag, progress: { if $0 > 25 { flag.cancel() } })
    let inventory: Inventory = InventoryCollector().collect(.folder(tree.path), now: testNow, observer: observer)
    #expect(!inventory.packages.isEmpty)
    #expect(inventory.packages.count < 20)
    #expect(Set(inventory.coverage.map(\.state)) == [.partial])
    #expect(inventory.gaps(.npmPackages).map(\.detail) == ["stopped on request"])
  }

  @Test func refusedFoldersAndFilesAreGapsAndTheirNamesCount() throws {
    let tree = try FixtureTree()
    try tree.distInfo("open", name: "open", version: "1")
    try tree.distInfo("s", name: "closed", version: "2")
    try tree.distInfo("s", name: "unreadable", version: "3")
    try tree.distInfo("locked", name: "hidden", version: "4")
    try tree.npmPackage("node_modules/denied", name: "denied", version: "5")
    let refused: [String] = [
      "s/closed-2.dist-info", "s/unreadable-3.dist-info/METADATA", "locked", "node_modules/denied",
    ]
    for path in refused { try tree.setMode(path, 0) }
    let inventory: Inventory = try #require(Unprivileged.run { tree.look() })
    for path in refused { try tree.setMode(path, 0o755) }
    #expect(inventory.labels(.pythonDistInfo) == ["closed@2", "open@1", "unreadable@3"])
    #expect(inventory.labels(.npmPackage) == ["denied@-"])
    #expect(inventory.gaps(.npmPackages).map(\.path) == refused.filter { !$0.hasSuffix("A") }.map(tree.path).sorted())
    #expect(inventory.gaps(.pythonPackages).map(\.path) == refused.map(tree.path).sorted())
    #expect(
      inventory.gaps(.pythonPackages).allSatisfy {
        $0.reason == .scanPartial && $0.detail == "permission denied" && $0.isRefused
      })
  }

  @Test func aRefusedStatusFileIsAFailure() throws {
    let tree: FixtureTree = try .debian(status: paragraph("a", "1"))
    try tree.setMode("var/lib/dpkg/status", 0)
    let inventory: Inventory = try #require(Unprivileged.run { tree.look(.root) })
    #expect(inventory.coverage(.systemPackages)?.state == .failed)
    #expect(inventory.gaps(.systemPackages).first?.detail == "permission denied")
  }

  @Test("the order in which things came to be changes nothing", arguments: 0..<8)
  func sameFilesSameInventory(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var plan: [(folder: String, name: String, version: String, isPython: Bool)] = []
    for index in 0..<40 {
      let depth: Int = Int.random(in: 0..<5, using: &generator)
      let folder: String = (0..<depth).map { _ in "d\(Int.random(in: 0..<3, using: &generator))" }.joined(
        separator: "/")
      plan.append(("r/" + folder, "p\(index % 7)", "\(index)", Bool.random(using: &generator)))
    }
    var seen: [[SoftwarePackage]] = []
    for order in [plan, plan.shuffled(using: &generator)] {
      let tree = try FixtureTree()
      for item in order {
        if item.isPython {
          try tree.distInfo(item.folder, name: item.name, version: item.version)
        } else {
          try tree.npmPackage(
            "\(item.folder)/node_modules/\(item.name)-\(item.version)", name: item.name, version: item.version)
        }
      }
      let inventory: Inventory = tree.look()
      #expect(inventory.packages.count == plan.count)
      #expect(tree.look().packages == inventory.packages)
      seen.append(
        inventory.packages.map { package in
          var package: SoftwarePackage = package
          package.location = String(package.location.dropFirst(tree.path.count))
          (package.installedAt, package.updatedAt) = (nil, nil)
          return package
        })
    }
    #expect(seen[0] == seen[1])
  }
}
