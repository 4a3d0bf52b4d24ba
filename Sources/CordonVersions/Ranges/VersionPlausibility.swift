/// Whether a word of prose is a version that natural order may compare.
///
/// `generic`, `windows` and `apple` read almost anything; in advisories a lot of it is no version: sentences glued by
/// underscores, model numbers, several versions in one word.
enum VersionPlausibility {
  /// Words inside a version that say where it stands in its line.
  private static let words: Set<String> = [
    "alpha", "beta", "build", "dev", "final", "fp", "ga", "hf", "hotfix", "milestone", "patch", "pl", "post", "pre",
    "preview", "rc", "rel", "release", "rev", "rtm", "snapshot", "sp", "stable", "upd", "update",
  ]

  static func check(_ version: String, in text: String) throws(VersionError) {
    guard let problem = problem(of: version) else { return }
    throw VersionError(
      code: .unsupportedRange, text: text.excerpt,
      reason: "'\(version.excerpt)' is no version one can compare: \(problem)")
  }

  private static func problem(of version: String) -> String? {
    let bytes: [UInt8] = Array(version.utf8)
    var start: Int = 0
    while start < bytes.count, start < 2, bytes[start].isASCIILetter { start += 1 }
    guard start < bytes.count, bytes[start].isASCIIDigit else { return "it does not start with a number" }
    guard bytes.last?.isASCIILetter == true || bytes.last?.isASCIIDigit == true else { return "its end is cut off" }
    var index: Int = start
    while index < bytes.count {
      let byte: UInt8 = bytes[index]
      guard byte.isASCIILetter else {
        guard byte.isASCIIDigit || ".-_+~:".utf8.contains(byte) else { return "it holds signs no version has" }
        index += 1
        continue
      }
      let wordStart: Int = index
      while index < bytes.count, bytes[index].isASCIILetter { index += 1 }
      let word: String = String(decoding: bytes[wordStart..<index], as: UTF8.self).lowercased()
      if word.utf8.count > 2, !words.contains(word) { return "'\(word.excerpt)' is not part of a version" }
      if startsVersion(word, bytes, wordStart, index) { return "it holds more than one version" }
    }
    return nil
  }

  /// `_V34.014` behind a separator: a second version.
  private static func startsVersion(_ word: String, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard word == "v", start > 0, !bytes[start - 1].isASCIIDigit else { return false }
    var index: Int = end
    while index < bytes.count, bytes[index].isASCIIDigit { index += 1 }
    return index > end && index < bytes.count && bytes[index] == UInt8(ascii: ".")
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20).isASCIILowercase }
}
