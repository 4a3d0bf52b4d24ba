/// Conan 2 version ranges: `>=1 <2`, `^1.2`, `~1.2`, `||`, with or without `[…]` and `include_prerelease`.
///
/// Conan offers pre-releases to a resolver only on request; a version that is installed is judged by its place in the
/// order, so `include_prerelease` changes nothing here.
enum ConanRange {
  static func read(_ text: String) throws(VersionError) -> RangeReading? {
    var body: String = text
    if body.utf8.first == UInt8(ascii: "["), body.utf8.last == UInt8(ascii: "]") {
      body = String(body.dropFirst().dropLast()).trimmed
    }
    let parts: [String] = body.pieces(at: UInt8(ascii: ","))
    for option in parts.dropFirst() {
      guard option.utf8.starts(with: "include_prerelease".utf8) else { return nil }
    }
    var alternatives: [[RangeConstraint]] = []
    for piece in (parts.first ?? "").alternatives {
      var constraints: [RangeConstraint] = []
      for word in piece.operatorWords {
        guard let added = try Self.constraints(word) else { return nil }
        constraints += added
      }
      guard !constraints.isEmpty else { return nil }
      alternatives.append(constraints)
    }
    return RangeReading.anyOf(alternatives)
  }

  private static func constraints(_ word: String) throws(VersionError) -> [RangeConstraint]? {
    var rest: String = word
    if rest.utf8.last == UInt8(ascii: "-") { rest = String(rest.dropLast()) }
    if rest == "*" { return [try constraint(.greaterOrEqual, "0.0.0")] }
    switch rest.utf8.first {
    case UInt8(ascii: "^"):
      rest = String(rest.dropFirst())
      return try raised(rest) { $0.firstIndex { $0.contains { $0 != "0" } } ?? $0.count - 1 }
    case UInt8(ascii: "~"):
      rest = String(rest.dropFirst())
      return try raised(rest) { $0.count > 1 ? 1 : 0 }
    default:
      let comparator: RangeConstraint.Comparator = rest.takeComparator() ?? .equal
      guard comparator != .notEqual, rest.looksLikeVersion else { return nil }
      return [try constraint(comparator, rest)]
    }
  }

  /// From the version up to the first pre-release (`2-`) of the one with the chosen number raised.
  private static func raised(
    _ version: String, _ choose: ([String]) -> Int
  ) throws(VersionError) -> [RangeConstraint]? {
    let end: String.Index =
      version.utf8.firstIndex { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } ?? version.endIndex
    var numbers: [String] = String(version[..<end]).pieces(at: UInt8(ascii: "."))
    let index: Int = choose(numbers)
    guard numbers.indices.contains(index), numbers[index].utf8.allSatisfy(\.isASCIIDigit), !numbers[index].isEmpty
    else {
      return nil
    }
    numbers[index] = numbers[index].decimalSuccessor
    return [
      try constraint(.greaterOrEqual, version),
      try constraint(.less, numbers[...index].joined(separator: ".") + "-"),
    ]
  }

  private static func constraint(
    _ comparator: RangeConstraint.Comparator, _ version: String
  ) throws(VersionError) -> RangeConstraint {
    RangeConstraint(comparator: comparator, version: try Version(version, scheme: .conan))
  }
}

extension String {
  /// One word with a digit in it and no sign that belongs to a range.
  var looksLikeVersion: Bool {
    var hasDigit: Bool = false
    for byte in utf8 {
      if byte.isASCIIDigit { hasDigit = true }
      guard byte > 0x20, !"<>=!~^|,()[]{}\"'".utf8.contains(byte) || byte == UInt8(ascii: "~") else { return false }
    }
    return hasDigit
  }
}
