internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonRespond

/// What getfattr, getfacl and stat say before and after: the same.
@Suite struct MetadataTests {
  /// What may be done to a file before it is taken; each may be impossible here, and then says so.
  enum Change: String, CaseIterable, Sendable {
    case accessList, capability, setUser, otherOwner, stickyTimes, manyAttributes, largeAttribute, noDump, noRights

    var needsRoot: Bool { [.capability, .otherOwner].contains(self) }

    func apply(to path: String) -> Bool {
      switch self {
      case .accessList:
        return OracleProgram.output("setfacl", "-m", "u:12345:rwx,g:54321:r,m::rx", path) != nil
      case .capability: return OracleProgram.output("setcap", "cap_net_raw,cap_chown+ep", path) != nil
      case .setUser: return chmod(path, 0o6755) == 0
      case .otherOwner: return chown(path, 12_345, 54_321) == 0 && chmod(path, 0o4711) == 0
      case .stickyTimes:
        let times: [timespec] = [
          timespec(tv_sec: -5_000_000, tv_nsec: 1), timespec(tv_sec: 10_000_000_000, tv_nsec: 0),
        ]
        return utimensat(AT_FDCWD, path, times, 0) == 0
      case .manyAttributes:
        return (0..<30).allSatisfy { VaultFixture.setAttribute(path, "user.number-\($0)", Array("value \($0)".utf8)) }
      case .largeAttribute:
        let value: [UInt8] = Array(repeating: 0xA5, count: 3_000)
        return VaultFixture.setAttribute(path, "user.large", value)
      case .noDump: return OracleProgram.output("chattr", "+dA", path) != nil
      case .noRights: return chmod(path, 0o000) == 0
      }
    }
  }

  @Test(arguments: Change.allCases)
  private func everythingComesBack(_ change: Change) throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1, 2, 3])
    guard getuid() == 0 || !change.needsRoot, change.apply(to: path) else {
      print("skipped: \(change.rawValue) cannot be had here")
      return
    }
    if change == .noRights, getuid() != 0 {
      #expect(try fixture.take(path).obstacle == .notPermitted)
      return
    }
    let before: String = VaultFixture.description(path)
    let flags: String? = OracleProgram.output("lsattr", path)
    let taken: Disposition = try fixture.take(path)
    #expect(taken.outcome == .done, "\(taken.detail)")
    let id: String = try #require(taken.item).text
    if change == .accessList { #expect(taken.record?.state.hasAccessControlList == true) }
    if change == .capability { #expect(taken.record?.state.hasCapabilities == true) }
    let back: Disposition = try fixture.vault().restore(VaultFixture.leaving(id))
    #expect(back.outcome == .done, "\(back.detail)")
    #expect(VaultFixture.description(path) == before)
    #expect(OracleProgram.output("lsattr", path) == flags)
  }

  /// A folder that gives new files access rights of its own gives none to a file that comes back.
  @Test func theFoldersDefaultsStayOut() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1, 2, 3])
    let before: String = VaultFixture.description(path)
    let id: String = try #require(try fixture.take(path).item).text
    guard OracleProgram.output("setfacl", "-d", "-m", "u:12345:rwx", fixture.tree.path("home")) != nil else {
      print("skipped: setfacl is not here")
      return
    }
    #expect(try fixture.vault().restore(VaultFixture.leaving(id)).outcome == .done)
    #expect(VaultFixture.description(path) == before)
  }

  @Test(arguments: [("+i", Disposition.Obstacle.immutable), ("+a", .appendOnly)])
  private func filesThatMayNotBeChanged(_ flag: String, obstacle: Disposition.Obstacle) throws {
    let fixture = try VaultFixture()
    for place in ["home/a", "home"] {
      let path: String = try fixture.file("home/a", [1, 2, 3])
      guard OracleProgram.output("chattr", flag, fixture.tree.path(place)) != nil else {
        print("skipped: chattr \(flag) needs root and a file system that has it")
        return
      }
      let done: Disposition = try fixture.take(path)
      #expect(done.outcome == .refused && done.obstacle == obstacle)
      #expect(
        OracleProgram.output("chattr", flag.replacingOccurrences(of: "+", with: "-"), fixture.tree.path(place)) != nil)
      #expect(try fixture.tree.bytes("home/a") == [1, 2, 3])
      #expect(try fixture.leftInVault.isEmpty)
    }
  }

  @Test func aFolderWithoutRightsIsRefusedBeforeAnything() throws {
    guard getuid() != 0 else {
      print("skipped: root may write everywhere")
      return
    }
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1])
    try fixture.tree.setMode("home", 0o555)
    defer { chmod(fixture.tree.path("home"), 0o755) }
    #expect(try fixture.take(path).obstacle == .notPermitted)
    #expect(try fixture.leftInVault.isEmpty)
  }
}
