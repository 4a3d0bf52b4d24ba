/// Maven's ComparableVersion: items one by one, a missing item counts as 0, `""` or an empty list, whichever the other
/// side needs. Known qualifiers: alpha, beta, milestone, rc = cr, snapshot, "" = ga = final = release, sp; then others
/// by their text.
enum MavenOrder {
  private enum Token {
    static let end: UInt8 = 0
    static let number: UInt8 = 1
    static let qualifier: UInt8 = 2
    static let combination: UInt8 = 3
    /// A nested list begins; it reaches to the end.
    static let list: UInt8 = 4
  }

  private enum Rank {
    static let release: UInt8 = 6
    static let unknown: UInt8 = 8
  }

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    if let blank = text.bytes.firstIndex(of: 0x20) {
      throw text.invalidCharacter(at: blank, allowed: "letters, digits and . - _ +")
    }
    var key = VersionKey()
    key.bytes.reserveCapacity(text.end * 2 + 8)
    let levels: [[MavenVersion.Item]] = MavenVersion(text).levels
    for (depth, items) in levels.enumerated() {
      if depth > 0 { key.append(Token.list) }
      for item in items { append(item, of: text, to: &key) }
    }
    key.append(Token.end)
    return key
  }

  private static func append(_ item: MavenVersion.Item, of text: VersionText, to key: inout VersionKey) {
    switch item {
    case .number(let range):
      key.append(Token.number)
      key.append(number: range, of: text)
    case .qualifier(let range):
      key.append(Token.qualifier)
      append(qualifier: range, isBeforeNumber: false, of: text, to: &key)
    case .combination(let word, let number):
      key.append(Token.combination)
      append(qualifier: word, isBeforeNumber: true, of: text, to: &key)
      key.append(number: number, of: text)
    }
  }

  private static func append(
    qualifier range: Range<Int>, isBeforeNumber: Bool, of text: VersionText, to key: inout VersionKey
  ) {
    let rank: UInt8 = rank(of: range, isBeforeNumber: isBeforeNumber, text)
    key.append(rank)
    key.append(word: rank == Rank.unknown ? range : range.lowerBound..<range.lowerBound, of: text, foldingCase: true)
  }

  private static func rank(of range: Range<Int>, isBeforeNumber: Bool, _ text: VersionText) -> UInt8 {
    if range.isEmpty { return Rank.release }
    if isBeforeNumber, range.count == 1 {
      switch VersionText.lowercased(text.bytes[range.lowerBound]) {
      case UInt8(ascii: "a"): return 1
      case UInt8(ascii: "b"): return 2
      case UInt8(ascii: "m"): return 3
      default: break
      }
    }
    let known: [(StaticString, UInt8)] = [
      ("alpha", 1), ("beta", 2), ("milestone", 3), ("rc", 4), ("cr", 4), ("snapshot", 5),
      ("ga", Rank.release), ("final", Rank.release), ("release", Rank.release), ("sp", 7),
    ]
    return known.first { text.holds($0.0, in: range) }?.1 ?? Rank.unknown
  }
}

extension MavenOrder {
  static func order(_ left: VersionKey, _ right: VersionKey) -> VersionOrder {
    let (l, r): (KeyReader, KeyReader) = (KeyReader(left), KeyReader(right))
    var (i, j): (Int, Int) = (0, 0)
    while l.at(i) != Token.end, r.at(j) != Token.end {
      let (a, b): (ItemSpan, ItemSpan) = (span(l, i), span(r, j))
      let order: VersionOrder = compare(l, a, r, b)
      if order != .equal { return order }
      (i, j) = (a.end, b.end)
    }
    if l.at(i) != Token.end { return compareWithNothing(l, from: i) }
    return compareWithNothing(r, from: j).reversed
  }

  private static func compare(_ l: KeyReader, _ a: ItemSpan, _ r: KeyReader, _ b: ItemSpan) -> VersionOrder {
    switch (a.kind, b.kind) {
    case (Token.number, Token.number): return KeyReader.orderNumbers(l, a.number, r, b.number)
    case (Token.list, Token.list): return .equal
    case (Token.number, _): return .greater
    case (_, Token.number): return .less
    case (Token.list, _): return .greater
    case (_, Token.list): return .less
    default: break
    }
    let words: VersionOrder = KeyReader.orderBytes(l, a.word, r, b.word)
    if words != .equal { return words }
    switch (a.kind, b.kind) {
    case (Token.combination, Token.combination): return KeyReader.orderNumbers(l, a.number, r, b.number)
    case (Token.combination, _): return .greater
    case (_, Token.combination): return .less
    default: return .equal
    }
  }

  /// The first item that differs from a missing one decides.
  private static func compareWithNothing(_ reader: KeyReader, from start: Int) -> VersionOrder {
    var index: Int = start
    while reader.at(index) != Token.end {
      let item: ItemSpan = span(reader, index)
      switch item.kind {
      case Token.number where !item.number.isEmpty: return .greater
      case Token.qualifier, Token.combination:
        let rank: UInt8 = reader.at(item.word.lowerBound)
        if rank != Rank.release { return rank < Rank.release ? .less : .greater }
      default: break
      }
      index = item.end
    }
    return .equal
  }

  private static func span(_ reader: KeyReader, _ index: Int) -> ItemSpan {
    let kind: UInt8 = reader.at(index)
    var item = ItemSpan(kind: kind, word: 0..<0, number: 0..<0, end: index + 1)
    if kind == Token.qualifier || kind == Token.combination {
      item.word = reader.word(at: index + 1)
      item.end = item.word.upperBound + 1
    }
    if kind == Token.number || kind == Token.combination {
      item.number = reader.number(at: item.end)
      item.end = item.number.upperBound
    }
    return item
  }
}

/// Where the parts of one item lie in a Maven key. The word begins with its rank.
private struct ItemSpan {
  let kind: UInt8
  var word: Range<Int>
  var number: Range<Int>
  var end: Int
}
