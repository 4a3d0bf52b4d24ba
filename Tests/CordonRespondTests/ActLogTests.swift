internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Synchronization
internal import Testing

@testable internal import CordonRespond

/// Every act is written down before it is done, and what came of it afterwards.
@Suite struct ActLogTests {
  private final class Recorder: ActLog {
    private let lines = Mutex<[String]>([])
    let refuses: String

    init(refusing: String = "") { refuses = refusing }

    var all: [String] { lines.withLock { $0 } }

    func begins(_ actions: [ResponseAction]) throws(CordonError) {
      for action in actions { try note("begins " + action.kind.rawValue) }
    }

    func ended(_ acts: [(action: ResponseAction, disposition: Disposition)]) throws(CordonError) {
      for act in acts { try note("ended " + act.action.kind.rawValue + " " + act.disposition.outcome.rawValue) }
    }

    private func note(_ line: String) throws(CordonError) {
      if !refuses.isEmpty, line.hasPrefix(refuses) { throw CordonError(.inputOutput, "the log is full") }
      lines.withLock { $0.append(line) }
    }
  }

  @Test func everyActIsWrittenDown() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1])
    let log = Recorder()
    let vault: Vault = try fixture.vault()
    let id: String = try #require(try vault.quarantine(VaultFixture.request([path]), log: log).first?.item).text
    _ = try vault.restore(VaultFixture.leaving(id), log: log)
    _ = try vault.remove(VaultFixture.leaving(id), log: log)
    #expect(
      log.all == ["begins quarantine", "ended quarantine done", "begins restore", "ended restore done"])
  }

  /// What cannot be written down is not done.
  @Test func withoutALogNothingIsDone() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1])
    let before: String = VaultFixture.description(path)
    let refused: [Disposition] = try fixture.vault().quarantine(
      VaultFixture.request([path]), log: Recorder(refusing: "begins"))
    #expect(refused.first?.outcome == .failed && refused.first?.obstacle == .systemError)
    #expect(VaultFixture.description(path) == before)
    #expect(try fixture.leftInVault.isEmpty)
    let id: String = try #require(try fixture.take(path).item).text
    #expect(
      try fixture.vault().restore(VaultFixture.leaving(id), log: Recorder(refusing: "begins")).outcome == .failed)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aLogThatFailsAfterwardsIsSaid() throws {
    let fixture = try VaultFixture()
    let path: String = try fixture.file("home/a", [1])
    let done: [Disposition] = try fixture.vault().quarantine(
      VaultFixture.request([path]), log: Recorder(refusing: "ended"))
    #expect(done.first?.outcome == .done && done.first?.remarks.contains(.notLogged) == true)
  }
}
