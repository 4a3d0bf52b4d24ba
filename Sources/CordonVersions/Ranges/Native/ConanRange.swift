/// Conan 2 version ranges: `>=1 <2`, `^1.2`, `~1.2`, `||`, with or without `[…]` and `include_prerelease`.
///
/// Conan offers pre-releases to a resolver only on request; a version that is installed is there already, so
/// `include_prerelease` changes nothing here. `>=1` begins with the pre-releases of 1 (`1-`), `<2` ends below those of 2.
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
    var listed: [RangeConstraint] = []
    for piece in (parts.first ?? "").alternatives {
      var constraints: [RangeConstraint] = []
      for word in piece.operatorWords {
        guard let added = try Self.constraints(word) else { return nil }
        listed += added.listed
        constraints += added.exact
      }
      guard !constraints.isEmpty else { return nil }
      alternatives.append(constraints)
    }
    return RangeReading.anyOf(alternatives).map { RangeReading(constraints: listed, versions: $0.versions) }
  }

  /// What a word is listed as, and where it begins and ends exactly.
  private typealias Reading = (listed: [RangeConstraint], exact: [RangeConstraint])

  private static func constraints(_ word: String) throws(VersionError) -> Reading? {
    var rest: String = word
    let hasFloor: Bool = rest.utf8.last == UInt8(ascii: "-")
    if rest.utf8.last == UInt8(ascii: "-") { rest = String(rest.dropLast()) }
    if rest == "*" { return try reading([(.greaterOrEqual, "0.0.0")]) }
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
      return try reading([(comparator, rest)], hasFloor: hasFloor)
    }
  }

  private static func reading(
    _ bounds: [(RangeConstraint.Comparator, String)], hasFloor: Bool = false
  ) throws(VersionError) -> Reading {
    var reading: Reading = ([], [])
    for (comparator, version) in bounds {
      reading.listed.append(try constraint(comparator, version))
      let isPlain: Bool = !version.utf8.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      let isLowered: Bool = comparator == .greaterOrEqual || comparator == .less || hasFloor
      reading.exact.append(try constraint(comparator, isPlain && isLowered ? version + "-" : version))
    }
    return reading
  }

  /// From the version up to the first pre-release (`2-`) of the one with the chosen number raised.
  private static func raised(
    _ version: String, _ choose: ([String]) -> Int
  ) throws(VersionError) -> Reading? {
    let end: String.Index =
      version.utf8.firstIndex { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } ?? version.endIndex
    var numbers: [String] = String(version[..<end]).pieces(at: UInt8(ascii: "."))
    let index: Int = choose(numbers)
    guard numbers.indices.contains(index), numbers[index].utf8.allSatisfy(\.isASCIIDigit), !numbers[index].isEmpty
    else {
      return nil
    }
    numbers[index] = numbers[index].decimalSuccessor
    return try reading([(.greaterOrEqual, version), (.less, numbers[...index].joined(separator: ".") + "-")])
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
