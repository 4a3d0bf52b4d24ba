extension PackageURLDraft {
  /// Takes purl text apart (ECMA-427, "how to parse") and decodes the parts.
  ///
  /// Where the informative text of the standard and RFC 3986 differ on text that is not canonical, a question mark
  /// starts the qualifiers at its first place, and an at sign that starts a path segment with another behind it is an
  /// npm scope, not the version.
  init(parsing text: String) throws(VersionError) {
    guard text.utf8.count <= PackageURLLimits.length else {
      throw VersionError(
        code: .tooLong, text: text.excerpt, reason: "a package URL has at most \(PackageURLLimits.length) bytes")
    }
    let bytes: Span<UInt8> = text.utf8.span
    func failure(_ code: VersionError.Code, _ reason: String) -> VersionError {
      VersionError(code: code, text: text.excerpt, reason: reason)
    }
    guard let start = PackageURLSyntax.endOfScheme(bytes) else {
      throw failure(.invalidSyntax, "a package URL starts with pkg:type/, such as pkg:npm/left-pad@1.3.0")
    }
    var end: Int = bytes.count
    var subpathRange: Range<Int>?
    if let hash = bytes.first(of: UInt8(ascii: "#"), in: start..<end) {
      guard bytes.first(of: UInt8(ascii: "#"), in: hash + 1..<end) == nil else {
        throw failure(.invalidSyntax, "a second '#' has to be written %23")
      }
      (subpathRange, end) = (hash + 1..<end, hash)
    }
    var qualifierRange: Range<Int>?
    if let mark = bytes.first(of: UInt8(ascii: "?"), in: start..<end) {
      (qualifierRange, end) = (mark + 1..<end, mark)
    }
    guard let slash = bytes.first(of: UInt8(ascii: "/"), in: start..<end) else {
      throw failure(.invalidSyntax, "a package URL needs a type and a name: pkg:type/name")
    }
    self.init(type: try PercentCoding.plain(bytes, start..<slash, of: text), name: "")
    try readPath(bytes, slash + 1..<end, of: text)
    if let qualifierRange { try readQualifiers(bytes, qualifierRange, of: text) }
    if let subpathRange { subpath = try Self.decodedSegments(bytes, subpathRange, of: text) }
  }

  /// Namespace, name and version: everything between the type and the question mark.
  private mutating func readPath(_ bytes: Span<UInt8>, _ range: Range<Int>, of text: String) throws(VersionError) {
    var end: Int = range.upperBound
    if let at = bytes.last(of: UInt8(ascii: "@"), in: range) {
      let startsSegment: Bool = at == range.lowerBound || bytes[at - 1] == UInt8(ascii: "/")
      let isScope: Bool = startsSegment && bytes.first(of: UInt8(ascii: "/"), in: at..<end) != nil
      if !isScope {
        version = try PercentCoding.decode(bytes, at + 1..<end, of: text)
        end = at
      }
    }
    while end > range.lowerBound, version == nil, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    let nameStart: Int =
      bytes.last(of: UInt8(ascii: "/"), in: range.lowerBound..<end).map { $0 + 1 } ?? range.lowerBound
    name = try PercentCoding.decode(bytes, nameStart..<end, of: text)
    if nameStart > range.lowerBound {
      namespace = try Self.decodedSegments(bytes, range.lowerBound..<nameStart - 1, of: text)
    }
  }

  private mutating func readQualifiers(
    _ bytes: Span<UInt8>, _ range: Range<Int>, of text: String
  ) throws(VersionError) {
    var start: Int = range.lowerBound
    while start < range.upperBound {
      let end: Int = bytes.first(of: UInt8(ascii: "&"), in: start..<range.upperBound) ?? range.upperBound
      if end > start {
        let equals: Int = bytes.first(of: UInt8(ascii: "="), in: start..<end) ?? end
        let key: String = try PercentCoding.plain(bytes, start..<equals, of: text)
        let value: String = equals < end ? try PercentCoding.decode(bytes, equals + 1..<end, of: text) : ""
        guard qualifiers.count < PackageURLLimits.qualifiers else {
          throw VersionError(
            code: .tooLong, text: text.excerpt,
            reason: "a package URL has at most \(PackageURLLimits.qualifiers) qualifiers")
        }
        qualifiers.append(.init(key: key, value: value))
      }
      start = end + 1
    }
  }

  /// Decodes segment by segment, so that an encoded slash cannot pass for a separator.
  private static func decodedSegments(
    _ bytes: Span<UInt8>, _ range: Range<Int>, of text: String
  ) throws(VersionError) -> String {
    var joined: String = ""
    var start: Int = range.lowerBound
    while start <= range.upperBound {
      let end: Int = bytes.first(of: UInt8(ascii: "/"), in: start..<range.upperBound) ?? range.upperBound
      let segment: String = try PercentCoding.decode(bytes, start..<end, of: text)
      guard !segment.utf8.contains(UInt8(ascii: "/")) else {
        throw VersionError(
          code: .invalidSyntax, text: text.excerpt, reason: "a segment of a namespace or subpath cannot hold %2F")
      }
      if !joined.isEmpty { joined += "/" }
      joined += segment
      start = end + 1
    }
    return joined
  }
}
