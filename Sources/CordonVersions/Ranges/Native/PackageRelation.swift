/// Relations of package managers: `>= 1.0, << 2.0`, `(= 1.2-3)`; all of them have to hold.
///
/// Debian's `<<` and `>>` are strict; its old `<` and `>` are read as strict too, as advisories mean them. rpm's `==`
/// and `<>` are known.
enum PackageRelation {
  static func read(_ text: String, scheme: VersionScheme) throws(VersionError) -> RangeReading? {
    let body: String = String(
      decoding: text.utf8.filter { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }, as: UTF8.self)
    var constraints: [RangeConstraint] = []
    for word in body.operatorWords {
      guard let (comparator, version) = split(word), version.looksLikeVersion else { return nil }
      constraints.append(RangeConstraint(comparator: comparator, version: try Version(version, scheme: scheme)))
    }
    guard RangeConstraint.isPlainConjunction(constraints) else { return nil }
    return RangeReading.anyOf([constraints])
  }

  private static func split(_ word: String) -> (RangeConstraint.Comparator, String)? {
    let table: [(String, RangeConstraint.Comparator)] = [
      ("<<", .less), (">>", .greater), ("<>", .notEqual), ("==", .equal),
    ]
    for (sign, comparator) in table where word.utf8.starts(with: sign.utf8) {
      return (comparator, String(word.dropFirst(2)))
    }
    var rest: String = word
    return rest.takeComparator().map { ($0, rest) }
  }
}

extension RangeConstraint {
  /// Whether "all of these hold" can only be meant so: at most one end on each side (or one exact version), and
  /// something is left between them. `< 1.5, < 2.1` or `< 1.5, >= 2.0` more likely mean alternatives.
  static func isPlainConjunction(_ constraints: [RangeConstraint]) -> Bool {
    let bounds: [RangeConstraint] = constraints.filter { $0.comparator != .notEqual }
    guard !constraints.isEmpty else { return false }
    if bounds.contains(where: { $0.comparator == .equal }) { return constraints.count == 1 }
    return bounds.count { $0.comparator.isLower } <= 1 && bounds.count { $0.comparator.isUpper } <= 1
      && !VersionSet(allOf: constraints).intervals.isEmpty
  }
}
