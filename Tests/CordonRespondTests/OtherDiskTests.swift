internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonRespond

/// Disks that are full, read-only, or others than the file's.
@Suite struct OtherDiskTests {
  /// Runs on a thread with a mount namespace of its own, in which `folder` is a small file system; both end with it.
  ///
  /// - Returns: `nil` where that is not allowed.
  private static func onSmallDisk<Result: Sendable>(
    _ folder: String, options: String, _ body: @escaping @Sendable () throws -> Result
  ) throws -> Result? {
    guard getuid() == 0 else { return nil }
    let job = Job<Result>()
    let thread = Thread {
      // CLONE_NEWNS, then MS_REC | MS_PRIVATE: nothing of it leaves this thread.
      if unshareMounts(), mount(nil, "/", nil, 0x4000 | 0x4_0000, nil) == 0,
        options.withCString({ mount("tmpfs", folder, "tmpfs", 0, $0) }) == 0
      {
        job.result = Swift.Result { try body() }
      }
      job.done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    job.done.wait()
    return try job.result?.get()
  }

  private static func unshareMounts() -> Bool {
    guard let symbol = dlsym(nil, "unshare") else { return false }
    return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)(0x2_0000) == 0
  }

  /// The guard of `result` is `done`: it is written before the signal and read after it.
  private final class Job<Success: Sendable>: @unchecked Sendable {
    var result: Swift.Result<Success, any Error>?
    let done = DispatchSemaphore(value: 0)
  }

  @Test func aFullDiskLosesNothing() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", VaultFixture.content(3 << 20))
    let before: String = VaultFixture.description(path)
    try fixture.tree.folder("disk")
    let place: String = fixture.tree.path("disk/vault")
    let outcome: [Disposition]? = try Self.onSmallDisk(fixture.tree.path("disk"), options: "size=1m") {
      let small: String = path + ".small"
      guard FileManager.default.createFile(atPath: small, contents: Data([1, 2, 3])) else { return [] }
      let vault = try Vault(place, access: .changing)
      let done: [Disposition] = try vault.quarantine(VaultFixture.request([path, small]))
      #expect(try FileManager.default.contentsOfDirectory(atPath: place).count == 3)
      let back: Disposition = try vault.restore(VaultFixture.leaving(done[1].item?.text ?? ""))
      #expect(back.outcome == .done)
      return done
    }
    guard let outcome else {
      print("skipped: a small disk needs root and a mount namespace")
      return
    }
    // The large one does not fit and stays; the small one does not suffer from it.
    #expect(outcome.map(\.obstacle) == [.noRoom, nil])
    #expect(VaultFixture.description(path) == before)
  }

  @Test func aVaultOnAnotherDiskIsAsGood() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a")
    let before: String = VaultFixture.description(path)
    try fixture.tree.folder("disk")
    let place: String = fixture.tree.path("disk/vault")
    let outcome: [Disposition]? = try Self.onSmallDisk(fixture.tree.path("disk"), options: "size=16m") {
      let vault = try Vault(place, access: .changing)
      let taken: [Disposition] = try vault.quarantine(VaultFixture.request([path]))
      #expect(!FileManager.default.fileExists(atPath: path))
      return taken + [try vault.restore(VaultFixture.leaving(taken[0].item?.text ?? ""))]
    }
    guard let outcome else {
      print("skipped: another disk needs root and a mount namespace")
      return
    }
    #expect(outcome.map(\.outcome) == [.done, .done])
    #expect(VaultFixture.description(path) == before)
  }

  /// A file on a full disk can still be taken: the vault is elsewhere; and it comes back as far as there is room.
  @Test func aFileFromAFullDisk() throws {
    let fixture = try VaultFixture()
    try fixture.tree.folder("disk")
    let path: String = fixture.tree.path("disk/a")
    let place: String = fixture.place
    let outcomes: [Disposition]? = try Self.onSmallDisk(fixture.tree.path("disk"), options: "size=1m") {
      let bytes: [UInt8] = VaultFixture.content(900_000)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let vault = try Vault(place, access: .changing)
      let taken: [Disposition] = try vault.quarantine(VaultFixture.request([path]))
      let id: String = taken[0].item?.text ?? ""
      // A child that another test just starts may hold what was removed for a moment, and its room with it.
      var isFull: Bool = false
      for _ in 0..<10_000 where !isFull {
        isFull = FileManager.default.createFile(atPath: path + ".filler", contents: Data(bytes))
      }
      #expect(isFull)
      let none: Disposition = try vault.restore(VaultFixture.leaving(id))
      try FileManager.default.removeItem(atPath: path + ".filler")
      let back: Disposition = try vault.restore(VaultFixture.leaving(id))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
      return taken + [none, back]
    }
    guard let outcomes else {
      print("skipped: a small disk needs root and a mount namespace")
      return
    }
    #expect(outcomes.map(\.obstacle) == [nil, .noRoom, nil])
  }

  @Test func readOnlyDisksAreNamed() throws {
    let fixture = try VaultFixture()
    try fixture.tree.folder("disk")
    let (path, place): (String, String) = (fixture.tree.path("disk/a"), fixture.place)
    let disk: String = fixture.tree.path("disk")
    let outcome: [String]? = try Self.onSmallDisk(disk, options: "size=1m") {
      try Data([1]).write(to: URL(fileURLWithPath: path))
      let taken: Disposition? = try Vault(place, access: .changing).quarantine(VaultFixture.request([path])).first
      // Back on the disk, which is then made read-only: MS_REMOUNT | MS_RDONLY.
      try Data([2]).write(to: URL(fileURLWithPath: path + "-2"))
      guard mount(nil, disk, nil, 0x20 | 0x1, nil) == 0 else { return [] }
      let vault = try Vault(place, access: .changing)
      let other: Disposition? = try vault.quarantine(VaultFixture.request([path + "-2"])).first
      let back: Disposition = try vault.restore(VaultFixture.leaving(taken?.item?.text ?? ""))
      var code: String = "none"
      do { _ = try Vault(disk + "/vault", access: .changing) } catch {
        code = (error as? CordonError)?.code.rawValue ?? ""
      }
      return [other?.obstacle?.rawValue ?? "none", back.obstacle?.rawValue ?? "none", code]
    }
    guard let outcome else {
      print("skipped: a disk of one's own needs root and a mount namespace")
      return
    }
    #expect(outcome == ["read-only", "read-only", "not-permitted"])
  }
}
