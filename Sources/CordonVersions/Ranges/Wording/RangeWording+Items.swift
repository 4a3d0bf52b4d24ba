extension RangeWording {
  /// One part between commas, "and" and "or".
  private struct Item {
    var constraints: [RangeConstraint]
    var isWhole: Bool
  }

  /// The alternatives of the text between two `||`.
  func readGroup(_ lexemes: [RangeLexeme]) throws(VersionError) -> [[RangeConstraint]] {
    var items: [Item] = []
    var joinedByOr: Bool = false
    for part in lexemes.split(whereSeparator: { $0 == .comma || $0 == .and || $0 == .or }) {
      items.append(try readItem(part.filter { $0 != .filler && $0 != .all }))
    }
    if lexemes.contains(.or) { joinedByOr = true }
    guard !items.isEmpty else { throw failure(.unsupportedRange, "a version is missing") }
    if items.allSatisfy(\.isWhole) { return items.map(\.constraints) }
    if items.count == 1 { return [items[0].constraints] }
    return try joinEnds(items, joinedByOr: joinedByOr)
  }

  /// Ends that stand alone, such as `>= 1.0, < 2.0`.
  private func joinEnds(_ items: [Item], joinedByOr: Bool) throws(VersionError) -> [[RangeConstraint]] {
    let constraints: [RangeConstraint] = items.flatMap(\.constraints)
    let hasExact: Bool = constraints.contains { $0.comparator == .equal }
    if !joinedByOr, !hasExact, items.allSatisfy({ !$0.isWhole }), RangeConstraint.isPlainConjunction(constraints) {
      return [constraints]
    }
    // `< 1.5, >= 2.0, < 2.3` cannot hold together; in rising order it can only be read from left to right.
    guard !hasExact, !constraints.contains(where: { $0.comparator == .notEqual }), Self.alternates(constraints) else {
      throw failure(
        .unsupportedRange,
        "its parts can be joined in more than one way; write '>= 1.0, < 2.0' for one span and '||' between spans")
    }
    return VersionSet(signposts: constraints).intervals.map { interval in
      var ends: [RangeConstraint] = []
      if let lower = interval.lower {
        ends.append(RangeConstraint(comparator: lower.isInclusive ? .greaterOrEqual : .greater, version: lower.version))
      }
      if let upper = interval.upper {
        ends.append(RangeConstraint(comparator: upper.isInclusive ? .lessOrEqual : .less, version: upper.version))
      }
      return ends
    }
  }

  private static func alternates(_ constraints: [RangeConstraint]) -> Bool {
    for (a, b) in zip(constraints, constraints.dropFirst()) {
      guard a.comparator.isUpper != b.comparator.isUpper, a.version.compare(to: b.version) == .less else {
        return false
      }
    }
    return true
  }

  private func readItem(_ lexemes: [RangeLexeme]) throws(VersionError) -> Item {
    var ends: [RangeConstraint] = []
    var rest: ArraySlice<RangeLexeme> = lexemes[...]
    while let next = rest.popFirst() {
      switch next {
      case .version(let word):
        ends += try readVersion(word, &rest, isFirst: ends.isEmpty)
      case .comparator(let comparator):
        guard case .version(let word)? = rest.popFirst() else {
          throw failure(.unsupportedRange, "a version is missing behind '\(comparator.rawValue)'")
        }
        ends += try end(comparator, word)
      case .through:
        guard case .version(let word)? = rest.popFirst() else {
          throw failure(.unsupportedRange, "a version is missing at its end")
        }
        ends += try end(.lessOrEqual, word)
      case .to where ends.count == 1 && ends[0].comparator.isLower:
        if case .comparator(let comparator)? = rest.first, comparator.isUpper { continue }
        guard case .version(let word)? = rest.popFirst() else {
          throw failure(.unsupportedRange, "a version is missing at its end")
        }
        ends += try end(.lessOrEqual, word)
      case .upTo:
        throw failure(
          .unsupportedRange,
          "it does not say whether its end is included; write 'up to and including 2.0' or 'before 2.0' "
            + "('bis einschließlich 2.0', 'vor 2.0')")
      case .to, .andEarlier, .andLater, .comma, .and, .or, .doublePipe, .all, .filler:
        throw failure(.unsupportedRange, "its words do not make a range; write '>= 1.0, < 2.0' or '1.0 through 1.4'")
      }
    }
    return try item(ends)
  }

  private func item(_ ends: [RangeConstraint]) throws(VersionError) -> Item {
    if ends.count == 1 { return Item(constraints: ends, isWhole: ends[0].comparator == .equal) }
    guard RangeConstraint.isPlainConjunction(ends) else {
      throw failure(
        .unsupportedRange,
        ends.isEmpty ? "a version is missing" : "two versions stand side by side without a word between")
    }
    return Item(constraints: ends, isWhole: true)
  }

  /// A version and what follows it: nothing, `and later`, or the other end.
  private func readVersion(
    _ word: String, _ rest: inout ArraySlice<RangeLexeme>, isFirst: Bool
  ) throws(VersionError) -> [RangeConstraint] {
    guard isFirst else { throw failure(.unsupportedRange, "two versions stand side by side without a word between") }
    switch rest.first {
    case nil: return try end(.equal, word)
    case .andEarlier:
      rest.removeFirst()
      return try end(.lessOrEqual, word)
    case .andLater:
      rest.removeFirst()
      return try end(.greaterOrEqual, word)
    case .to, .through: return try end(.greaterOrEqual, word)
    case .comparator(let comparator) where comparator.isUpper: return try end(.greaterOrEqual, word)
    default:
      throw failure(.unsupportedRange, "'\(word.excerpt)' is followed by words that do not make a range")
    }
  }

  /// One end; `2.x` stands for every version that starts with 2.
  private func end(
    _ comparator: RangeConstraint.Comparator, _ word: String
  ) throws(VersionError) -> [RangeConstraint] {
    guard
      word.utf8.suffix(2).elementsEqual(".x".utf8) || word.utf8.suffix(2).elementsEqual(".*".utf8)
        || word.utf8.suffix(2).elementsEqual(".X".utf8)
    else { return [RangeConstraint(comparator: comparator, version: try version(word, comparator))] }
    guard let partial = PartialVersion(word, maximumNumbers: 8), !partial.numbers.isEmpty else {
      throw failure(.unsupportedRange, "'\(word.excerpt)' is not of the form 2.x")
    }
    let low: Version = try lowest(partial.numbers)
    var raised: [String] = partial.numbers
    raised[raised.count - 1] = raised[raised.count - 1].decimalSuccessor
    let next: Version = try lowest(raised)
    switch comparator {
    case .equal:
      return [.init(comparator: .greaterOrEqual, version: low), .init(comparator: .less, version: next)]
    case .less: return [.init(comparator: .less, version: low)]
    case .lessOrEqual: return [.init(comparator: .less, version: next)]
    case .greater: return [.init(comparator: .greaterOrEqual, version: next)]
    case .greaterOrEqual: return [.init(comparator: .greaterOrEqual, version: low)]
    case .notEqual:
      throw failure(.unsupportedRange, "'!= \(word.excerpt)' cannot be read; name the versions that are in it")
    }
  }

  /// The lowest version that starts with these numbers: a pre-release where the scheme has one.
  private func lowest(_ numbers: [String]) throws(VersionError) -> Version {
    let plain: String = numbers.joined(separator: ".")
    let padded: String = (numbers + Array(repeating: "0", count: max(0, 3 - numbers.count))).joined(separator: ".")
    let text: String =
      switch scheme {
      case .semver, .npm, .nuget: padded + "-0"
      case .go: "v" + padded + "-0"
      case .pep440: plain + ".dev0"
      case .rubygems: plain + ".A"
      case .conan: plain + "-"
      case .dpkg, .rpm: plain + "~"
      case .composer: padded + "-dev"
      case .maven: plain + "-alpha"
      case .apk, .gentoo: plain + "_alpha"
      case .lexicographic, .datetime:
        throw failure(.unsupportedRange, "the scheme \(scheme.rawValue) has no numbers to leave open")
      case .pacman, .openssl, .nginx, .windows, .apple, .generic: plain
      }
    return try Version(text, scheme: scheme)
  }
}
