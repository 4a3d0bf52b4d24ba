/// Gem::Requirement: `~> 2.2.0`, `>= 1.0, < 2.0`, `!= 1.5`; commas mean "and", quotes and parentheses are dropped.
enum GemRange {
  static func read(_ text: String) throws(VersionError) -> RangeReading? {
    var listed: [RangeConstraint] = []
    var exact: [RangeConstraint] = []
    let body: String = String(decoding: text.utf8.filter { !"()'\"".utf8.contains($0) }, as: UTF8.self)
    guard body.utf8.contains(where: { "<>=!~".utf8.contains($0) }) else { return nil }
    for piece in body.pieces(at: UInt8(ascii: ",")) {
      var rest: String = piece
      if piece.utf8.starts(with: "~>".utf8) {
        guard let pair = try pessimistic(String(piece.dropFirst(2)).trimmed) else { return nil }
        listed += [pair.low, pair.high]
        exact += [pair.low, pair.exactHigh]
        continue
      }
      guard let comparator = rest.takeComparator(), rest.trimmed.looksLikeVersion else { return nil }
      let constraint = RangeConstraint(
        comparator: comparator, version: try Version(rest.trimmed, scheme: .rubygems))
      listed.append(constraint)
      exact.append(constraint)
    }
    guard let joined = RangeReading.anyOf([exact]) else { return nil }
    return RangeReading(constraints: unique(listed), versions: joined.versions)
  }

  /// `~> 2.2.0`: from there, below 2.3 and below its pre-releases. A pre-release of 2.3 starts with a letter, and `A` is
  /// the lowest letter.
  private static func pessimistic(
    _ version: String
  ) throws(VersionError) -> (low: RangeConstraint, high: RangeConstraint, exactHigh: RangeConstraint)? {
    guard version.looksLikeVersion else { return nil }
    var numbers: [String] = []
    for piece in version.pieces(at: UInt8(ascii: ".")) {
      guard !piece.isEmpty, piece.utf8.allSatisfy(\.isASCIIDigit) else { break }
      numbers.append(piece)
    }
    if numbers.count > 1 { numbers.removeLast() }
    guard let last = numbers.popLast() else { return nil }
    let raised: String = (numbers + [last.decimalSuccessor]).joined(separator: ".")
    func constraint(
      _ comparator: RangeConstraint.Comparator, _ text: String
    ) throws(VersionError) -> RangeConstraint {
      RangeConstraint(comparator: comparator, version: try Version(text, scheme: .rubygems))
    }
    return (
      try constraint(.greaterOrEqual, version), try constraint(.less, raised), try constraint(.less, raised + ".A")
    )
  }

  private static func unique(_ constraints: [RangeConstraint]) -> [RangeConstraint] {
    var result: [RangeConstraint] = []
    for constraint in constraints.sorted(by: RangeConstraint.precedes) {
      if let last = result.last, last.comparator == constraint.comparator,
        last.version.compare(to: constraint.version) == .equal
      {
        continue
      }
      result.append(constraint)
    }
    return result
  }
}
