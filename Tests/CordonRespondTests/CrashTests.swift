internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonRespond

/// Whatever happens at whichever step: the file is whole in one place, and the next run puts everything in order.
@Suite struct CrashTests {
  static let taking: [VaultStep] = [
    .recordIntent, .intentHalfWritten, .writeDraft, .draftHalfWritten, .sealRecord, .syncDraft, .verifyDraft,
    .nameItem, .syncVault, .setOriginalAside, .removeOriginal, .syncFolder, .forgetIntent,
  ]
  static let restoring: [VaultStep] = [
    .recordIntent, .intentHalfWritten, .writeFile, .fileHalfWritten, .dressFile, .syncFile, .nameFile, .syncTarget,
    .writePast, .namePast, .destroyKey, .removeItem, .forgetIntent,
  ]
  static let removing: [VaultStep] = [
    .recordIntent, .intentHalfWritten, .writePast, .namePast, .destroyKey, .removeItem, .forgetIntent,
  ]

  /// Ends a run at one step, or lets that step fail.
  private static func steps(_ step: VaultStep, _ failure: RespondFailure) -> VaultSteps {
    VaultSteps { (reached, index) throws(RespondFailure) in
      if reached == step, index == 0 { throw failure }
    }
  }

  /// After a run that ended anywhere, the file is at its place or in the vault, and nothing else is left over.
  static func expectNothingLost(_ fixture: VaultFixture, _ name: String, _ before: String) throws {
    let path: String = fixture.tree.path("home/" + name)
    let vault: Vault = try fixture.vault()
    #expect(vault.recovered.allSatisfy { $0.outcome == .done }, "\(vault.recovered.map(\.detail))")
    let held: VaultItem? = try vault.list().items.first {
      $0.standing == .held && $0.record.path == Array(path.utf8)
    }
    let isThere: Bool = FileManager.default.fileExists(atPath: path)
    #expect(isThere != (held != nil), "in both places, or in none")
    if let held {
      let back: Disposition = try vault.restore(VaultFixture.leaving(held.record.id.text))
      #expect(back.outcome == .done, "\(back.detail)")
    }
    #expect(VaultFixture.description(path) == before)
    #expect(try fixture.tree.names("home").filter { $0.hasPrefix(".cordon") }.isEmpty)
    #expect(try fixture.leftInVault.allSatisfy { $0.hasSuffix(".past") || $0.hasSuffix(".item") })
    #expect(try vault.list().gaps.isEmpty)
  }

  @Test(arguments: taking)
  private func cutOffWhileTaking(_ step: VaultStep) throws {
    let fixture = try VaultFixture()
    let paths: [String] = [try fixture.file("home/a"), try fixture.file("home/b", [1, 2, 3])]
    let before: [String] = paths.map(VaultFixture.description)
    #expect(throws: RespondFailure.crash) {
      try fixture.vault(steps: Self.steps(step, .crash)).quarantine(VaultFixture.request(paths))
    }
    try Self.expectNothingLost(fixture, "a", before[0])
    try Self.expectNothingLost(fixture, "b", before[1])
  }

  /// The same for errors: a full disk, a disk that breaks.
  @Test(arguments: taking, [ENOSPC, EIO])
  private func failsWhileTaking(_ step: VaultStep, number: Int32) throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a")
    let before: String = VaultFixture.description(path)
    let vault: Vault = try fixture.vault(steps: Self.steps(step, RespondFailure(number: number)))
    let done: [Disposition] = try vault.quarantine(VaultFixture.request([path]))
    if let one = done.first, one.outcome != .done {
      #expect(one.obstacle == (number == ENOSPC ? .noRoom : .systemError))
      #expect(VaultFixture.description(path) == before)
    }
  }

  @Test(arguments: restoring)
  private func cutOffWhileRestoring(_ step: VaultStep) throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a")
    let before: String = VaultFixture.description(path)
    let id: QuarantineID = try #require(try fixture.take(path).item)
    #expect(throws: RespondFailure.crash) {
      try fixture.vault(steps: Self.steps(step, .crash)).restore(VaultFixture.leaving(id.text))
    }
    try Self.expectNothingLost(fixture, "a", before)
  }

  @Test(arguments: restoring, [ENOSPC, EIO])
  private func failsWhileRestoring(_ step: VaultStep, number: Int32) throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a")
    let before: String = VaultFixture.description(path)
    let id: QuarantineID = try #require(try fixture.take(path).item)
    _ = try fixture.vault(steps: Self.steps(step, RespondFailure(number: number))).restore(
      VaultFixture.leaving(id.text))
    try Self.expectNothingLost(fixture, "a", before)
  }

  @Test(arguments: removing)
  private func cutOffWhileRemoving(_ step: VaultStep) throws {
    let fixture = try VaultFixture()
    let id: QuarantineID = try #require(try fixture.take(try fixture.file("home/a")).item)
    #expect(throws: RespondFailure.crash) {
      try fixture.vault(steps: Self.steps(step, .crash)).remove(VaultFixture.leaving(id.text))
    }
    let items: [VaultItem] = try fixture.vault().list().items
    #expect(items.count == 1 && items.first?.record.id == id)
    #expect(try fixture.leftInVault == [id.text + (items.first?.standing == .held ? ".item" : ".past")])
  }

  /// What stands at the place by the time of the next run is never touched.
  @Test func anotherFileAtThePlaceStays() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a")
    #expect(throws: RespondFailure.crash) {
      try fixture.vault(steps: Self.steps(.setOriginalAside, .crash)).quarantine(VaultFixture.request([path]))
    }
    try fixture.tree.remove("home/a")
    try fixture.tree.write("home/a", "something new")
    let vault: Vault = try fixture.vault()
    #expect(vault.recovered.first?.remarks.contains(.originalDiffers) == true)
    #expect(try fixture.tree.bytes("home/a") == Array("something new".utf8))
    #expect(try vault.list().items.count == 1)
  }

  /// Whoever exchanges the file at the last moment has it left in peace.
  @Test(arguments: [VaultStep.setOriginalAside, .removeOriginal])
  private func anExchangedFileIsNotRemoved(_ step: VaultStep) throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a")
    let steps = VaultSteps { (reached, _) throws(RespondFailure) in
      guard reached == step else { return }
      unlink(path)
      _ = FileManager.default.createFile(atPath: path, contents: Data("innocent".utf8))
    }
    let done: [Disposition] = try fixture.vault(steps: steps).quarantine(VaultFixture.request([path]))
    #expect(try fixture.tree.bytes("home/a") == Array("innocent".utf8))
    #expect(done.first?.outcome == .done)
    #expect(try fixture.vault().list().items.count == 1)
    #expect(try fixture.tree.names("home") == ["a"])
  }

  @Test func writingMeanwhileIsNoticed() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a")
    let steps = VaultSteps { (reached, _) throws(RespondFailure) in
      guard reached == .removeOriginal, let handle = FileHandle(forWritingAtPath: path + ".other") else { return }
      handle.seekToEndOfFile()
      handle.write(Data("more".utf8))
    }
    try FileManager.default.linkItem(atPath: path, toPath: path + ".other")
    let done: [Disposition] = try fixture.vault(steps: steps).quarantine(VaultFixture.request([path]))
    #expect(done.first?.outcome == .refused && done.first?.obstacle == .changed)
    #expect(try fixture.tree.bytes("home/a").suffix(4) == ArraySlice("more".utf8))
    #expect(try fixture.leftInVault.isEmpty)
  }
}
