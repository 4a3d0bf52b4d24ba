internal import CordonTestSupport
internal import Foundation
internal import Testing

/// What the renderers wrote when a person last looked at it. `CORDON_RECORD=1` writes the files anew.
enum GoldenFile {
  static var isRecording: Bool { ProcessInfo.processInfo.environment["CORDON_RECORD"] == "1" }

  /// Compares `bytes` with the golden file of that name; a missing file is a failure.
  static func expect(_ bytes: [UInt8], named name: String) throws {
    let url: URL = Corpora.packageRoot.appendingPathComponent("Tests/CordonReportTests/Golden/" + name)
    if isRecording {
      try Data(bytes).write(to: url)
      return
    }
    let golden: Data? = try? Data(contentsOf: url)
    let wanted: Data = try #require(golden, "golden file \(name) is missing; record it with CORDON_RECORD=1")
    let same: Bool = wanted == Data(bytes)
    #expect(same, "\(name) differs from what was recorded:\n\(firstDifference(wanted, Data(bytes)))")
  }

  private static func firstDifference(_ wanted: Data, _ found: Data) -> String {
    let old: [Substring] = String(decoding: wanted, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let new: [Substring] = String(decoding: found, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(old.count, new.count) {
      let before: Substring = index < old.count ? old[index] : "(end)"
      let after: Substring = index < new.count ? new[index] : "(end)"
      if before != after { return "line \(index + 1)\n- \(before)\n+ \(after)" }
    }
    return "only in bytes that are no text"
  }
}
