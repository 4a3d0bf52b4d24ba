internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonRespond

@Suite struct QuarantineTests {
  @Test(arguments: [0, 1, 4_095, 1 << 20, (1 << 20) + 1, 2_500_000])
  private func comesBackAsItWas(_ size: Int) throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", VaultFixture.content(size))
    let before: String = VaultFixture.description(path)
    let taken: Disposition = try fixture.take(path)
    #expect(taken.outcome == .done && taken.obstacle == nil)
    #expect(!FileManager.default.fileExists(atPath: path))
    let id: QuarantineID = try #require(taken.item)
    #expect(try fixture.leftInVault == [id.text + ".item"])
    let back: Disposition = try fixture.vault().restore(VaultFixture.leaving(id.text))
    #expect(back.outcome == .done, "\(back.detail)")
    #expect(VaultFixture.description(path) == before)
    #expect(try fixture.leftInVault == [id.text + ".past"])
    #expect(try fixture.tree.names("home") == ["a"])
  }

  @Test func theRecordSaysWhatWasTaken() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", Array("evil".utf8))
    let digest: Substring? = OracleProgram.output("sha256sum", path)?.prefix(64)
    let taken: Disposition = try fixture.take(path)
    let item: VaultItem = try #require(try fixture.vault(.reading).list().items.first)
    #expect(item.record == taken.record && item.standing == .held)
    #expect(item.record.sha256?.hex == digest.map(String.init))
    #expect(item.record.cause == VaultFixture.cause && item.record.takenAt == VaultFixture.time)
    #expect(item.record.state.modified == FileTime(seconds: 1_500_000_000, nanoseconds: 987_654_321))
    #expect(item.record.state.attribute("user.cordon") == Array("of a test".utf8))
    // Nothing of the content or its name can be read in the vault.
    let bytes: [UInt8] = try fixture.tree.bytes("vault/" + item.record.id.text + ".item")
    #expect(Data(bytes).range(of: Data("evil".utf8)) == nil)
    #expect(Data(bytes).range(of: Data("home".utf8)) == nil)
  }

  @Test func sparseFilesStaySparse() throws {
    let fixture = try VaultFixture()
    try fixture.tree.sparse("home/a", size: 300 << 20)
    let path: String = fixture.tree.path("home/a")
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: 100 << 20)
    handle.write(Data("in the middle".utf8))
    try handle.close()
    let before: String = VaultFixture.content(of: path)
    let taken: Disposition = try fixture.take(path)
    let id: String = try #require(taken.item).text
    var facts = stat()
    #expect(stat(fixture.tree.path("vault/\(id).item"), &facts) == 0 && facts.st_size < 2 << 20)
    #expect(try fixture.vault().restore(VaultFixture.leaving(id)).outcome == .done)
    #expect(VaultFixture.content(of: path) == before)
    #expect(stat(path, &facts) == 0 && facts.st_blocks * 512 < 4 << 20, "the holes were filled")
  }

  @Test func holesBeyondTheLimitHaveNoDigest() throws {
    let fixture = try VaultFixture()
    try fixture.tree.sparse("home/a", size: 10 << 20)
    var limits = VaultLimits()
    limits.hashedHoles = 1 << 20
    let done: [Disposition] = try fixture.vault(limits: limits).quarantine(
      VaultFixture.request([fixture.tree.path("home/a")]))
    #expect(done.first?.outcome == .done && done.first?.remarks.contains(.noDigest) == true)
    #expect(done.first?.record?.sha256 == nil)
  }

  @Test(arguments: ["folder", "link", "fifo", "gone", "vault/key"])
  private func refusesWhatIsNoFileToTake(_ name: String) throws {
    let fixture = try VaultFixture()
    _ = try fixture.vault()
    try fixture.tree.folder("folder")
    try fixture.tree.write("target", "innocent")
    try fixture.tree.link("link", to: "target")
    try fixture.tree.fifo("fifo")
    let obstacles: [String: Disposition.Obstacle] = ["gone": .notFound, "vault/key": .ownFile]
    let done: Disposition = try fixture.take(fixture.tree.path(name))
    #expect(done.obstacle == obstacles[name] ?? .notRegular)
    #expect(done.item == nil)
    #expect(try fixture.tree.bytes("target") == Array("innocent".utf8))
    #expect(try fixture.leftInVault.isEmpty)
  }

  @Test func namesThatNoTerminalShouldPrint() throws {
    let fixture = try VaultFixture()
    let name: String = "home/\u{1B}[2J\n\u{202E}evil \\x41"
    let path: String = try fixture.file(name, [1, 2, 3])
    let before: String = VaultFixture.description(path)
    let taken: Disposition = try fixture.take(path)
    #expect(taken.outcome == .done && taken.path == Array(path.utf8))
    #expect(try fixture.vault().restore(VaultFixture.leaving(try #require(taken.item).text)).outcome == .done)
    #expect(VaultFixture.description(path) == before)
  }

  @Test func aDigestThatDiffersIsRefused() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1])
    let before: String = VaultFixture.description(path)
    var request: QuarantineRequest = VaultFixture.request([path])
    request.targets[0].expected = Digest(.sha256, bytes: Array(repeating: 7, count: 32))
    let done: [Disposition] = try fixture.vault().quarantine(request)
    #expect(done.first?.outcome == .refused && done.first?.obstacle == .changed)
    #expect(VaultFixture.description(path) == before)
    #expect(try fixture.leftInVault.isEmpty)
  }

  @Test func aDryRunChangesNothing() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1])
    let before: String = VaultFixture.description(path)
    var request: QuarantineRequest = VaultFixture.request([path])
    request.isDryRun = true
    #expect(try fixture.vault().quarantine(request).first?.outcome == .planned)
    #expect(VaultFixture.description(path) == before)
    #expect(try fixture.leftInVault.isEmpty)
  }

  /// Taking one name leaves the others, and both together go as well.
  @Test func hardLinksAreNamed() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1, 2])
    try FileManager.default.linkItem(atPath: path, toPath: fixture.tree.path("home/b"))
    let first: Disposition = try fixture.take(path)
    #expect(first.outcome == .done && first.remarks.contains(.otherNames))
    #expect(first.record?.state.otherNames == [Array(fixture.tree.path("home/b").utf8)])
    #expect(first.record?.state.links == 2)
    try FileManager.default.linkItem(atPath: fixture.tree.path("home/b"), toPath: path)
    let both: [Disposition] = try fixture.vault().quarantine(
      VaultFixture.request([path, fixture.tree.path("home/b")]))
    #expect(both.map(\.outcome) == [.done, .done])
    #expect(try fixture.tree.names("home").isEmpty)
  }

  @Test func manyFilesGoTogether() throws {
    let fixture = try VaultFixture()
    var paths: [String] = []
    for index in 0..<300 { paths.append(try fixture.file("home/\(index)", Array("file \(index)".utf8))) }
    let before: [String] = paths.prefix(5).map(VaultFixture.description)
    let done: [Disposition] = try fixture.vault().quarantine(VaultFixture.request(paths + [paths[0]]))
    #expect(done.filter { $0.outcome == .done }.count == 300)
    #expect(done.last?.outcome != .done)
    #expect(try fixture.tree.names("home").isEmpty)
    let vault: Vault = try fixture.vault()
    for one in done.prefix(5) { _ = try vault.restore(VaultFixture.leaving(try #require(one.item).text)) }
    #expect(paths.prefix(5).map(VaultFixture.description) == before)
  }

  /// A link of the acting user in the path is followed; the record has the real place.
  @Test func ownLinksInThePathLead() throws {
    let fixture = try VaultFixture()
    try fixture.file("home/real/a", [1])
    try fixture.tree.link("home/link", to: "real")
    let done: Disposition = try fixture.take(fixture.tree.path("home/link/a"))
    #expect(done.outcome == .done)
    #expect(done.path == Array(fixture.tree.path("home/real/a").utf8))
  }

  @Test func linksOfOthersInThePathDoNot() throws {
    guard getuid() == 0 else {
      print("skipped: only root can make a link of another user")
      return
    }
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/real/a", [1])
    try fixture.tree.link("home/link", to: "real")
    #expect(lchown(fixture.tree.path("home/link"), 65_534, 65_534) == 0)
    let done: Disposition = try fixture.take(fixture.tree.path("home/link/a"))
    #expect(done.outcome == .refused && done.obstacle == .linkInPath)
    #expect(FileManager.default.fileExists(atPath: path))
  }
}
