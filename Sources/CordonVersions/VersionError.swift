/// Why a version, a range or a package URL could not be read.
package struct VersionError: Error, Sendable, Hashable {
  /// Stable names; callers branch on these, people read ``reason``.
  package enum Code: String, Sendable, Hashable {
    case empty, tooLong, invalidCharacter, invalidSyntax, unknownScheme, schemeMismatch, unsupportedRange
  }

  package let code: Code
  /// The text that could not be read, cut to a length that is safe to print.
  package let text: String
  /// One sentence: what is wrong, where, and what would be right.
  package let reason: String

  package init(code: Code, text: String, reason: String) {
    self.code = code
    self.text = String(text.prefix(80))
    self.reason = reason
  }
}
