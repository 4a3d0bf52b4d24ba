internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct ApkInventoryTests {
  private static let installed: String = """
    C:Q1xNmUyZWE=
    P:xz-libs
    V:5.6.1-r0
    A:x86_64
    S:92160
    I:176128
    T:Library and CLI tools for XZ and LZMA compressed files (libraries)
    U:https://tukaani.org/xz
    L:GPL-2.0-or-later
    o:xz
    m:Nobody <nobody@example.org>
    t:1710000000
    c:0123456789abcdef
    D:so:libc.musl-x86_64.so.1
    p:so:liblzma.so.5=5.6.1
    F:usr
    F:usr/lib
    R:liblzma.so.5.6.1
    a:0:0:755
    Z:Q1abc=

    C:Q1x=
    P:musl
    V:1.2.5-r0
    A:x86_64


    """

  private static func alpine() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("etc/os-release", "ID=alpine\nVERSION_ID=3.20.0\n")
    return tree
  }

  @Test(arguments: ["lib/apk/db/installed", "usr/lib/apk/db/installed"])
  func packages(path: String) throws {
    let tree: FixtureTree = try ApkInventoryTests.alpine()
    try tree.write(path, ApkInventoryTests.installed)
    let inventory: Inventory = tree.look(.root)
    #expect(
      inventory.packages.map(\.purl.canonicalText) == [
        "pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.0",
        "pkg:apk/alpine/xz-libs@5.6.1-r0?arch=x86_64&distro=alpine-3.20.0",
      ])
    #expect(inventory.packages.allSatisfy { $0.foundBy == .apkInstalled && $0.location == tree.path(path) })
    // The time of the build is no time of installation.
    #expect(inventory.packages.allSatisfy { $0.installedAt == nil && $0.updatedAt == nil })
    #expect(inventory.coverage(.systemPackages)?.state == .complete)
  }

  @Test("one database under two names is read once")
  func merged() throws {
    let tree: FixtureTree = try ApkInventoryTests.alpine()
    try tree.write("usr/lib/apk/db/installed", ApkInventoryTests.installed)
    try tree.link("lib", to: "usr/lib")
    #expect(tree.look(.root).packages.count == 2)
  }

  @Test(
    "what is wrong is named with its line, and good paragraphs are kept",
    arguments: [
      ("P:a\n\n", 1), ("V:1\n\n", 1), ("P:\nV:1\n\n", 1), ("P:a\nV:1\nP:b\n\n", 3), ("P:a\nV:1\nno field\n\n", 3),
      ("\n\nP:a\n\n", 3), ("P:\(String(repeating: "a", count: 65))\nV:1\n\n", 1),
    ])
  func faults(text: String, line: Int) {
    let database = ApkInstalledFile(Array((text + "P:good\nV:1\n\n").utf8), nameLimit: 64)
    #expect(database.problems.map(\.line) == [line])
    #expect(database.entries.last?.name == "good")
  }

  @Test func cutsAndLimitsAreGaps() throws {
    let tree: FixtureTree = try ApkInventoryTests.alpine()
    try tree.write("lib/apk/db/installed", ApkInventoryTests.installed)
    var options = InventoryOptions()
    options.apkInstalledBytes = ApkInventoryTests.installed.utf8.count - 10
    let cut: Inventory = tree.look(.root, options: options)
    #expect(cut.labels(.apkInstalled) == ["xz-libs@5.6.1-r0"])
    #expect(cut.gaps(.systemPackages).map(\.reason) == [.scanPartial])
    options = InventoryOptions()
    options.packages = 1
    #expect(tree.look(.root, options: options).gaps(.systemPackages).contains { $0.detail == "more than 1 packages" })
    try tree.write("lib/apk/db/installed", "")
    #expect(tree.look(.root).coverage(.systemPackages)?.state == .failed)
  }
}

@Suite struct PacmanInventoryTests {
  private static let hasPacman: Bool = OracleProgram.first("pacman") != nil

  private static func desc(_ name: String, _ version: String, date: Int = testDate) -> String {
    """
    %NAME%
    \(name)

    %VERSION%
    \(version)

    %BASE%
    \(name)

    %DESC%
    %NAME%

    %ARCH%
    x86_64

    %BUILDDATE%
    1700000000

    %INSTALLDATE%
    \(date)

    %DEPENDS%
    glibc
    bash>=5


    """
  }

  private static func arch() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("etc/os-release", "ID=arch\nBUILD_ID=rolling\n")
    try tree.write("var/lib/pacman/local/ALPM_DB_VERSION", "9\n")
    for (name, version) in [("xz", "5.6.1-1"), ("containers-common", "1:0.58.0-2"), ("lib32-zlib", "1.3.1-1")] {
      try tree.write("var/lib/pacman/local/\(name)-\(version)/desc", desc(name, version))
      try tree.write("var/lib/pacman/local/\(name)-\(version)/files", "%FILES%\nusr/\n\n")
    }
    return tree
  }

  @Test func packages() throws {
    let inventory: Inventory = try PacmanInventoryTests.arch().look(.root)
    #expect(
      inventory.labels(.pacmanLocal) == ["containers-common@1:0.58.0-2", "lib32-zlib@1.3.1-1", "xz@5.6.1-1"])
    let package: SoftwarePackage = try #require(inventory.packages.last)
    #expect(package.purl.canonicalText == "pkg:alpm/arch/xz@5.6.1-1?arch=x86_64")
    #expect(package.location.hasSuffix("/var/lib/pacman/local/xz-5.6.1-1/desc"))
    #expect(package.updatedAt?.secondsSinceEpoch == Int64(testDate))
    #expect(inventory.coverage(.systemPackages)?.state == .complete)
  }

  @Test(.enabled(if: hasPacman, "pacman is not on this machine"))
  func pacmanAgreesItemForItem() throws {
    let tree: FixtureTree = try PacmanInventoryTests.arch()
    try tree.folder("home")
    let expected: [String] = try #require(
      OracleProgram.lines(
        ["pacman", "-Q", "--config", "/dev/null", "--dbpath", tree.path("var/lib/pacman")], home: tree.path("home")))
    #expect(expected.count == 3)
    #expect(tree.look(.root).packages.map { $0.name + " " + ($0.version ?? "-") }.sorted() == expected)
  }

  @Test("a package that cannot be read is a gap with its place, and the others count")
  func faults() throws {
    let tree: FixtureTree = try PacmanInventoryTests.arch()
    try tree.write("var/lib/pacman/local/xz-5.6.1-1/desc", "%NAME%\nxz\n")
    try tree.folder("var/lib/pacman/local/empty-1-1")
    try tree.link("var/lib/pacman/local/linked-1-1/desc", to: "/etc/os-release")
    try tree.fifo("var/lib/pacman/local/pipe-1-1/desc")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.pacmanLocal).count == 2)
    #expect(
      inventory.gaps(.systemPackages).map(\.path) == [
        tree.path("var/lib/pacman/local/empty-1-1/desc"), tree.path("var/lib/pacman/local/linked-1-1/desc"),
        tree.path("var/lib/pacman/local/pipe-1-1/desc"), tree.path("var/lib/pacman/local/xz-5.6.1-1/desc"),
      ])
  }

  @Test func limits() throws {
    let tree: FixtureTree = try PacmanInventoryTests.arch()
    var options = InventoryOptions()
    options.pacmanPackages = 2
    #expect(tree.look(.root, options: options).gaps(.systemPackages).map(\.detail) == ["more than 2 packages"])
    options = InventoryOptions()
    options.pacmanDescBytes = 10
    #expect(tree.look(.root, options: options).gaps(.systemPackages).count == 3)
  }
}
