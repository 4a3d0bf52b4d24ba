/// `vers:` text → scheme and set.
enum VersReader {
  static func read(
    _ text: String, scheme: VersionScheme?, reading: VersSyntax.Reading
  ) throws(VersionError) -> (VersionScheme, RangeReading) {
    let syntax = try VersSyntax(parsing: text, reading: reading)
    let found: VersionScheme = try resolve(syntax.type, wanted: scheme, text)
    if syntax.isStar {
      return (found, syntax.type == "none" ? RangeReading(constraints: [], versions: .nothing) : .everything)
    }
    guard syntax.type != "none", syntax.type != "all" || reading == .tolerant else {
      throw VersionError(
        code: .invalidSyntax, text: text.excerpt, reason: "vers:\(syntax.type)/* is the only form of this type")
    }
    var constraints: [RangeConstraint] = []
    constraints.reserveCapacity(syntax.parts.count)
    for part in syntax.parts {
      // Real documents use the type `all` with comparators, for the same loose versions as prose.
      let version: Version =
        syntax.type == "all"
        ? try RangeWording(scheme: found, text: text).version(joined(part.version), part.comparator)
        : try Version(part.version, scheme: found)
      constraints.append(RangeConstraint(comparator: part.comparator, version: version))
    }
    if reading == .canonical {
      try checkOrder(constraints, text)
      try checkAlternation(constraints, text)
    } else {
      try refuseContradiction(constraints, text)
    }
    return (found, RangeReading(constraints: constraints, versions: VersionSet(signposts: constraints)))
  }

  /// `V222.0 Update 13` as one word.
  private static func joined(_ version: String) throws(VersionError) -> String {
    guard version.utf8.contains(0x20), case .version(let word)? = try RangeLexer(version).lexemes.onlyElement else {
      return version
    }
    return word
  }

  /// The types that say nothing about order take the scheme the caller has.
  private static func resolve(
    _ type: String, wanted: VersionScheme?, _ text: String
  ) throws(VersionError) -> VersionScheme {
    if type == "all" || type == "none" || type == "generic" || type == "intdot" { return wanted ?? .generic }
    guard let found = VersionScheme(name: type) else {
      throw VersionError(
        code: .unknownScheme, text: text.excerpt, reason: "no version scheme is called '\(type.excerpt)'")
    }
    guard let wanted, wanted != found else { return found }
    throw VersionError(
      code: .schemeMismatch, text: text.excerpt,
      reason: "the range is of type \(type), but the versions are of the scheme \(wanted.rawValue)")
  }

  private static func checkOrder(_ constraints: [RangeConstraint], _ text: String) throws(VersionError) {
    for (earlier, later) in zip(constraints, constraints.dropFirst()) {
      let order: VersionOrder = earlier.version.compare(to: later.version)
      guard order != .less else { continue }
      throw VersionError(
        code: .invalidSyntax, text: text.excerpt,
        reason: order == .equal
          ? "the version \(later.version.text.excerpt) stands twice in the range"
          : "constraints are sorted by version: \(later.version.text.excerpt) comes before "
            + earlier.version.text.excerpt)
    }
  }

  /// The rules for neighbours in the VERS specification, "Normalized, canonical representation and validation".
  private static func checkAlternation(_ constraints: [RangeConstraint], _ text: String) throws(VersionError) {
    func refuse(_ a: RangeConstraint, _ b: RangeConstraint) throws(VersionError) -> Never {
      throw VersionError(
        code: .invalidSyntax, text: text.excerpt,
        reason: "\(a.versText.excerpt) cannot be followed by \(b.versText.excerpt)")
    }
    var previous: RangeConstraint?
    var previousBound: RangeConstraint?
    for constraint in constraints where constraint.comparator != .notEqual {
      if let previous, previous.comparator == .equal, constraint.comparator.isUpper { try refuse(previous, constraint) }
      previous = constraint
      guard constraint.comparator != .equal else { continue }
      if let previousBound, previousBound.comparator.isUpper == constraint.comparator.isUpper {
        try refuse(previousBound, constraint)
      }
      previousBound = constraint
    }
  }

  /// One version with two comparators means nothing; said twice in the same way it is harmless.
  private static func refuseContradiction(_ constraints: [RangeConstraint], _ text: String) throws(VersionError) {
    let sorted: [RangeConstraint] = constraints.sorted(by: RangeConstraint.precedes)
    for (a, b) in zip(sorted, sorted.dropFirst()) where a.comparator != b.comparator {
      guard a.version.compare(to: b.version) == .equal else { continue }
      throw VersionError(
        code: .invalidSyntax, text: text.excerpt,
        reason: "\(a.versText.excerpt) and \(b.versText.excerpt) are about the same version; only one can stand")
    }
  }
}

extension Array {
  fileprivate var onlyElement: Element? { count == 1 ? self[0] : nil }
}
