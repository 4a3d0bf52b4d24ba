internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

extension FixtureTree {
  /// A Fedora root without packages.
  static func fedora() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("etc/os-release", "ID=fedora\nVERSION_ID=40\nPRETTY_NAME=\"Fedora Linux 40\"\n")
    return tree
  }
}

@Suite struct RpmInventoryTests {
  private static let packages: [RpmFixture.Package] = [
    .init("xz-libs", "5.6.0", "1.fc40", vendor: "Fedora Project"), .init("vim-common", "9.1", "2.fc40", epoch: 2),
    .init("gpg-pubkey", "a15b79cc", "63d04c2c"),
  ]
  private static let blobs: [[UInt8]] = packages.map { RpmFixture.header($0) }

  @Test(
    "every store in every place, with package URL, epoch, maker and date",
    arguments: ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"], ["rpmdb.sqlite", "Packages.db", "Packages"])
  func stores(folder: String, file: String) throws {
    let tree: FixtureTree = try .fedora()
    let path: String = folder + "/" + file
    switch file {
    case "Packages": try tree.write(path, bytes: RpmFixture.berkeley(RpmInventoryTests.blobs))
    case "Packages.db": try tree.write(path, bytes: RpmFixture.ndb(RpmInventoryTests.blobs))
    default: try RpmFixture.sqlite(RpmInventoryTests.blobs, at: tree.path(path))
    }
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.coverage(.systemPackages)?.state == .complete)
    #expect(inventory.coverage(.systemPackages)?.scope == [tree.path(path)])
    #expect(inventory.labels(.rpmDatabase) == ["vim-common@2:9.1-2.fc40", "xz-libs@5.6.0-1.fc40"])
    #expect(
      inventory.packages.map(\.purl.canonicalText) == [
        "pkg:rpm/fedora/vim-common@9.1-2.fc40?arch=x86_64&distro=fedora-40&epoch=2",
        "pkg:rpm/fedora/xz-libs@5.6.0-1.fc40?arch=x86_64&distro=fedora-40",
      ])
    let package: SoftwarePackage = try #require(inventory.packages.last)
    #expect(package.vendor == "Fedora Project")
    #expect(package.updatedAt?.secondsSinceEpoch == Int64(testDate))
    #expect(package.location == tree.path(path))
  }

  @Test("a file that two paths lead to is read once, two databases are both read")
  func severalDatabases() throws {
    let tree: FixtureTree = try .fedora()
    try tree.write("usr/lib/sysimage/rpm/Packages.db", bytes: RpmFixture.ndb(RpmInventoryTests.blobs))
    try tree.link("var/lib/rpm", to: "../../usr/lib/sysimage/rpm")
    #expect(tree.look(.root).packages.count == 2)
    try tree.write("usr/share/rpm/Packages", bytes: RpmFixture.berkeley(RpmInventoryTests.blobs))
    #expect(tree.look(.root).packages.count == 4)
  }

  @Test("links are followed inside of the root and never out of it")
  func links() throws {
    let outside: FixtureTree = try .fedora()
    try outside.write("Packages.db", bytes: RpmFixture.ndb(RpmInventoryTests.blobs))
    for target in [outside.path, "/../../../../../../../.." + outside.path] {
      let tree: FixtureTree = try .debian(status: paragraph("a", "1"))
      try tree.link("var/lib/rpm", to: target)
      let inventory: Inventory = tree.look(.root)
      #expect(inventory.packages.map(\.name) == ["a"])
      // The link ends nowhere in the root: what it hides was not read.
      #expect(inventory.coverage(.systemPackages)?.state == .partial)
    }
    for file in ["rpmdb.sqlite", "Packages.db", "Packages"] {
      let tree: FixtureTree = try .debian(status: paragraph("a", "1"))
      try tree.link("var/lib/rpm/" + file, to: outside.path("Packages.db"))
      let inventory: Inventory = tree.look(.root)
      #expect(inventory.packages.map(\.name) == ["a"])
      #expect(inventory.gaps(.systemPackages).map(\.path) == [tree.path("var/lib/rpm/" + file)])
    }
  }

  @Test(
    "what is no database is a gap and no crash",
    arguments: ["rpmdb.sqlite", "Packages.db", "Packages"], ["", "x", "SQLite format 3\0", "RpmP\0\0\0\0"])
  func rubbish(file: String, text: String) throws {
    let tree: FixtureTree = try .fedora()
    try tree.write("var/lib/rpm/" + file, text)
    let coverage: Coverage = try #require(tree.look(.root).coverage(.systemPackages))
    #expect(coverage.state == .failed)
    #expect(coverage.gaps.allSatisfy { $0.path == tree.path("var/lib/rpm/" + file) && $0.reason == .scanError })
    #expect(!coverage.gaps.isEmpty)
  }

  @Test("a FIFO does not block, and a database larger than the limit is not read")
  func specialFiles() throws {
    for file in ["rpmdb.sqlite", "Packages.db", "Packages"] {
      let tree: FixtureTree = try .fedora()
      try tree.fifo("var/lib/rpm/" + file)
      #expect(tree.look(.root).gaps(.systemPackages).map(\.detail) == ["not a regular file"])
      try tree.remove("var/lib/rpm/" + file)
      try tree.sparse("var/lib/rpm/" + file, size: 3 << 20)
      var options = InventoryOptions()
      options.rpmDatabaseBytes = 1 << 20
      let gaps: [Coverage.Gap] = tree.look(.root, options: options).gaps(.systemPackages)
      #expect(gaps.map(\.detail) == ["larger than the limit of 1048576 bytes"])
    }
  }

  @Test("more texts than the limit end the reading, with a gap")
  func textLimit() throws {
    let tree: FixtureTree = try .fedora()
    try tree.write("var/lib/rpm/Packages.db", bytes: RpmFixture.ndb(RpmInventoryTests.blobs))
    var options = InventoryOptions()
    options.packageTextBytes = 60
    let inventory: Inventory = tree.look(.root, options: options)
    #expect(inventory.packages.count <= 1)
    #expect(inventory.gaps(.systemPackages).contains { $0.detail.hasPrefix("the texts of the packages are longer") })
  }

  @Test("a header that lies is a gap with its number, and the others count")
  func oneBadHeader() throws {
    let tree: FixtureTree = try .fedora()
    var blobs: [[UInt8]] = RpmInventoryTests.blobs
    blobs.insert(Array(repeating: 0xFF, count: 100), at: 1)
    try tree.write("var/lib/rpm/Packages.db", bytes: RpmFixture.ndb(blobs))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.packages.count == 2)
    #expect(inventory.gaps(.systemPackages).map { $0.detail.hasPrefix("record 2: a header whose") } == [true])
  }

  @Test("changes that SQLite has not yet merged are a gap, an emptied log is none", arguments: ["-wal", "-journal"])
  func pendingChanges(suffix: String) throws {
    let tree: FixtureTree = try .fedora()
    try RpmFixture.sqlite(RpmInventoryTests.blobs, at: tree.path("var/lib/rpm/rpmdb.sqlite"))
    try tree.write("var/lib/rpm/rpmdb.sqlite" + suffix, "")
    #expect(tree.look(.root).coverage(.systemPackages)?.state == .complete)
    try tree.write("var/lib/rpm/rpmdb.sqlite" + suffix, "x")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.packages.count == 2)
    #expect(inventory.gaps(.systemPackages).map(\.path) == [tree.path("var/lib/rpm/rpmdb.sqlite" + suffix)])
  }

  @Test(
    "nothing of a hostile schema is carried out",
    arguments: [
      "DROP TABLE Packages; CREATE VIEW Packages AS SELECT 1 AS hnum, x'00' AS blob",
      """
      DROP TABLE Packages; CREATE VIEW Packages AS WITH RECURSIVE r(hnum, blob) AS
      (SELECT 1, x'00' UNION ALL SELECT hnum + 1, blob FROM r) SELECT * FROM r
      """,
      "DROP TABLE Packages; CREATE VIRTUAL TABLE Packages USING fts5(hnum, blob)",
      "DROP TABLE Packages", "ALTER TABLE Packages RENAME COLUMN blob TO other",
      """
      PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = 'CREATE TABLE Packages(hnum, blob AS
      (zeroblob(2000000000)))' WHERE name = 'Packages'
      """,
      "PRAGMA writable_schema=ON; UPDATE sqlite_master SET rootpage = 1 WHERE name = 'Packages'",
      "PRAGMA writable_schema=ON; UPDATE sqlite_master SET rootpage = 99999999 WHERE name = 'Packages'",
      "UPDATE Packages SET blob = 'text'", "UPDATE Packages SET blob = zeroblob(100000000)",
    ])
  func hostileSchema(sql: String) throws {
    let tree: FixtureTree = try .fedora()
    try RpmFixture.sqlite(Array(RpmInventoryTests.blobs.prefix(2)), at: tree.path("var/lib/rpm/rpmdb.sqlite"), sql: sql)
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.packages.isEmpty)
    #expect(inventory.coverage(.systemPackages)?.state == .failed)
    #expect(!inventory.gaps(.systemPackages).isEmpty)
  }

  @Test("a file of SQLite's with flipped bytes is read as far as it goes, or is a gap", arguments: [UInt64(7), 8])
  func flippedBytes(seed: UInt64) throws {
    let tree: FixtureTree = try .fedora()
    let path: String = "var/lib/rpm/rpmdb.sqlite"
    let blobs: [[UInt8]] = RpmInventoryTests.packages.map { RpmFixture.header($0, padding: 20_000) }
    try RpmFixture.sqlite(blobs, at: tree.path(path))
    let good: [UInt8] = try tree.bytes(path)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var broken: [UInt8] = Array(good.prefix(Int.random(in: 1...good.count, using: &generator)))
      for _ in 0..<Int.random(in: 1...30, using: &generator) {
        // The heads of the pages are where the structure is.
        let page: Int = Int.random(in: 0...(broken.count - 1) / 4_096, using: &generator) * 4_096
        let place: Int = min(page + Int.random(in: 0..<128, using: &generator), broken.count - 1)
        broken[place] = UInt8.random(in: 0...255, using: &generator)
      }
      try tree.write(path, bytes: broken)
      let inventory: Inventory = tree.look(.root)
      #expect(inventory.packages.count <= 2)
      #expect(inventory.packages.count == 2 || inventory.coverage(.systemPackages)?.state != .complete)
    }
  }

  @Test("reading leaves nothing behind beside the database")
  func nothingIsWritten() throws {
    let tree: FixtureTree = try .fedora()
    try RpmFixture.sqlite(
      RpmInventoryTests.blobs, at: tree.path("var/lib/rpm/rpmdb.sqlite"), sql: "PRAGMA journal_mode=WAL")
    let before: [String] = try tree.names("var/lib/rpm")
    #expect(tree.look(.root).packages.count == 2)
    #expect(try tree.names("var/lib/rpm") == before)
  }

  @Test("packages of a distribution that nobody names are listed, and the doubt is said")
  func unknownDistribution() throws {
    let tree = try FixtureTree()
    try tree.write("var/lib/rpm/Packages.db", bytes: RpmFixture.ndb(RpmInventoryTests.blobs))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.target.platform == .linux)
    #expect(inventory.packages.first?.purl.namespace == nil)
    #expect(inventory.gaps(.systemPackages).map { $0.detail.hasPrefix("no os-release") } == [true])
  }
}
