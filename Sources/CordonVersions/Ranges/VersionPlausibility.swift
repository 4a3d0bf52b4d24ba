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

  /// Words after which a version is later than without them.
  private static let laterWords: Set<String> = [
    "build", "fp", "hf", "hotfix", "p", "patch", "pl", "post", "r", "rel", "rev", "sp", "u", "upd", "update",
  ]

  /// Throws for an end such as `FW5.2`, which no version written without its letters could be compared with.
  static func checkBeginning(of version: Version, in text: String) throws(VersionError) {
    let bytes: [UInt8] = Array(version.text.utf8.prefix(2))
    guard let first = bytes.first, first.isASCIILetter else { return }
    let hasOneLetter: Bool = bytes.count == 2 && bytes[1].isASCIIDigit
    guard !(hasOneLetter && "vr".utf8.contains(first | 0x20)) else { return }
    throw VersionError(
      code: .unsupportedRange, text: text.excerpt,
      reason: "'\(version.text.excerpt)' begins with letters that other spellings of the version may lack; "
        + "write the number alone")
  }

  /// Throws when the scheme would put `1.0_SP1` or `1.295H` before the version it follows, or when `3.36b` could be a
  /// beta as well as the second correction.
  static func checkOrder(of version: Version, in text: String) throws(VersionError) {
    let bytes: [UInt8] = Array(version.text.utf8)
    var index: Int = 0
    while index < bytes.count {
      guard bytes[index].isASCIILetter else {
        index += 1
        continue
      }
      let start: Int = index
      while index < bytes.count, bytes[index].isASCIILetter { index += 1 }
      let word: String = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
      let isLastLetter: Bool = index == bytes.count && word.utf8.count == 1
      guard start > 0, laterWords.contains(word) || isLastLetter else { continue }
      var end: Int = start
      while end > 0, !bytes[end - 1].isASCIIDigit, !bytes[end - 1].isASCIILetter { end -= 1 }
      let isAmbiguous: Bool = isLastLetter && "ab".contains(word) && version.scheme != .apple
      if !isAmbiguous,
        let before = try? Version(String(decoding: bytes[..<end], as: UTF8.self), scheme: version.scheme),
        let whole = try? Version(
          String(decoding: bytes[..<nextSeparator(bytes, index)], as: UTF8.self), scheme: version.scheme),
        before.compare(to: whole) == .less
      {
        continue
      }
      throw VersionError(
        code: .unsupportedRange, text: text.excerpt,
        reason: "'\(version.text.excerpt)': the scheme \(version.scheme.rawValue) cannot tell whether '\(word)' comes "
          + "before or after the version without it; list the versions instead")
    }
  }

  private static func nextSeparator(_ bytes: [UInt8], _ start: Int) -> Int {
    var index: Int = start
    while index < bytes.count, !bytes[index].isASCIIDigit, !bytes[index].isASCIILetter { index += 1 }
    while index < bytes.count, bytes[index].isASCIIDigit { index += 1 }
    return index
  }

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
      if word == "x" { return "a placeholder is read at the end only, as in 2.x" }
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
