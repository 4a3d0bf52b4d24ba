/// `^1.2`, `~1.2`, `1.2.*` and comparators as Cargo, Go advisories and GitLab write them for SemVer: blanks and commas
/// mean "and", `||` means "or". Pre-releases are ordered like any version.
enum CaretRange {
  static func read(_ text: String, scheme: VersionScheme) throws(VersionError) -> RangeReading? {
    guard text.utf8.contains(where: { "<>=!~^*".utf8.contains($0) }) else { return nil }
    var alternatives: [[RangeConstraint]] = []
    for piece in text.alternatives {
      var constraints: [RangeConstraint] = []
      for word in piece.operatorWords {
        guard let added = try Self.constraints(word, scheme) else { return nil }
        constraints += added
      }
      guard RangeConstraint.isPlainConjunction(constraints) else { return nil }
      alternatives.append(constraints)
    }
    return RangeReading.anyOf(alternatives)
  }

  private static func constraints(
    _ word: String, _ scheme: VersionScheme
  ) throws(VersionError) -> [RangeConstraint]? {
    let mark: String = scheme == .go ? "v" : ""
    func constraint(
      _ comparator: RangeConstraint.Comparator, _ text: String
    ) throws(VersionError) -> RangeConstraint {
      RangeConstraint(comparator: comparator, version: try Version(text, scheme: scheme))
    }
    func between(_ version: PartialVersion, raising index: Int) throws(VersionError) -> [RangeConstraint] {
      [
        try constraint(.greaterOrEqual, mark + version.padded(to: 3)),
        try constraint(.less, mark + version.raised(at: index, paddedTo: 3) + "-0"),
      ]
    }
    var rest: String = word
    let first: UInt8? = word.utf8.first
    if first == UInt8(ascii: "^") || first == UInt8(ascii: "~") {
      guard let version = PartialVersion(String(word.dropFirst()), maximumNumbers: 3), !version.numbers.isEmpty else {
        return nil
      }
      let last: Int = version.numbers.count - 1
      if first == UInt8(ascii: "~") { return try between(version, raising: min(1, last)) }
      return try between(version, raising: version.numbers.firstIndex { $0 != "0" } ?? last)
    }
    if word.utf8.last == UInt8(ascii: "*"), let version = PartialVersion(word, maximumNumbers: 3),
      !version.numbers.isEmpty
    {
      return try between(version, raising: version.numbers.count - 1)
    }
    let comparator: RangeConstraint.Comparator = rest.takeComparator() ?? .equal
    if comparator == .equal, rest.utf8.first == UInt8(ascii: "=") { rest = String(rest.dropFirst()) }
    return rest.looksLikeVersion ? [try constraint(comparator, rest)] : nil
  }
}
