internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonRespond

/// Vaults that are cut, changed, foreign, in use or not ours.
@Suite struct VaultDamageTests {
  private static func held() throws -> (VaultFixture, String, String) {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", VaultFixture.content(1_100_000))
    return (fixture, try #require(try fixture.take(path).item).text, path)
  }

  /// One flipped bit anywhere in an item is noticed, and nothing is restored from it.
  @Test(arguments: [0, 9, 15, 21, 30, 37, 40, 5_000, 1_048_630, 1_099_000, -1, -6, -12, -20, -200])
  private func aFlippedBitIsNoticed(_ offset: Int) throws {
    let (fixture, id, path): (VaultFixture, String, String) = try Self.held()
    var bytes: [UInt8] = try fixture.tree.bytes("vault/\(id).item")
    bytes[offset < 0 ? bytes.count + offset : offset] ^= 1
    try fixture.tree.write("vault/\(id).item", bytes: bytes)
    let back: Disposition = try fixture.vault().restore(VaultFixture.leaving(id))
    #expect(back.outcome == .failed && back.obstacle == .damagedItem)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try fixture.tree.names("home").isEmpty)
  }

  @Test(arguments: [0, 10, 31, 500, 1_048_600, 1_100_000])
  private func aCutItemIsNamed(_ size: Int) throws {
    let (fixture, id, _): (VaultFixture, String, String) = try Self.held()
    #expect(truncate(fixture.tree.path("vault/\(id).item"), size) == 0)
    let listing: VaultListing = try fixture.vault(.reading).list()
    #expect(listing.items.isEmpty && listing.gaps.count == 1)
    #expect(listing.gaps.first?.path.hasSuffix(id + ".item") == true)
  }

  /// Of two vaults, one has an item of the other.
  @Test func aForeignItemIsNamed() throws {
    let (fixture, id, _): (VaultFixture, String, String) = try Self.held()
    let (other, otherID, _): (VaultFixture, String, String) = try Self.held()
    try fixture.tree.write("vault/\(otherID).item", bytes: try other.tree.bytes("vault/\(otherID).item"))
    let listing: VaultListing = try fixture.vault(.reading).list()
    #expect(listing.items.map(\.record.id.text) == [id] && listing.gaps.count == 1)
    // Under the name of its own item it is none either.
    try fixture.tree.write("vault/\(id).item", bytes: try other.tree.bytes("vault/\(otherID).item"))
    #expect(try fixture.vault().restore(VaultFixture.leaving(id)).obstacle == .damagedItem)
  }

  @Test func withoutItsKeyNothingIsChanged() throws {
    let (fixture, id, _): (VaultFixture, String, String) = try Self.held()
    try fixture.tree.remove("vault/key")
    #expect { try fixture.vault() } throws: { ($0 as? CordonError)?.code == .badInput }
    #expect(try fixture.tree.names("vault") == [id + ".item", "lock"])
    #expect(try fixture.vault(.reading).list().gaps.count == 1)
  }

  @Test(arguments: [0o644, 0o660])
  private func aKeyThatOthersMayReadIsRefused(_ mode: Int) throws {
    let (fixture, _, _): (VaultFixture, String, String) = try Self.held()
    try fixture.tree.setMode("vault/key", mode_t(mode))
    #expect { try fixture.vault() } throws: { ($0 as? CordonError)?.code == .notPermitted }
  }

  @Test func aFolderThatOthersMayEnterIsRefused() throws {
    let (fixture, _, _): (VaultFixture, String, String) = try Self.held()
    try fixture.tree.setMode("vault", 0o755)
    #expect { try fixture.vault() } throws: { ($0 as? CordonError)?.code == .notPermitted }
  }

  @Test func aDamagedJournalIsSetAside() throws {
    let (fixture, id, _): (VaultFixture, String, String) = try Self.held()
    try fixture.tree.write("vault/journal", "nonsense")
    let vault: Vault = try fixture.vault()
    #expect(vault.recovered.map(\.outcome) == [.failed])
    #expect(try vault.restore(VaultFixture.leaving(id)).outcome == .done)
    #expect(try fixture.leftInVault.contains("journal.damaged"))
  }

  @Test func oneRunAtATime() throws {
    let (fixture, _, _): (VaultFixture, String, String) = try Self.held()
    let first: Vault = try fixture.vault()
    #expect { try fixture.vault() } throws: { ($0 as? CordonError)?.code == .temporary }
    #expect(try fixture.vault(.reading).list().items.count == 1)
    withExtendedLifetime(first) {}
  }

  /// Two at once: one takes the file, the other says that it was busy or that the file is gone.
  @Test func twoAtOnce() async throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a")
    let before: String = VaultFixture.description(path)
    let place: String = fixture.place
    _ = try fixture.vault()
    let outcomes: [String] = await withTaskGroup(of: String.self) { group in
      for _ in 0..<2 {
        group.addTask {
          do {
            let done = try Vault(place, access: .changing).quarantine(VaultFixture.request([path]))
            return done.first?.obstacle?.rawValue ?? "done"
          } catch {
            return (error as? CordonError)?.code.rawValue ?? "\(error)"
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 == "done" }.count == 1, "\(outcomes)")
    #expect(outcomes.allSatisfy { ["done", "temporary", "not-found"].contains($0) }, "\(outcomes)")
    try CrashTests.expectNothingLost(fixture, "a", before)
  }

  @Test func nothingIsReplaced() throws {
    let (fixture, id, path): (VaultFixture, String, String) = try Self.held()
    try fixture.tree.write("home/a", "new")
    let back: Disposition = try fixture.vault().restore(VaultFixture.leaving(id))
    #expect(back.outcome == .refused && back.obstacle == .occupied)
    #expect(try fixture.tree.bytes("home/a") == Array("new".utf8))
    var elsewhere: RestoreRequest = VaultFixture.leaving(id)
    elsewhere.path = Array((path + "-2").utf8)
    #expect(try fixture.vault().restore(elsewhere).outcome == .done)
    #expect(try fixture.tree.names("home") == ["a", "a-2"])
  }

  @Test func aFolderThatIsGoneIsNamed() throws {
    let (fixture, id, _): (VaultFixture, String, String) = try Self.held()
    try fixture.tree.remove("home")
    #expect(try fixture.vault().restore(VaultFixture.leaving(id)).obstacle == .folderMissing)
    #expect(try fixture.vault().list().items.first?.standing == .held)
  }

  @Test func whatWasRemovedDoesNotComeBack() throws {
    let (fixture, id, _): (VaultFixture, String, String) = try Self.held()
    #expect(try fixture.vault().remove(VaultFixture.leaving(id)).outcome == .done)
    let item: VaultItem = try #require(try fixture.vault(.reading).list().items.first)
    #expect(item.standing == .removed && item.record.id.text == id && item.endCause == VaultFixture.cause)
    #expect(try fixture.leftInVault == [id + ".past"])
    let back: Disposition = try fixture.vault().restore(VaultFixture.leaving(id))
    #expect(back.outcome == .refused && back.obstacle == .pastItem)
  }

  @Test func anExportIsForOneUserAndCannotBeRun() throws {
    let (fixture, id, _): (VaultFixture, String, String) = try Self.held()
    var request: RestoreRequest = VaultFixture.leaving(String(id.prefix(6)))
    request.path = Array(fixture.tree.path("home/copy").utf8)
    #expect(try fixture.vault().export(request).outcome == .done)
    #expect(try fixture.tree.bytes("home/copy") == VaultFixture.content(1_100_000))
    var facts = stat()
    #expect(stat(fixture.tree.path("home/copy"), &facts) == 0 && facts.st_mode & 0o7777 == 0o600)
    #expect(try fixture.vault().list().items.first?.standing == .held)
    #expect(try fixture.vault().export(request).obstacle == .occupied)
  }

  @Test(arguments: ["", "abc", "zzzz", "0000000000000000"])
  private func anUnknownItemIsRefused(_ name: String) throws {
    let (fixture, _, _): (VaultFixture, String, String) = try Self.held()
    #expect(try fixture.vault().restore(VaultFixture.leaving(name)).obstacle == .unknownItem)
  }
}
