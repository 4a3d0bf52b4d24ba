internal import CordonModel

/// Texts, lists of texts, and texts in both languages.
extension FieldReader {
  func text(_ key: String) -> String? {
    node(key).flatMap { text($0, place(key), example: example(key)) }
  }

  func requiredText(_ key: String) -> String? {
    requiredNode(key).flatMap { text($0, place(key), example: example(key)) }
  }

  /// The texts of a list, without those that are wrong; the same text twice is a warning.
  func texts(_ key: String, allowsSingle: Bool = false) -> [String] {
    unique(items(key, allowsSingle: allowsSingle)) { text($0, $1, example: example(key)) }
  }

  /// Version texts: always in quotes, because `0.10` without them is a number to other tools.
  func versions(_ key: String) -> [(text: String, place: Place)] {
    var result: [(text: String, place: Place)] = []
    var seen: Set<String> = []
    for item in items(key) {
      let place: Place = Place(line: item.node.line, field: item.path)
      guard let text = version(item.node, place) else { continue }
      if seen.insert(text).inserted {
        result.append((text, place))
      } else {
        context.findings.warning(place, "the version \(TextSafety.quoted(text)) stands twice in this list")
      }
    }
    return result
  }

  func version(_ key: String) -> String? {
    node(key).flatMap { version($0, place(key)) }
  }

  private func version(_ node: PackNode, _ place: Place) -> String? {
    guard let text = text(node, place, example: "\"18.12.407\"") else { return nil }
    if case .text(_, .plain) = node.content {
      context.findings.error(place, "a version has to stand in quotes: 0.10 is not 0.1", example: "\"\(text)\"")
      return nil
    }
    if text.utf8.first == 0x20 || text.utf8.last == 0x20 {
      let trimmed: Substring = text.drop { $0 == " " }
      context.findings.error(
        place, "a version has no blanks at its ends", example: "\"" + trimmed.prefix { $0 != " " } + "\"")
      return nil
    }
    return text
  }

  func requiredLocalized(_ key: String) -> LocalizedText? {
    requiredNode(key).flatMap { localized($0, path: field(key)) }
  }

  func localizedTexts(_ key: String) -> [LocalizedText] {
    items(key).compactMap { localized($0.node, path: $0.path) }
  }

  private func localized(_ node: PackNode, path: String) -> LocalizedText? {
    guard let fields = FieldReader(node, path: path, group: FieldNames.localized, context: context) else { return nil }
    let en: String? = fields.requiredText("en")
    let de: String? = fields.requiredText("de")
    guard let en, let de else { return nil }
    return LocalizedText(en: en, de: de)
  }

  /// The keys of `sources` that this row cites.
  func sources() -> [String] {
    let cited: [String] = texts("sources")
    guard let known = context.sourceKeys else { return cited }
    for item in items("sources") {
      guard case .text(let key, _) = item.node.content, !key.isEmpty, !known.contains(key) else { continue }
      reportUnknownSource(key, Place(line: item.node.line, field: item.path), known)
    }
    return cited
  }

  private func reportUnknownSource(_ key: String, _ place: Place, _ known: Set<String>) {
    guard !context.findings.isFull else { return context.findings.countError() }
    let candidates: [String] = known.count <= 200 ? known.sorted() : []
    let near: String? = Spelling.nearest(to: key, among: candidates) ?? candidates.first
    let advice: String =
      switch candidates.count {
      case 0: "add it there"
      case 1...20: Spelling.advice(for: key, among: candidates)
      default: Spelling.nearest(to: key, among: candidates).map { "did you mean \($0)?" } ?? "add it there"
      }
    context.findings.error(
      place, "the source \(TextSafety.quoted(key)) is not in `sources` of the pack: " + advice,
      example: near.map { "sources: [\($0)]" })
  }

  /// One text: not empty, not too long, without characters that hide something.
  func text(_ node: PackNode, _ place: Place, limit: Int? = nil, example: String? = nil) -> String? {
    guard case .text(let raw, let style) = node.content, !node.isNull else {
      context.findings.error(place, "\(node.kindName) stands here; wanted is a text", example: example)
      return nil
    }
    let limit: Int = limit ?? context.limits.textBytes
    guard raw.utf8.count <= limit else {
      context.findings.error(place, "the text has \(raw.utf8.count) bytes; at most \(limit) are allowed here")
      return nil
    }
    if let name = TextSafety.firstRefusal(in: raw) {
      context.findings.error(place, "\(name) is not allowed in a text: delete it", example: example)
      return nil
    }
    let text: String = style == .block ? TextSafety.trimmingEnd(raw) : raw
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      context.findings.error(place, "the text is empty", example: example)
      return nil
    }
    return text
  }

  private func unique(
    _ items: [(node: PackNode, path: String)], _ read: (PackNode, Place) -> String?
  ) -> [String] {
    var result: [String] = []
    var seen: Set<String> = []
    for item in items {
      let place: Place = Place(line: item.node.line, field: item.path)
      guard let text = read(item.node, place) else { continue }
      if seen.insert(text).inserted {
        result.append(text)
      } else {
        context.findings.warning(place, "\(TextSafety.quoted(text)) stands twice in this list")
      }
    }
    return result
  }
}
