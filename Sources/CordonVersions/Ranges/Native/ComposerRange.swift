/// Composer constraints: `^1.2`, `~1.2.3`, `1.2.*`, `1.0 - 2.0`, comparators; commas and blanks mean "and", `||` and `|`
/// mean "or". As in Composer, `>=`, `<` and the short forms begin and end at the development version (`2.0-dev`).
enum ComposerRange {
  static func read(_ text: String) throws(VersionError) -> RangeReading? {
    var alternatives: [[RangeConstraint]] = []
    for piece in text.utf8.split(separator: UInt8(ascii: "|")).map({ String(Substring($0)).trimmed }) {
      guard let constraints = try alternative(piece) else { return nil }
      alternatives.append(constraints)
    }
    return alternatives.isEmpty ? nil : RangeReading.anyOf(alternatives)
  }

  private static func alternative(_ text: String) throws(VersionError) -> [RangeConstraint]? {
    if let dash = text[...].range(ofBytes: " - ") {
      guard let low = partial(String(text[..<dash.lowerBound]).trimmed),
        let high = partial(String(text[dash.upperBound...]).trimmed), !low.hasPlaceholder, !high.hasPlaceholder
      else { return nil }
      let isWhole: Bool = high.numbers.count >= 3 || high.prerelease != nil
      return [
        try constraint(.greaterOrEqual, low.padded(to: 3)),
        isWhole
          ? try constraint(.lessOrEqual, high.padded(to: 3))
          : try constraint(.less, high.raised(at: high.numbers.count - 1, paddedTo: 3)),
      ]
    }
    let words: [String] = text.operatorWords
    var constraints: [RangeConstraint] = []
    for word in words {
      guard let added = try Self.constraints(word) else { return nil }
      constraints += added
    }
    // Several bare versions are a list, which is not Composer's syntax.
    return RangeConstraint.isPlainConjunction(constraints) ? constraints : nil
  }

  private static func constraints(_ word: String) throws(VersionError) -> [RangeConstraint]? {
    func between(_ version: PartialVersion, raising index: Int) throws(VersionError) -> [RangeConstraint] {
      [
        try constraint(.greaterOrEqual, version.padded(to: 3)),
        try constraint(.less, version.raised(at: index, paddedTo: 3)),
      ]
    }
    switch word.utf8.first {
    case UInt8(ascii: "^"):
      guard let version = partial(String(word.dropFirst())) else { return nil }
      return try between(version, raising: version.numbers.firstIndex { $0 != "0" } ?? version.numbers.count - 1)
    case UInt8(ascii: "~"):
      guard let version = partial(String(word.dropFirst())) else { return nil }
      return try between(version, raising: max(0, version.numbers.count - 2))
    default:
      if let version = partial(word), version.hasPlaceholder {
        return try between(version, raising: version.numbers.count - 1)
      }
      var rest: String = word
      let comparator: RangeConstraint.Comparator = rest.takeComparator() ?? .equal
      if comparator == .equal, rest.utf8.first == UInt8(ascii: "=") { rest = String(rest.dropFirst()) }
      return rest.looksLikeVersion ? [try constraint(comparator, rest)] : nil
    }
  }

  private static func partial(_ text: String) -> PartialVersion? {
    guard let version = PartialVersion(text, maximumNumbers: 4), !version.numbers.isEmpty else { return nil }
    return version
  }

  private static func constraint(
    _ comparator: RangeConstraint.Comparator, _ version: String
  ) throws(VersionError) -> RangeConstraint {
    let begins: Bool = comparator == .greaterOrEqual || comparator == .less
    let isNumeric: Bool = version.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 | 0x20 == 0x76 }
    let text: String = begins && isNumeric ? version + "-dev" : version
    return RangeConstraint(comparator: comparator, version: try Version(text, scheme: .composer))
  }
}
