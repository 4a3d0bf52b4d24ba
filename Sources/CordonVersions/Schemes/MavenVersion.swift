/// A Maven version as ComparableVersion reads it: items, and behind a transition a nested list of items.
///
/// A nested list is always the last item of the list around it, so the nesting is kept as a row of levels.
struct MavenVersion {
  enum Item {
    case number(Range<Int>)
    case qualifier(Range<Int>)
    /// A qualifier with a number directly behind it, or one hyphen between them: `rc1`, `rc-1`.
    case combination(Range<Int>, Range<Int>)
  }

  private let text: VersionText
  private(set) var levels: [[Item]] = [[]]

  init(_ text: VersionText) {
    self.text = text
    read()
    normalize()
  }

  private var isLevelEmpty: Bool { levels.last?.isEmpty ?? true }

  private mutating func append(_ item: Item) { levels[levels.count - 1].append(item) }

  private mutating func read() {
    var start: Int = 0
    var isDigit: Bool = false
    var isCombination: Bool = false
    for index in 0..<text.end {
      let byte: UInt8 = text.bytes[index]
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") {
        let isHyphen: Bool = byte == UInt8(ascii: "-")
        if index == start {
          append(.number(index..<index))
        } else if isHyphen, !isDigit, VersionText.isDigit(text.at(index + 1)) {
          isCombination = true
          continue
        } else {
          append(item(start..<index, isDigit: isDigit, isCombination: isCombination))
        }
        isCombination = false
        start = index + 1
        if isHyphen { levels.append([]) }
      } else if VersionText.isDigit(byte) {
        if !isDigit, index > start {
          isCombination = true
          if !isLevelEmpty { levels.append([]) }
        }
        isDigit = true
      } else {
        if isDigit, index > start {
          append(item(start..<index, isDigit: true, isCombination: isCombination))
          start = index
          levels.append([])
          isCombination = false
        }
        isDigit = false
      }
    }
    guard start < text.end else { return }
    if !isDigit, !isLevelEmpty { levels.append([]) }
    append(item(start..<text.end, isDigit: isDigit, isCombination: isCombination))
  }

  private func item(_ range: Range<Int>, isDigit: Bool, isCombination: Bool) -> Item {
    guard isCombination else { return isDigit ? .number(range) : .qualifier(range) }
    var digits: Int = range.upperBound
    while digits > range.lowerBound, VersionText.isDigit(text.bytes[digits - 1]) { digits -= 1 }
    let hasHyphen: Bool = digits > range.lowerBound && text.bytes[digits - 1] == UInt8(ascii: "-")
    return .combination(range.lowerBound..<(hasHyphen ? digits - 1 : digits), digits..<range.upperBound)
  }

  /// Drops the zeros that have no say: at the end of a list and before a qualifier; then the empty lists at the end.
  private mutating func normalize() {
    for level in levels.indices.reversed() {
      if level + 1 == levels.count - 1, levels[level + 1].isEmpty { levels.removeLast() }
      let hasChild: Bool = level + 1 < levels.count
      let childBeginsWithWord: Bool = hasChild && Self.isWord(levels[level + 1].first)
      var items: [Item] = levels[level]
      for index in items.indices.reversed() {
        guard case .number(let range) = items[index], text.isZero(range) else { continue }
        let isLast: Bool = index == items.count - 1
        let isDropped: Bool =
          if isLast { hasChild ? childBeginsWithWord : true } else { Self.isQualifier(items[index + 1]) }
        if isDropped { items.remove(at: index) }
      }
      levels[level] = items
    }
  }

  private static func isQualifier(_ item: Item) -> Bool {
    if case .qualifier = item { true } else { false }
  }

  private static func isWord(_ item: Item?) -> Bool {
    switch item {
    case .qualifier, .combination: true
    default: false
    }
  }
}
