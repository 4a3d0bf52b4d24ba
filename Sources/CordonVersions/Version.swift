/// A version string that its scheme has read, ready to be compared many times.
///
/// Reading turns the text into a ``VersionKey`` once; comparing two versions then walks two short byte strings
/// and allocates nothing.
package struct Version: Sendable {
  /// Most bytes a version text may have. Longer ones are refused (`tooLong`) before a byte of them is read.
  package static let textLimit: Int = 1024

  /// The scheme that read the text and orders it.
  package let scheme: VersionScheme
  /// The text as it was given, byte for byte.
  package let text: String
  let key: VersionKey

  /// Reads `text` by the rules of `scheme`. Blanks around the text are ignored, except by `lexicographic`.
  ///
  /// - Throws: ``VersionError`` when the scheme cannot read the text: `empty`, `tooLong`, `invalidCharacter` or
  ///   `invalidSyntax`.
  package init(_ text: String, scheme: VersionScheme) throws(VersionError) {
    self.key = try scheme.key(of: text)
    self.scheme = scheme
    self.text = text
  }

  /// The order of two versions of the same scheme.
  ///
  /// - Precondition: both versions have the same ``scheme``. This is not checked by a trap: versions of different
  ///   schemes have no order that means anything, they are put in the order of their schemes' names and are never
  ///   `.equal`. Use ``order(to:)`` where the schemes come from input.
  package func compare(to other: Version) -> VersionOrder {
    guard scheme == other.scheme else { return scheme.rawValue < other.scheme.rawValue ? .less : .greater }
    return scheme.order(key, other.key)
  }

  /// The order of two versions, or an error when their schemes differ.
  ///
  /// - Throws: ``VersionError`` with code `schemeMismatch`.
  package func order(to other: Version) throws(VersionError) -> VersionOrder {
    guard scheme == other.scheme else {
      throw VersionError(
        code: .schemeMismatch, text: other.text,
        reason: "a \(other.scheme.displayName) version cannot be compared with a \(scheme.displayName) version; "
          + "give both the same scheme")
    }
    return scheme.order(key, other.key)
  }
}

/// How two versions stand to each other. The raw value is what `cordon versions compare` prints.
package enum VersionOrder: String, Sendable {
  case less = "<"
  case equal = "="
  case greater = ">"

  /// The order seen from the other side.
  package var reversed: VersionOrder {
    switch self {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
  }
}
