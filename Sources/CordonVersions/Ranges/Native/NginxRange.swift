/// The notation of nginx security advisories: `1.1.4-1.2.8, 1.3.9+`, `all`.
///
/// `1.4.1+` is that version and later ones of its branch: of a stable branch (even second number) up to the next, of
/// mainline (odd) without end.
enum NginxRange {
  static func read(_ text: String) throws(VersionError) -> RangeReading? {
    if text.caseFolded == "none" {
      throw VersionError(
        code: .unsupportedRange, text: text, reason: "'none' names no version; leave the range out instead")
    }
    var alternatives: [[RangeConstraint]] = []
    for item in text.pieces(at: UInt8(ascii: ",")) {
      guard let constraints = try constraints(item) else { return nil }
      alternatives.append(constraints)
    }
    return RangeReading.anyOf(alternatives)
  }

  private static func constraints(_ item: String) throws(VersionError) -> [RangeConstraint]? {
    func constraint(
      _ comparator: RangeConstraint.Comparator, _ version: String
    ) throws(VersionError) -> RangeConstraint {
      RangeConstraint(comparator: comparator, version: try Version(version, scheme: .nginx))
    }
    let ends: [String] = item.pieces(at: UInt8(ascii: "-"))
    if ends.count == 2, isDotted(ends[0]), isDotted(ends[1]) {
      return [try constraint(.greaterOrEqual, ends[0]), try constraint(.lessOrEqual, ends[1])]
    }
    if item.utf8.last == UInt8(ascii: "+") {
      let start: String = String(item.dropLast()).trimmed
      guard isDotted(start), let version = PartialVersion(start, maximumNumbers: 3), version.numbers.count >= 2 else {
        return nil
      }
      let isStable: Bool = (version.numbers[1].utf8.last ?? 0) & 1 == 0
      let from: RangeConstraint = try constraint(.greaterOrEqual, start)
      return isStable ? [from, try constraint(.less, version.raised(at: 1, paddedTo: 3))] : [from]
    }
    return isDotted(item) ? [try constraint(.equal, item)] : nil
  }

  private static func isDotted(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
  }
}
