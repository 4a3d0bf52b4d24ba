/// A set of versions of one scheme: what an advisory calls affected.
package struct VersionRange: Sendable {
  package let scheme: VersionScheme
  /// The text it was read from.
  package let text: String
  private let exact: [String]

  /// Reads `vers:` text, or the range syntax native to `scheme`, or the wordings found in real advisories
  /// ("through 18.12.416", "< 2.0", "prior to 3.1").
  package init(_ text: String, scheme: VersionScheme) throws(VersionError) {
    guard !text.isEmpty else { throw VersionError(code: .empty, text: text, reason: "a range cannot be empty") }
    self.scheme = scheme
    self.text = text
    self.exact = text.split(separator: "|").map(String.init)
  }

  /// Whether `version` lies in the range. The version must be of the range's scheme.
  package func contains(_ version: Version) -> Bool { exact.contains(version.text) }
}
