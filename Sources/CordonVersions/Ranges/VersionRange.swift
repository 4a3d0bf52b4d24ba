/// A set of versions of one scheme: what an advisory calls affected.
///
/// Which texts are read, and how, is in Documentation/VersionRanges.md. What is not understood throws: a range is
/// never read as "nothing" or "everything" by accident.
package struct VersionRange: Sendable {
  /// What a range text may hold at most. Longer input is an error, not cut.
  package enum Limits {
    /// Bytes of the text.
    package static let length: Int = 1 << 20
    /// Constraints, counting every exact version of a list.
    package static let constraints: Int = 65_536
  }

  /// The rules that order the versions.
  package let scheme: VersionScheme
  /// The text it was read from.
  package let text: String
  /// The constraints in version order, as the text has them once short forms (`^1.2`, `~> 2.0`) are spelled out.
  ///
  /// They are for showing and converting; how they combine is decided by the syntax of the text. Empty when the range
  /// is every version.
  package let constraints: [RangeConstraint]

  private let versions: VersionSet
  /// Other versions for pre-releases, by npm's rule; `nil` when pre-releases are ordered like any version.
  private let prereleases: VersionSet?
  /// The one text PEP 440's `===` allows, in lower case.
  private let exactText: String?
  private let nativeText: String?

  /// Reads `vers:` text, or the range syntax native to `scheme`, or the wordings found in real advisories
  /// ("through 18.12.416", "< 2.0", "prior to 3.1"). A prefix that names the scheme (`npm:^1.2`) is allowed.
  ///
  /// - Throws: ``VersionError``: `empty`, `tooLong`; `schemeMismatch` when the text names another scheme;
  ///   `unsupportedRange` with a reason when nobody could be sure what the text means; the error of the version when
  ///   the scheme cannot read one.
  package init(_ text: String, scheme: VersionScheme) throws(VersionError) {
    let body: String = try Self.checked(text)
    if body.hasVersPrefix {
      try self.init(vers: text, scheme: scheme, reading: .tolerant)
    } else if let (named, rest) = Self.splitPrefix(body) {
      guard named == scheme else {
        throw VersionError(
          code: .schemeMismatch, text: text,
          reason: "the range says \(named.rawValue), but the versions are of the scheme \(scheme.rawValue)")
      }
      self.init(try RangeReader(scheme: scheme).read(rest), text: text, scheme: scheme)
    } else {
      self.init(try RangeReader(scheme: scheme).read(body), text: text, scheme: scheme)
    }
  }

  /// Reads `vers:` text and takes the scheme from it: `vers:deb/>=1.0|<2.0`.
  ///
  /// Order, letter case and needless percent-encoding are forgiven, as real documents have them. `all`, `none`,
  /// `intdot` and `generic` are read by the scheme `generic`.
  /// - Throws: ``VersionError``: `unknownScheme` when no scheme of ours has the type, `invalidSyntax`, `tooLong`, or
  ///   the error of the version that cannot be read.
  package init(vers text: String) throws(VersionError) {
    try self.init(vers: text, scheme: nil, reading: .tolerant)
  }

  /// Reads `vers:` text that has to be canonical, as the VERS specification demands of every VERS.
  ///
  /// - Throws: as ``init(vers:)``, and for any deviation: blanks, other order, a version twice, neighbours that do not
  ///   alternate, capital letters in scheme or type, percent-encoding that is not needed.
  package init(canonicalVers text: String) throws(VersionError) {
    try self.init(vers: text, scheme: nil, reading: .canonical)
  }

  /// Reads a range whose scheme nobody named.
  ///
  /// The rule: `vers:` text has its scheme inside; `SCHEME:range` (`npm:^1.2`, `deb:<< 2.0`) names it in front, by any
  /// name ``VersionScheme/init(name:)`` knows; everything else is read as `generic`.
  package static func infer(_ text: String) throws(VersionError) -> VersionRange {
    let body: String = try checked(text)
    if body.hasVersPrefix { return try VersionRange(vers: text) }
    return try VersionRange(text, scheme: splitPrefix(body)?.scheme ?? .generic)
  }

  /// Whether `version` lies in the range.
  ///
  /// - Precondition: the version is of the range's scheme; one of another scheme is not in the range. Use
  ///   ``contains(text:)`` for text.
  package func contains(_ version: Version) -> Bool {
    guard version.scheme == scheme else { return false }
    if let exactText, !version.text.equalsIgnoringASCIICase(exactText) { return false }
    if let prereleases, version.isNpmPrerelease { return prereleases.contains(version) }
    return versions.contains(version)
  }

  /// Whether the version that `text` names, read by the range's scheme, lies in the range.
  ///
  /// - Throws: ``VersionError`` when the scheme cannot read the text.
  package func contains(text: String) throws(VersionError) -> Bool {
    contains(try Version(text, scheme: scheme))
  }

  /// Whether the range is every version of the scheme.
  package var isEverything: Bool { versions.isEverything && prereleases == nil && exactText == nil }

  /// One text for the same set, whoever wrote it: canonical `vers:` where VERS can say it, otherwise the native
  /// syntax behind the name of its scheme (`npm:`, `pep440:`). ``infer(_:)`` reads it back as the same set, as long as it
  /// stays within ``Limits``.
  package var canonicalText: String {
    if let nativeText { return scheme.rawValue + ":" + nativeText }
    if versions.intervals.isEmpty { return "vers:none/*" }
    return Self.versText(scheme, versions.signposts)
  }

  /// ``constraints`` in VERS notation, the form the published conversion cases compare. Not always a valid VERS:
  /// overlapping native ranges repeat versions, and the joining of native comparators is lost.
  package var constraintText: String {
    if constraints.isEmpty, versions.intervals.isEmpty { return "vers:none/*" }
    return Self.versText(scheme, constraints)
  }

  private static func versText(_ scheme: VersionScheme, _ constraints: [RangeConstraint]) -> String {
    let list: String = constraints.isEmpty ? "*" : constraints.map(\.versText).joined(separator: "|")
    return "vers:\(scheme.versType)/\(list)"
  }
}

