/// node-semver ranges (github.com/npm/node-semver, "Ranges"), with its rule for pre-releases: one is in the range only
/// when an alternative it satisfies names a pre-release of the same three numbers.
enum NpmRange {
  /// What one alternative between `||` spells out to.
  struct Alternative {
    /// The comparators as listed: upper ends of caret, tilde and placeholders without node's `-0`.
    var listed: [RangeConstraint] = []
    var exact: [RangeConstraint] = []
    /// The numbers of comparators that have a pre-release.
    var prereleaseCores: [String] = []
    var nativeText: String = ""

    /// Whether node-semver reads it as `*`.
    var isAny: Bool {
      exact.isEmpty || (exact.count == 1 && exact[0].comparator == .greaterOrEqual && exact[0].version.text == "0.0.0")
    }
  }

  static func read(_ text: String) throws(VersionError) -> RangeReading? {
    var listed: [RangeConstraint] = []
    var releases: [VersionSet.Interval] = []
    var prereleases: [VersionSet.Interval] = []
    var native: [String] = []
    var hasAny: Bool = false
    for piece in text.alternatives {
      guard let alternative = try alternative(piece) else { return nil }
      listed += alternative.listed
      native.append(alternative.nativeText)
      hasAny = hasAny || alternative.isAny
      let set = VersionSet(allOf: alternative.exact)
      guard !set.intervals.isEmpty, !piece.isEmpty else { return nil }
      releases += set.intervals
      for core in alternative.prereleaseCores {
        let lowest: RangeConstraint = try constraint(.greaterOrEqual, core + "-0")
        let window = VersionSet(allOf: [lowest, try constraint(.less, core)])
        prereleases += set.intersection(window).intervals
      }
    }
    var reading = RangeReading(constraints: listed, versions: VersionSet(union: releases))
    // Next to `*` node-semver drops every other alternative, and with them the pre-releases they name.
    reading.prereleases = VersionSet(union: hasAny ? [] : prereleases)
    reading.nativeText = hasAny ? "*" : native.joined(separator: " || ")
    return reading
  }

  private static func alternative(_ text: String) throws(VersionError) -> Alternative? {
    var result = Alternative()
    if let dash = text[...].range(ofBytes: " - ") {
      guard let low = partial(String(text[..<dash.lowerBound]).trimmed),
        let high = partial(String(text[dash.upperBound...]).trimmed)
      else { return nil }
      if !low.numbers.isEmpty { try result.add(.greaterOrEqual, low.padded(to: 3)) }
      if !high.numbers.isEmpty {
        if high.numbers.count == 3 {
          try result.add(.lessOrEqual, high.padded(to: 3))
        } else {
          try result.addUpper(high.raised(at: high.numbers.count - 1, paddedTo: 3))
        }
      }
      return result.spelled
    }
    guard !text.utf8.contains(UInt8(ascii: ",")) else { return nil }
    for word in text.operatorWords {
      guard try result.add(word: word) else { return nil }
    }
    return result.spelled
  }

  static func partial(_ text: String) -> PartialVersion? { PartialVersion(text, maximumNumbers: 3) }

  static func constraint(
    _ comparator: RangeConstraint.Comparator, _ version: String
  ) throws(VersionError) -> RangeConstraint {
    RangeConstraint(comparator: comparator, version: try Version(version, scheme: .npm))
  }
}

extension NpmRange.Alternative {
  /// With its comparators written out, in their order.
  var spelled: Self {
    var copy: Self = self
    copy.nativeText =
      exact.isEmpty ? "*" : exact.map { $0.comparator.rawValue + $0.version.text }.joined(separator: " ")
    return copy
  }

  /// Adds what one word stands for; `false` when it is not of the syntax.
  mutating func add(word: String) throws(VersionError) -> Bool {
    var rest: String = word
    if word.utf8.first == UInt8(ascii: "^") { return try addCaret(String(word.dropFirst())) }
    if word.utf8.first == UInt8(ascii: "~") {
      rest = String(word.dropFirst())
      if rest.utf8.first == UInt8(ascii: ">") { rest = String(rest.dropFirst()) }
      return try addTilde(rest)
    }
    let comparator: RangeConstraint.Comparator = rest.takeComparator() ?? .equal
    guard comparator != .notEqual, let version = NpmRange.partial(rest) else { return false }
    if version.numbers.count == 3 {
      try add(comparator, version.padded(to: 3))
      return true
    }
    try addPartial(comparator, version)
    return true
  }

  private mutating func addCaret(_ text: String) throws(VersionError) -> Bool {
    guard let version = NpmRange.partial(text) else { return false }
    guard !version.numbers.isEmpty else { return true }
    let firstNonZero: Int? = version.numbers.firstIndex { $0 != "0" }
    try add(.greaterOrEqual, version.padded(to: 3))
    try addUpper(version.raised(at: firstNonZero ?? version.numbers.count - 1, paddedTo: 3))
    return true
  }

  private mutating func addTilde(_ text: String) throws(VersionError) -> Bool {
    guard let version = NpmRange.partial(text) else { return false }
    guard !version.numbers.isEmpty else { return true }
    try add(.greaterOrEqual, version.padded(to: 3))
    try addUpper(version.raised(at: min(1, version.numbers.count - 1), paddedTo: 3))
    return true
  }

  /// A comparator in front of `1.2` or `1.2.x`.
  private mutating func addPartial(
    _ comparator: RangeConstraint.Comparator, _ version: PartialVersion
  ) throws(VersionError) {
    guard !version.numbers.isEmpty else {
      if comparator == .greater || comparator == .less { try addUpper("0.0.0") }
      return
    }
    let low: String = version.padded(to: 3)
    let next: String = version.raised(at: version.numbers.count - 1, paddedTo: 3)
    switch comparator {
    case .greaterOrEqual: try add(.greaterOrEqual, low)
    case .less: try addUpper(low)
    case .greater: try add(.greaterOrEqual, next, listing: version.hasPlaceholder ? nil : (.greater, low))
    case .lessOrEqual: try addUpper(next, listing: version.hasPlaceholder ? nil : (.lessOrEqual, low))
    case .equal, .notEqual:
      try add(.greaterOrEqual, low)
      try addUpper(next)
    }
  }

  /// An exclusive end that keeps the pre-releases of `version` out as well: node's `<2.0.0-0`.
  mutating func addUpper(
    _ version: String, listing: (RangeConstraint.Comparator, String)? = nil
  ) throws(VersionError) {
    exact.append(try NpmRange.constraint(.less, version + "-0"))
    listed.append(try NpmRange.constraint(listing?.0 ?? .less, listing?.1 ?? version))
  }

  mutating func add(
    _ comparator: RangeConstraint.Comparator, _ version: String, listing: (RangeConstraint.Comparator, String)? = nil
  ) throws(VersionError) {
    let constraint: RangeConstraint = try NpmRange.constraint(comparator, version)
    exact.append(constraint)
    listed.append(
      try listing.map { (shown) throws(VersionError) in try NpmRange.constraint(shown.0, shown.1) } ?? constraint)
    if let hyphen = version.utf8.firstIndex(of: UInt8(ascii: "-")) {
      prereleaseCores.append(String(version[..<hyphen]))
    }
  }
}
