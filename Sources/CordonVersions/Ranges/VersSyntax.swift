/// A `vers:` text taken apart: type, comparators and decoded versions, not yet read by a scheme.
struct VersSyntax {
  /// How closely the text has to keep to the canonical form of VERS.
  enum Reading: Sendable {
    /// VERS itself: what is not canonical is an error.
    case canonical
    /// What is found in real documents: any order, blanks around parts, needless percent-encoding, capital letters in
    /// scheme and type.
    case tolerant
  }

  struct Part {
    let comparator: RangeConstraint.Comparator
    let version: String
  }

  /// Lower-case type, such as `npm`, `deb`, `all`.
  let type: String
  /// Empty when the constraints are `*`.
  let parts: [Part]
  /// Whether the constraints are `*`: every version, or none for the type `none`.
  var isStar: Bool { parts.isEmpty }

  init(parsing text: String, reading: Reading) throws(VersionError) {
    func failure(_ code: VersionError.Code, _ reason: String) -> VersionError {
      VersionError(code: code, text: text.excerpt, reason: reason)
    }
    if reading == .canonical, text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) {
      throw failure(.invalidCharacter, "a canonical vers text is printable ASCII without blanks")
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
      let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
      colon < slash, text[..<colon].lowercased() == "vers"
    else { throw failure(.invalidSyntax, "a vers text is vers:type/constraints, such as vers:deb/>=1.0|<2.0") }
    let written: String = String(text[text.utf8.index(after: colon)..<slash]).trimmed
    type = written.caseFolded
    guard PackageURLSyntax.isType(type) else {
      throw failure(.invalidCharacter, "the type of a vers text is letters, digits, '.' and '-', such as deb")
    }
    if reading == .canonical, type != written || text[..<colon] != "vers" {
      throw failure(.invalidSyntax, "scheme and type of a canonical vers text are lower-case")
    }
    let list: Substring = text[text.utf8.index(after: slash)...]
    parts = try Self.parts(of: list, type: type, reading: reading, failure)
  }

  private static func parts(
    of list: Substring, type: String, reading: Reading, _ failure: (VersionError.Code, String) -> VersionError
  ) throws(VersionError) -> [Part] {
    if String(list).trimmed == "*" { return [] }
    var parts: [Part] = []
    for piece in list.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
      guard parts.count < VersionRange.Limits.constraints else {
        throw failure(.tooLong, "a range has at most \(VersionRange.Limits.constraints) constraints")
      }
      var rest: String = String(Substring(piece)).trimmed
      guard !rest.isEmpty else {
        throw failure(
          .invalidSyntax, list.isEmpty ? "the constraints are missing" : "a pipe needs a constraint on both sides")
      }
      let comparator: RangeConstraint.Comparator = rest.takeComparator() ?? .equal
      rest = rest.trimmed
      guard !rest.isEmpty else { throw failure(.invalidSyntax, "\(comparator.rawValue) has no version behind it") }
      guard !rest.utf8.contains(where: { isReserved($0) && $0 != UInt8(ascii: "%") }) else {
        throw failure(
          .invalidSyntax,
          "'\(rest.excerpt)': in a version, < > = ! * and | are percent-encoded; constraints are "
            + "separated by a pipe")
      }
      parts.append(Part(comparator: comparator, version: try decoded(rest, type: type, reading: reading, failure)))
    }
    return parts
  }

  private static func decoded(
    _ version: String, type: String, reading: Reading, _ failure: (VersionError.Code, String) -> VersionError
  ) throws(VersionError) -> String {
    let plain: String
    if version.utf8.contains(UInt8(ascii: "%")) {
      plain = try PercentCoding.decode(version.utf8.span, 0..<version.utf8.count, of: version)
      guard !plain.hasControls else { throw failure(.invalidCharacter, "a version holds no control characters") }
    } else {
      plain = version
    }
    guard reading == .canonical else { return plain }
    guard encoded(plain) == version else {
      throw failure(
        .invalidSyntax, "percent-encoding of '\(version.excerpt)' is not canonical: \(encoded(plain).excerpt)")
    }
    if type == "datetime", version.utf8.contains(where: { $0 == UInt8(ascii: "t") || $0 == UInt8(ascii: "z") }) {
      throw failure(.invalidSyntax, "a canonical date and time has a capital T and Z")
    }
    return plain
  }

  /// A version as VERS writes it: only what would end or garble it is percent-encoded.
  static func encoded(_ version: String) -> String {
    guard version.utf8.contains(where: { isReserved($0) || $0 <= 0x20 || $0 >= 0x7F }) else { return version }
    var bytes: [UInt8] = []
    for byte in version.utf8 {
      if isReserved(byte) || byte <= 0x20 || byte >= 0x7F {
        bytes.append(UInt8(ascii: "%"))
        bytes += [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x37 + $0 }
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isReserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "*"),
      UInt8(ascii: "|"), UInt8(ascii: "%"):
      true
    default: false
    }
  }
}

extension String {
  /// Without ASCII blanks at both ends.
  var trimmed: String {
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 else { return self }
    guard let start = utf8.firstIndex(where: { $0 > 0x20 }), let end = utf8.lastIndex(where: { $0 > 0x20 }) else {
      return ""
    }
    return String(decoding: utf8[start...end], as: UTF8.self)
  }

  /// Cuts a comparator off the front.
  mutating func takeComparator() -> RangeConstraint.Comparator? {
    let first: UInt8? = utf8.first
    let second: UInt8? = utf8.dropFirst().first
    let found: RangeConstraint.Comparator
    switch (first, second) {
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): found = .greaterOrEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): found = .lessOrEqual
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): found = .notEqual
    case (UInt8(ascii: ">"), _): found = .greater
    case (UInt8(ascii: "<"), _): found = .less
    case (UInt8(ascii: "="), _): found = .equal
    default: return nil
    }
    self = String(decoding: utf8.dropFirst(found.rawValue.utf8.count), as: UTF8.self)
    return found
  }
}
