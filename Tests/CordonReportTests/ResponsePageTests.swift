internal import CordonModel
internal import CordonReport
internal import Foundation
internal import Testing

/// Responses and vaults on the screen and as JSON.
@Suite struct ResponsePageTests {
  private static let hostile: [UInt8] = Array("/tmp/\u{1B}[2J\u{202E}x\n- done".utf8) + [0xFF]

  private static func record() -> QuarantineRecord {
    let time = FileTime(seconds: 1_500_000_000, nanoseconds: 7)
    var state = FileState(
      device: .max, inode: .max, size: 1_234_567, mode: 0o100755, owner: 0, group: 0, accessed: time, modified: time,
      changed: time)
    state.links = 4
    state.otherNames = [hostile]
    state.attributes = [ExtendedAttribute(name: Array("user.\u{1B}[31m".utf8), value: [0, 255])]
    return QuarantineRecord(
      id: QuarantineID(0xABCD), path: hostile, state: state,
      sha256: Digest(.sha256, bytes: Array(repeating: 1, count: 32)),
      package: "dpkg: \u{1B}]0;x", cause: ResponseCause(reason: "\u{1B}[5m", advisory: "a\nb", operatorName: "x\ry"),
      takenAt: Timestamp(secondsSinceEpoch: 1_700_000_000), formatVersion: 1)
  }

  /// Every outcome with every obstacle and every remark, all names hostile.
  private static func report(_ kind: ResponseAction.Kind) -> ResponseReport {
    var all: [Disposition] = Disposition.Obstacle.allCases.map { obstacle in
      Disposition(action: kind, path: hostile, outcome: .refused, obstacle: obstacle, detail: "\u{1B}[2J\nx")
    }
    for outcome in Disposition.Outcome.allCases {
      all.append(
        Disposition(
          action: kind, path: hostile, item: QuarantineID(0xABCD), outcome: outcome,
          remarks: Disposition.Remark.allCases,
          runners: [.init(pid: 7, parent: 1, name: "\u{1B}x", isProgram: true, ancestors: ["1 \u{1B}init"])],
          record: record()))
    }
    return ResponseReport(kind: kind, dispositions: all, recovered: all, vault: "/v\u{1B}", isDryRun: kind == .remove)
  }

  @Test(arguments: ResponseAction.Kind.allCases, Language.allCases)
  private func hostileTextStaysText(_ kind: ResponseAction.Kind, language: Language) {
    var options = TextOptions(language: language)
    options.verbose = true
    let text: String = ResponseRenderer.text(Self.report(kind), options: options)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0 != "\u{202E}" && $0.value != 0x7F) })
    #expect(!text.contains("\n- done"))
  }

  @Test(arguments: ResponseAction.Kind.allCases)
  private func bothLanguagesSayIt(_ kind: ResponseAction.Kind) {
    let english: String = ResponseRenderer.text(Self.report(kind), options: TextOptions(language: .english))
    let german: String = ResponseRenderer.text(Self.report(kind), options: TextOptions(language: .german))
    #expect(english != german)
  }

  @Test func itemsAreListedAndShown() throws {
    let item = VaultItem(
      record: Self.record(), standing: .removed, endedAt: Timestamp(secondsSinceEpoch: 1_700_000_001),
      endCause: ResponseCause(reason: "closed"))
    let gap = Coverage.Gap(path: "/v/x.item", reason: .scanError, detail: "cut\u{1B}")
    for language in Language.allCases {
      let options = TextOptions(language: language)
      let list: String = ResponseRenderer.list([item], gaps: [gap], vault: "/v", options: options)
      let shown: String = ResponseRenderer.show(item, options: options)
      #expect(list.contains("000000000000abcd") && list.contains("/v/x.item") && !list.contains("\u{1B}"))
      #expect(shown.contains("closed") && shown.contains("+2") && !shown.contains("\u{1B}"))
    }
    let bytes: [UInt8] = ResponseRenderer.listJSON([item], gaps: [gap], vault: "/v")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(json["schema"] as? String == "cordon.vault-list" && (json["items"] as? [Any])?.count == 1)
    let one = try #require(
      try JSONSerialization.jsonObject(with: Data(ResponseRenderer.showJSON(item))) as? [String: Any])
    #expect(one["standing"] as? String == "removed" && one["schemaVersion"] as? Int == 1)
  }

  @Test func theUndoIsACommand() {
    let done = Disposition(action: .quarantine, path: [0x2F], item: QuarantineID(0xABCD), outcome: .done)
    #expect(done.undo == "cordon restore 000000000000abcd")
    let report = ResponseReport(kind: .quarantine, dispositions: [done], vault: "/v")
    #expect(ResponseRenderer.text(report, options: TextOptions(language: .english)).contains("cordon restore 0000"))
  }
}
