/// A version string that its scheme has read, ready to be compared many times.
package struct Version: Sendable {
  /// The scheme that read the text and orders it.
  package let scheme: VersionScheme
  /// The text as it was given, byte for byte.
  package let text: String

  /// Reads `text` by the rules of `scheme`.
  ///
  /// - Throws: ``VersionError`` when the scheme cannot read the text.
  package init(_ text: String, scheme: VersionScheme) throws(VersionError) {
    guard !text.isEmpty else { throw VersionError(code: .empty, text: text, reason: "a version cannot be empty") }
    self.scheme = scheme
    self.text = text
  }

  /// The order of two versions of the same scheme.
  package func compare(to other: Version) -> VersionOrder {
    text == other.text ? .equal : (text < other.text ? .less : .greater)
  }
}

/// How two versions stand to each other. The raw value is what `cordon versions compare` prints.
package enum VersionOrder: String, Sendable {
  case less = "<"
  case equal = "="
  case greater = ">"
}
