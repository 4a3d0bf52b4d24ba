internal import CordonModel

/// Words of closed lists, numbers, truth values and dates.
extension FieldReader {
  typealias Word = CaseIterable & RawRepresentable<String> & Hashable

  func choice<E: Word>(_ key: String, _ type: E.Type) -> E? {
    node(key).flatMap { choice($0, place(key), type, example: example(key)) }
  }

  func requiredChoice<E: Word>(_ key: String, _ type: E.Type) -> E? {
    requiredNode(key).flatMap { choice($0, place(key), type, example: example(key)) }
  }

  /// The words of a list, each once.
  func choices<E: Word>(_ key: String, _ type: E.Type, allowsSingle: Bool = false) -> [E] {
    var result: [E] = []
    for item in items(key, allowsSingle: allowsSingle) {
      let place: Place = Place(line: item.node.line, field: item.path)
      guard let value = choice(item.node, place, type, example: example(key)) else { continue }
      if result.contains(value) {
        context.findings.warning(place, "\(value.rawValue) stands twice in this list")
      } else {
        result.append(value)
      }
    }
    return result
  }

  private func choice<E: Word>(_ node: PackNode, _ place: Place, _ type: E.Type, example: String?) -> E? {
    guard let text = text(node, place, example: example) else { return nil }
    if let value = E(rawValue: text) { return value }
    let words: [String] = E.allCases.map(\.rawValue)
    context.findings.error(
      place,
      "\(TextSafety.quoted(text)) is not one of the allowed words: " + words.joined(separator: ", ")
        + (Spelling.nearest(to: text, among: words).map { "; did you mean \($0)?" } ?? ""),
      example: example)
    return nil
  }

  func boolean(_ key: String, default value: Bool) -> Bool {
    guard let node = node(key) else { return value }
    switch node.content {
    case .text("true", .plain): return true
    case .text("false", .plain): return false
    default:
      error(key, "wanted is true or false, without quotes", example: "\(key): true")
      return value
    }
  }

  /// A whole number within `range`.
  func integer(_ key: String, in range: ClosedRange<Int64>) -> Int64? {
    guard let node = node(key) else { return nil }
    guard case .text(let text, .plain) = node.content, let value = Int64(text), range.contains(value) else {
      error(key, "wanted is a whole number from \(range.lowerBound) to \(range.upperBound), without quotes")
      return nil
    }
    return value
  }

  /// A decimal number within `range`, such as a CVSS score.
  func decimal(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let node = node(key) else { return nil }
    guard case .text(let text, .plain) = node.content,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let value = Double(text), range.contains(value)
    else {
      error(key, "wanted is a number from \(range.lowerBound) to \(range.upperBound), without quotes")
      return nil
    }
    return value
  }

  /// A date or a time. A bare date is its midnight, or its last second where it ends a window.
  func date(_ key: String, endsWindow: Bool = false) -> Timestamp? {
    guard let node = node(key), let text = text(node, place(key), example: example(key)) else { return nil }
    guard let time = Timestamp(parsing: text) else {
      error(
        key, "\(TextSafety.quoted(text)) is no date that exists: write year-month-day, or RFC 3339 with a time zone",
        example: "\(key): 2023-03-29")
      return nil
    }
    return endsWindow && text.utf8.count == 10 ? time.before(seconds: -86_399) : time
  }

  func requiredDate(_ key: String) -> Timestamp? {
    guard has(key) else {
      missing(key)
      return nil
    }
    return date(key)
  }

  /// A window from the fields `from` and `until` of a mapping; at least one of them is needed.
  func window(_ key: String) -> TimeWindow? {
    guard let fields = map(key, FieldNames.window) else { return nil }
    return fields.window(from: "from", until: "until", isRequired: true)
  }

  /// A window from two fields of this mapping.
  func window(from: String, until: String, isRequired: Bool) -> TimeWindow? {
    guard has(from) || has(until) else {
      if isRequired {
        context.findings.error(place, "the window has neither \(from) nor \(until)", example: example(from))
      }
      return nil
    }
    let start: Timestamp? = date(from)
    let end: Timestamp? = date(until, endsWindow: true)
    guard start != nil || end != nil else { return nil }
    if let start, let end, end < start {
      error(until, "the window ends (\(end.dateText)) before it begins (\(start.dateText))")
    }
    return TimeWindow(from: start, until: end)
  }

  /// The platforms of a row: its own, or those of the pack.
  func platforms() -> [Platform] {
    guard has("platform") else { return context.platforms }
    let named: [Platform] = choices("platform", Platform.self, allowsSingle: true)
    for platform in named { requireKnown(platform) }
    return named
  }

  /// Reports a platform that the pack itself does not name.
  func requireKnown(_ platform: Platform) {
    let known: [Platform] = context.platforms
    guard !known.isEmpty, !known.contains(.any), !known.contains(platform) else { return }
    error(
      "platform", "\(platform.rawValue) is not among the `platforms` of the pack: add it there, or correct it here",
      example: "platforms: [" + (known + [platform]).map(\.rawValue).joined(separator: ", ") + "]")
  }
}
