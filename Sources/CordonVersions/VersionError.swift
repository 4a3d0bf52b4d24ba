/// Why a version, a range or a package URL could not be read.
package struct VersionError: Error, Sendable, Hashable {
  /// Stable names; callers branch on these, people read ``reason``.
  package enum Code: String, Sendable, Hashable {
    case empty, tooLong, invalidCharacter, invalidSyntax, unknownScheme, schemeMismatch, unsupportedRange
  }

  /// Most bytes of the offending text that ``text`` keeps.
  package static let textLimit: Int = 80

  /// What kind of failure this is.
  package let code: Code
  /// The text that could not be read, cut to ``textLimit`` bytes, control characters replaced by U+FFFD.
  package let text: String
  /// One sentence: what is wrong, where, and what would be right.
  package let reason: String

  /// Keeps at most ``textLimit`` bytes of the text.
  package init(code: Code, text: String, reason: String) {
    self.code = code
    self.text = Self.excerpt(of: text)
    self.reason = reason
  }

  /// The beginning of `text`, whole characters only. Costs the same for 10 MB as for 80 bytes.
  private static func excerpt(of text: String) -> String {
    var excerpt: String = ""
    var length: Int = 0
    for scalar in text.unicodeScalars {
      let isControl: Bool = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      let safe: Unicode.Scalar = isControl ? "\u{FFFD}" : scalar
      length += UTF8.width(safe)
      guard length <= textLimit else { break }
      excerpt.unicodeScalars.append(safe)
    }
    return excerpt
  }
}
