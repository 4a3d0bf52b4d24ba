/// A package URL (purl, ECMA-427): the name of a package across ecosystems.
///
/// A value is always normalised: the parts follow the rules of the type, and ``canonicalText`` reads back as the same
/// value. Two values are equal when their canonical texts are.
package struct PackageURL: Sendable {
  /// How much of the standard a text has to keep to be accepted.
  package enum Strictness: Sendable, Hashable {
    /// ECMA-427 and the published type definitions. Qualifier keys are folded to lower case.
    case standard
    /// As ``standard``, and a qualifier key in upper case is an error instead of being folded.
    case strict
    /// As ``standard``, but a namespace or qualifier that the type calls required may be missing: advisory packs
    /// name `pkg:deb/xz-utils` for every vendor, and SBOM tools write `pkg:golang/stdlib`.
    case lenient
  }

  /// One `key=value` after the question mark.
  package struct Qualifier: Sendable, Hashable {
    /// Lower-case letters, digits, `.`, `-` and `_`, starting with a letter.
    package let key: String
    /// Decoded, not empty.
    package let value: String

    /// A qualifier as it was given; ``PackageURL/init(type:namespace:name:version:qualifiers:subpath:strictness:)``
    /// checks and normalises it.
    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Lower-case type, such as `deb`, `npm`, `pypi`.
  package let type: String
  /// Decoded segments joined by `/`, without a leading or trailing one; `nil` when there is none.
  package let namespace: String?
  /// Decoded, never empty.
  package let name: String
  /// Decoded and opaque; `nil` when there is none.
  package let version: String?
  /// Sorted by key; keys are unique.
  package let qualifiers: [Qualifier]
  /// Decoded segments joined by `/`, relative to the root of the package; `nil` when there is none.
  package let subpath: String?
  /// The text of ECMA-427's canonical form, at most ``PackageURLLimits/length`` bytes of ASCII.
  package let canonicalText: String
  private let coordinatesLength: Int

  /// Type, namespace and name in canonical form, without version, qualifiers and subpath: what identifies the package
  /// when an inventory is matched against advisories.
  package var coordinates: String {
    coordinatesLength == canonicalText.utf8.count
      ? canonicalText : String(decoding: canonicalText.utf8.prefix(coordinatesLength), as: UTF8.self)
  }

  /// Builds a package URL from its decoded parts and normalises them by the rules of the type.
  ///
  /// Empty parts count as absent, qualifiers with an empty value are dropped.
  /// - Throws: ``VersionError`` when a part is missing, prohibited or holds what its type does not allow, a qualifier
  ///   key is repeated, a control character stands anywhere, or a limit of ``PackageURLLimits`` is passed.
  package init(
    type: String, namespace: String? = nil, name: String, version: String? = nil, qualifiers: [Qualifier] = [],
    subpath: String? = nil, strictness: Strictness = .standard
  ) throws(VersionError) {
    var draft = PackageURLDraft(type: type, name: name)
    draft.namespace = namespace
    draft.version = version
    draft.qualifiers = qualifiers
    draft.subpath = subpath
    try self.init(draft, strictness: strictness)
  }

  /// Reads and normalises purl text.
  ///
  /// - Throws: ``VersionError`` as for building, and when the text is not `pkg:type/…`, a percent sign does not start
  ///   two hexadecimal digits, or the decoded bytes are not UTF-8.
  package init(parsing text: String, strictness: Strictness = .standard) throws(VersionError) {
    try self.init(PackageURLDraft(parsing: text), strictness: strictness)
  }

  private init(_ draft: PackageURLDraft, strictness: Strictness) throws(VersionError) {
    var draft: PackageURLDraft = draft
    try draft.normalise(strictness: strictness)
    type = draft.type
    namespace = draft.namespace
    name = draft.name
    version = draft.version
    qualifiers = draft.qualifiers
    subpath = draft.subpath
    (canonicalText, coordinatesLength) = try draft.canonicalText()
  }
}

extension PackageURL: Hashable {
  package static func == (a: PackageURL, b: PackageURL) -> Bool { a.canonicalText == b.canonicalText }

  package func hash(into hasher: inout Hasher) { hasher.combine(canonicalText) }
}

/// What a package URL may hold at most. Longer input is an error, not cut.
package enum PackageURLLimits {
  /// Bytes of the text as given, and of the canonical text.
  package static let length: Int = 8192
  /// Number of qualifiers.
  package static let qualifiers: Int = 64
}
