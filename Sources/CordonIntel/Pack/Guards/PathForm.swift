/// A path as a pack writes it, taken apart without touching a disk.
struct PathForm {
  enum Style { case windows, unix, relative }

  let text: String
  let style: Style
  /// `\` or `/`.
  let separator: Character
  /// The parts between separators, empty ones included, so that joining gives the text again.
  let parts: [String]

  init(_ text: String) {
    self.text = text
    let hasBackslash: Bool = text.contains("\\")
    let isUnix: Bool = text.hasPrefix("/") || text.hasPrefix("~")
    let bytes: [UInt8] = Array(text.utf8.prefix(3))
    let hasDrive: Bool = bytes.count >= 2 && bytes[1] == 0x3A && PathForm.isLetter(bytes[0])
    separator = hasBackslash && !isUnix ? "\\" : "/"
    if isUnix {
      style = .unix
    } else if hasBackslash || hasDrive || text.hasPrefix("%") {
      style = .windows
    } else {
      style = .relative
    }
    let separator: Character = separator
    parts = text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  struct Problem {
    let message: String
    let example: String?
  }

  /// What cannot be part of a path: notes for readers, alternatives in braces.
  var problem: Problem? {
    if style == .windows, let bad = text.first(where: { "<>\"|?".contains($0) }) {
      return Problem(
        message: "\(TextSafety.quoted(String(bad))) cannot stand in a Windows path: write * for a part that varies",
        example: "path: 'C:\\Windows\\Temp\\*.tmp'")
    }
    if let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}"),
      text[open..<close].contains(",")
    {
      let first: Substring = text[open..<close].dropFirst().prefix { $0 != "," }
      return Problem(
        message: "alternatives in { } are not read: write one row for each",
        example: String(text[..<open]) + String(first) + String(text[close...].dropFirst()))
    }
    if text.contains("***") {
      return Problem(
        message: "* stands for a part of one name, ** for any number of folders", example: "path: '**/name'")
    }
    return nil
  }
}
