/// Intervals of Maven and NuGet: `[1.0,2.0)`, `(,1.0]`, `[1.5]`, several joined by commas. NuGet's floating `1.2.*`
/// is read as well. A bare version is that version.
enum BracketRange {
  static func read(_ text: String, scheme: VersionScheme) throws(VersionError) -> RangeReading? {
    if scheme == .nuget, let floating = try floating(text) { return floating }
    guard let first = text.utf8.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "(") else { return nil }
    var alternatives: [[RangeConstraint]] = []
    var isFull: Bool = false
    var rest: Substring.UTF8View = Substring(text).utf8
    while let open = rest.first {
      guard open == UInt8(ascii: "[") || open == UInt8(ascii: "("),
        let end = rest.firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: ")") }),
        alternatives.count < VersionRange.Limits.constraints / 2
      else { return nil }
      let inner: String = String(Substring(rest[rest.index(after: rest.startIndex)..<end]))
      let isClosed: (low: Bool, high: Bool) = (open == UInt8(ascii: "["), rest[end] == UInt8(ascii: "]"))
      guard let constraints = try interval(inner, isClosed, scheme) else { return nil }
      if constraints.isEmpty { isFull = true }
      alternatives.append(constraints)
      rest = rest[rest.index(after: end)...].drop { $0 <= 0x20 }
      guard rest.first == UInt8(ascii: ",") else {
        guard rest.isEmpty else { return nil }
        break
      }
      rest = rest.dropFirst().drop { $0 <= 0x20 }
    }
    return isFull ? .everything : RangeReading.anyOf(alternatives)
  }

  private static func interval(
    _ inner: String, _ isClosed: (low: Bool, high: Bool), _ scheme: VersionScheme
  ) throws(VersionError) -> [RangeConstraint]? {
    let ends: [String] = inner.pieces(at: UInt8(ascii: ","))
    func constraint(
      _ comparator: RangeConstraint.Comparator, _ version: String
    ) throws(VersionError) -> RangeConstraint {
      guard version.looksLikeVersion else {
        throw VersionError(
          code: .unsupportedRange, text: version.excerpt, reason: "an interval needs versions: [1.0,2.0)")
      }
      return RangeConstraint(comparator: comparator, version: try Version(version, scheme: scheme))
    }
    if ends.count == 1 {
      guard isClosed.low, isClosed.high, !ends[0].isEmpty else { return nil }
      return [try constraint(.equal, ends[0])]
    }
    guard ends.count == 2 else { return nil }
    var result: [RangeConstraint] = []
    if !ends[0].isEmpty { result.append(try constraint(isClosed.low ? .greaterOrEqual : .greater, ends[0])) }
    if !ends[1].isEmpty { result.append(try constraint(isClosed.high ? .lessOrEqual : .less, ends[1])) }
    if result.count == 2, isClosed.low, isClosed.high, result[0].version.compare(to: result[1].version) == .equal {
      return [try constraint(.equal, ends[0])]
    }
    return result
  }

  private static func floating(_ text: String) throws(VersionError) -> RangeReading? {
    guard text.utf8.last == UInt8(ascii: "*"), let version = PartialVersion(text, maximumNumbers: 4),
      !version.numbers.isEmpty
    else { return nil }
    let low: String = version.padded(to: 3)
    let high: String = version.raised(at: version.numbers.count - 1, paddedTo: 3)
    return RangeReading.anyOf([
      [
        RangeConstraint(comparator: .greaterOrEqual, version: try Version(low, scheme: .nuget)),
        RangeConstraint(comparator: .less, version: try Version(high + "-0", scheme: .nuget)),
      ]
    ])
  }
}