extension VersionRange {
  private init(vers text: String, scheme: VersionScheme?, reading: VersSyntax.Reading) throws(VersionError) {
    let body: String = try Self.checked(text, trimming: reading == .tolerant)
    let (found, result): (VersionScheme, RangeReading) = try VersReader.read(body, scheme: scheme, reading: reading)
    self.init(result, text: text, scheme: found)
  }

  private init(_ reading: RangeReading, text: String, scheme: VersionScheme) {
    self.scheme = scheme
    self.text = text
    constraints = reading.constraints.sorted(by: RangeConstraint.precedes)
    versions = reading.versions
    prereleases = reading.prereleases
    exactText = reading.exactText
    nativeText = reading.nativeText
  }

  private static func checked(_ text: String, trimming: Bool = true) throws(VersionError) -> String {
    guard text.utf8.count <= Limits.length else {
      throw VersionError(
        code: .tooLong, text: text.excerpt, reason: "a range has at most \(Limits.length) bytes of text")
    }
    let body: String = trimming ? text.trimmed : text
    guard !body.isEmpty else {
      throw VersionError(
        code: .empty, text: text.excerpt, reason: "a range cannot be empty; every version is 'vers:all/*' or 'all'")
    }
    // White space between versions aside, as in a `vers:` text.
    guard !body.utf8.contains(where: { ($0 < 0x20 && !(0x09...0x0D).contains($0)) || $0 == 0x7F }) else {
      throw VersionError(
        code: .invalidCharacter, text: text.excerpt, reason: "a range holds no control characters")
    }
    return body
  }

  /// `SCHEME:rest`, when the part before the first colon is the name of a scheme.
  private static func splitPrefix(_ text: String) -> (scheme: VersionScheme, rest: String)? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text.utf8.first.map({ !$0.isASCIIDigit }) == true,
      let scheme = VersionScheme(name: String(text[..<colon]).trimmed)
    else { return nil }
    let rest: String = String(text[text.utf8.index(after: colon)...]).trimmed
    return rest.isEmpty ? nil : (scheme, rest)
  }
}

/// What a reader made of a range text.
struct RangeReading: Sendable {
  var constraints: [RangeConstraint]
  var versions: VersionSet
  var prereleases: VersionSet?
  var exactText: String?
  /// The canonical text behind `SCHEME:`, when VERS cannot say the set.
  var nativeText: String?

  static let everything = RangeReading(constraints: [], versions: .everything)

  init(constraints: [RangeConstraint], versions: VersionSet) {
    self.constraints = constraints
    self.versions = versions
  }
}

extension String {
  var hasVersPrefix: Bool {
    utf8.count >= 5 && utf8.prefix(5).elementsEqual("vers:".utf8) { $0 | 0x20 == $1 || $0 == $1 }
  }

  func equalsIgnoringASCIICase(_ lowered: String) -> Bool {
    utf8.elementsEqual(lowered.utf8) { ($0.isASCIIUppercase ? $0 | 0x20 : $0) == $1 }
  }
}

extension Version {
  /// Whether node-semver sees a pre-release: anything but numbers and dots in front of the build metadata.
  var isNpmPrerelease: Bool {
    var isLeading: Bool = true
    for byte in text.utf8 {
      if byte == UInt8(ascii: "+") { return false }
      if byte.isASCIIDigit || byte == UInt8(ascii: ".") {
        isLeading = false
      } else if !(isLeading && (byte | 0x20 == UInt8(ascii: "v") || byte == UInt8(ascii: "=") || byte == 0x20)) {
        if byte != 0x20 { return true }
      }
    }
    return false
  }
}

extension VersionScheme {
  /// The type that VERS gives this scheme; the raw value where VERS knows none.
  var versType: String {
    switch self {
    case .dpkg: "deb"
    case .pacman: "alpm"
    case .pep440: "pypi"
    case .rubygems: "gem"
    case .go: "golang"
    case .gentoo: "ebuild"
    default: rawValue
    }
  }
}
