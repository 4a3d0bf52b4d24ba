/// Comparator lists and the wordings of real advisories → set, for any scheme.
///
/// A text is a list of items; an item is one version, one or two ends, or a span. Items that are whole in themselves
/// are alternatives, ends that stand alone hold together. Whatever could be meant in two ways throws.
struct RangeWording {
  let scheme: VersionScheme
  let text: String

  func read() throws(VersionError) -> RangeReading {
    if text.utf8.contains(UInt8(ascii: "|")), text.alternatives.count == 1 { return try readSignposts() }
    let lexemes: [RangeLexeme] = try RangeLexer(text).lexemes
    if let everything = try Self.everything(lexemes, text) { return everything }
    var alternatives: [[RangeConstraint]] = []
    var count: Int = 0
    for group in lexemes.split(separator: .doublePipe, omittingEmptySubsequences: false) {
      for constraints in try readGroup(Array(group)) {
        count += constraints.count
        guard count <= VersionRange.Limits.constraints else {
          throw failure(.tooLong, "the range has too many versions")
        }
        alternatives.append(constraints)
      }
    }
    guard let reading = RangeReading.anyOf(alternatives) else {
      throw failure(.unsupportedRange, "no version can satisfy it")
    }
    return reading
  }

  func failure(_ code: VersionError.Code, _ reason: String) -> VersionError {
    VersionError(code: code, text: text.excerpt, reason: reason)
  }

  /// `all`, `all versions`, `*`, and nothing else.
  private static func everything(_ lexemes: [RangeLexeme], _ text: String) throws(VersionError) -> RangeReading? {
    let words: [RangeLexeme] = lexemes.filter { $0 != .filler }
    return words == [.all] ? .everything : nil
  }

  /// `>=12.0.1|<=12.0.14`: VERS constraints without the front.
  private func readSignposts() throws(VersionError) -> RangeReading {
    let parts: [String] = text.pieces(at: UInt8(ascii: "|"))
    guard parts.count <= VersionRange.Limits.constraints else {
      throw failure(.tooLong, "the range has too many parts")
    }
    var constraints: [RangeConstraint] = []
    for part in parts {
      var rest: String = part
      let comparator: RangeConstraint.Comparator = rest.takeComparator() ?? .equal
      guard rest.trimmed.looksLikeVersion else {
        throw failure(.unsupportedRange, "'\(part.excerpt)' between two pipes is not a comparator with a version")
      }
      constraints.append(RangeConstraint(comparator: comparator, version: try version(rest.trimmed, comparator)))
    }
    let sorted: [RangeConstraint] = constraints.sorted(by: RangeConstraint.precedes)
    for (a, b) in zip(sorted, sorted.dropFirst()) where a.comparator != b.comparator {
      guard a.version.compare(to: b.version) != .equal else {
        throw failure(.unsupportedRange, "\(a.version.text.excerpt) stands twice with different comparators")
      }
    }
    try checkExactVersions(constraints)
    return RangeReading(constraints: constraints, versions: VersionSet(signposts: constraints))
  }

  /// `5.011 | < 8.011` meant a span; nobody lists a version that a neighbour holds already.
  private func checkExactVersions(_ constraints: [RangeConstraint]) throws(VersionError) {
    let ends: [RangeConstraint] = constraints.filter { $0.comparator.isLower || $0.comparator.isUpper }
    guard !ends.isEmpty else { return }
    let spans = VersionSet(signposts: ends)
    for constraint in constraints where constraint.comparator == .equal && spans.contains(constraint.version) {
      let version: String = constraint.version.text.excerpt
      throw failure(
        .unsupportedRange, "\(version) is listed beside a span that holds it; write '>=\(version)' if it begins there")
    }
  }

  /// A version of the text, as the scheme reads it, fit to stand behind the comparator.
  func version(_ word: String, _ comparator: RangeConstraint.Comparator) throws(VersionError) -> Version {
    var plain: String = word
    if scheme != .lexicographic, scheme != .go, plain.utf8.first.map({ $0 | 0x20 == UInt8(ascii: "v") }) == true,
      plain.utf8.dropFirst().first?.isASCIIDigit == true
    {
      plain.removeFirst()
    }
    guard scheme == .generic || scheme == .windows || scheme == .apple else {
      return try Version(plain, scheme: scheme)
    }
    try VersionPlausibility.check(plain, in: text)
    let version = try Version(plain, scheme: scheme)
    if comparator != .equal, comparator != .notEqual {
      try VersionPlausibility.checkBeginning(of: version, in: text)
      try VersionPlausibility.checkOrder(of: version, in: text)
    }
    return version
  }
}

extension RangeReading {
  /// Alternatives, each of constraints that hold together; `nil` when one of them can never be satisfied.
  static func anyOf(_ alternatives: [[RangeConstraint]]) -> RangeReading? {
    var intervals: [VersionSet.Interval] = []
    for alternative in alternatives {
      let set = VersionSet(allOf: alternative)
      guard !set.intervals.isEmpty else { return nil }
      intervals += set.intervals
    }
    return RangeReading(constraints: alternatives.flatMap { $0 }, versions: VersionSet(union: intervals))
  }
}
