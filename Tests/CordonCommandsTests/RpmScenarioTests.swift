import CordonTestSupport
import Foundation
import Testing

@Suite("cordon check of systems that are not Debian, end to end")
struct RpmScenarioTests {
  private static let stores: [String] = [
    "usr/lib/sysimage/rpm/rpmdb.sqlite", "usr/lib/sysimage/rpm/Packages.db", "var/lib/rpm/Packages",
  ]

  private static func root(_ release: String, _ store: String, _ packages: [RpmFixture.Package]) throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("etc/os-release", release)
    let blobs: [[UInt8]] = packages.map { RpmFixture.header($0) }
    switch (store as NSString).lastPathComponent {
    case "Packages": try tree.write(store, bytes: RpmFixture.berkeley(blobs))
    case "Packages.db": try tree.write(store, bytes: RpmFixture.ndb(blobs))
    default: try RpmFixture.sqlite(blobs, at: tree.path(store))
    }
    return tree
  }

  private static func fedora(_ version: String, _ release: String, in store: String) throws -> FixtureTree {
    try root(
      "ID=fedora\nVERSION_ID=40\nPRETTY_NAME=\"Fedora Linux 40\"\n", store,
      [
        .init("bash", "5.2.26", "3.fc40", vendor: "Fedora Project"),
        .init("xz-libs", version, release, epoch: 1, vendor: "Fedora Project"),
      ])
  }

  @Test("a Fedora with xz 5.6.0 is affected, one with the reverted build is not", arguments: stores)
  func xz(store: String) throws {
    let affected: FixtureTree = try RpmScenarioTests.root(
      "ID=fedora\nVERSION_ID=40\n", store, [.init("xz-libs", "5.6.0", "1.fc40", vendor: "Fedora Project")])
    let outcome = try CordonProgram.run(["check", "xz-2024", "--root", affected.path, "-o", "json"])
    #expect(outcome.code == 10)
    #expect(try outcome.verdict(of: "xz-2024") == "affected")
    let match: [String: Any] = try #require(try outcome.matches(of: "xz-2024").first)
    #expect(match["version"] as? String == "5.6.0-1.fc40")
    #expect(match["location"] as? String == affected.path(store))

    let clean: FixtureTree = try RpmScenarioTests.root(
      "ID=fedora\nVERSION_ID=40\n", store, [.init("xz-libs", "5.4.6", "3.fc40", vendor: "Fedora Project")])
    let neighbour = try CordonProgram.run(["check", "xz-2024", "--root", clean.path, "-o", "json"])
    #expect(neighbour.code == 0)
    #expect(try neighbour.verdict(of: "xz-2024") == "not-affected")
  }

  @Test("the epoch counts: with it a build that went back to 5.4.6 is above every version without")
  func epoch() throws {
    let root: FixtureTree = try RpmScenarioTests.fedora("5.4.6", "3.fc40", in: RpmScenarioTests.stores[1])
    #expect(try CordonProgram.run(["check", "xz-2024", "--root", root.path]).code == 0)
    let suspicious: FixtureTree = try RpmScenarioTests.fedora("5.6.0", "1.fc40", in: RpmScenarioTests.stores[1])
    let outcome = try CordonProgram.run(["check", "xz-2024", "--root", suspicious.path, "-o", "json"])
    // 1:5.6.0 is above every version the pack names, as rpm orders them: the builds it names have no epoch.
    #expect(try outcome.verdict(of: "xz-2024") == "not-affected")
  }

  @Test("an openSUSE Tumbleweed with liblzma5 5.6.1 is affected, the build that keeps the number is not")
  func openSUSE() throws {
    for (version, release, code) in [("5.6.1", "1.1", Int32(10)), ("5.6.1.revertto5.4", "3.2", 0)] {
      let root: FixtureTree = try RpmScenarioTests.root(
        "ID=opensuse-tumbleweed\nVERSION_ID=20240320\n", RpmScenarioTests.stores[1],
        [.init("liblzma5", version, release, vendor: "openSUSE"), .init("xz", version, release, vendor: "openSUSE")])
      #expect(try CordonProgram.run(["check", "xz-2024", "--root", root.path]).code == code)
    }
  }

  @Test("an image layer with the affected package makes its host affected, and the place says which layer")
  func layer() throws {
    let host: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.4.5-0.3")
    let diff: String = "var/lib/containers/storage/overlay/0a1b/diff/"
    try host.write(diff + "etc/os-release", "ID=fedora\nVERSION_ID=40\n")
    try host.write(
      diff + "usr/lib/sysimage/rpm/Packages.db",
      bytes: RpmFixture.ndb([RpmFixture.header(.init("xz-libs", "5.6.0", "1.fc40"))]))
    let outcome = try CordonProgram.run(["check", "xz-2024", "--root", host.path, "-o", "json"])
    #expect(outcome.code == 10)
    let match: [String: Any] = try #require(try outcome.matches(of: "xz-2024").first)
    #expect((match["location"] as? String)?.contains("/overlay/0a1b/diff/usr/lib/sysimage/rpm/") == true)
  }

  @Test("a database that cannot be read makes the answer unknown, never clean", arguments: stores)
  func unreadable(store: String) throws {
    let root = try FixtureTree()
    try root.write("etc/os-release", "ID=fedora\nVERSION_ID=40\n")
    try root.write(store, "SQLite format 3\0")
    #expect(try CordonProgram.run(["check", "xz-2024", "--root", root.path]).code == 12)
  }
}
