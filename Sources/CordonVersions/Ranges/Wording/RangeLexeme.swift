/// What a word or sign of an advisory's range text stands for.
enum RangeLexeme: Equatable {
  case version(String)
  case comparator(RangeConstraint.Comparator)
  /// `-`, `to`, `through` between two versions; in front of one it is its inclusive end.
  case through
  /// `to`, a dash or an ellipsis: only between two versions.
  case to
  /// `up to`, `bis`: nobody can say whether the end is included, unless `to` would do.
  case upTo
  /// `and earlier`: from there downwards, inclusive.
  case andEarlier
  /// `and later`, `+`: from there upwards, inclusive.
  case andLater
  case comma, and, or
  case doublePipe
  case all
  /// `all`, `versions`: says nothing.
  case filler
}

/// Phrases of advisories in English and German, lower-case, longest first among those with the same start.
enum RangePhrases {
  static let table: [String: [(words: [String], lexeme: RangeLexeme)]] = {
    var byFirst: [String: [(words: [String], lexeme: RangeLexeme)]] = [:]
    for (lexeme, phrases) in meanings {
      for phrase in phrases {
        let words: [String] = phrase.split(separator: " ").map(String.init)
        guard let first = words.first else { continue }
        byFirst[first, default: []].append((words, lexeme))
      }
    }
    return byFirst.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  private static let meanings: [(RangeLexeme, [String])] = [
    (
      .through,
      [
        "through", "thru", "up to and including", "up to including", "up to (including)", "up to (inclusive)",
        "until and including", "to and including", "no later than", "at most", "bis einschließlich",
        "bis einschliesslich", "bis inklusive", "bis inkl", "bis inkl.", "bis und mit", "bis zu einschließlich",
        "bis einschließlich version", "höchstens",
      ]
    ),
    (.to, ["to", "-", "–", "—", "…", "..."]),
    (.upTo, ["up to", "upto", "until", "bis", "bis zu"]),
    (
      .comparator(.less),
      [
        "before", "prior to", "earlier than", "older than", "lower than", "less than", "smaller than", "below",
        "up to but not including", "up to (excluding)", "up to (exclusive)", "up to but excluding",
        "but not including", "- but not including", "vor", "älter als", "kleiner als", "niedriger als",
        "früher als", "unterhalb von", "bis ausschließlich", "bis exklusive",
      ]
    ),
    (
      .comparator(.lessOrEqual),
      [
        "less than or equal to", "equal to or less than", "lower than or equal to", "kleiner oder gleich",
        "kleiner gleich",
      ]
    ),
    (
      .comparator(.greaterOrEqual),
      [
        "from", "since", "starting with", "starting from", "starting at", "beginning with", "at least",
        "no earlier than",
        "greater than or equal to", "equal to or greater than", "ab", "ab version", "seit", "von", "mindestens",
        "größer oder gleich", "größer gleich", "beginnend mit",
      ]
    ),
    (
      .comparator(.greater),
      [
        "after", "later than", "newer than", "greater than", "higher than", "above", "nach", "neuer als", "größer als",
        "höher als", "später als", "oberhalb von",
      ]
    ),
    (
      .andEarlier,
      [
        "and earlier", "and prior", "and older", "and below", "and lower", "and before", "or earlier", "or prior",
        "or older", "or below", "or lower", "and all earlier", "and all prior", "und früher", "und frühere",
        "und älter",
        "und ältere", "und niedriger", "und niedrigere", "oder früher", "oder älter", "oder niedriger", "und darunter",
        "(and earlier)", "(and prior)", "and under",
      ]
    ),
    (
      .andLater,
      [
        "and later", "and newer", "and above", "and higher", "and up", "and upwards", "and onwards", "or later",
        "or newer", "or above", "or higher", "onwards", "und später", "und spätere", "und neuer", "und neuere",
        "und höher", "und höhere", "oder später", "oder neuer", "oder höher", "und darüber", "+",
      ]
    ),
    (.and, ["and", "&", "und", "sowie", "as well as"]),
    (.or, ["or", "oder"]),
    (.all, ["all", "any", "every", "alle", "jede", "sämtliche", "*"]),
    (
      .filler,
      [
        "version", "versions", "versionen", "version(s)", "ver.", "ver", "vers.", "release", "releases",
        "all versions of",
      ]
    ),
  ]
}
