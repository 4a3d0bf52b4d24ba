internal import CordonModel

/// `traces` and `rules`: facts and rules that other engines use.
enum TraceRows {
  static func traces(_ fields: FieldReader) -> [Trace] {
    var known: [String: Int] = [:]
    return fields.rows("traces", FieldNames.trace).compactMap { row in
      let kind: Trace.Kind? = row.requiredChoice("kind", Trace.Kind.self)
      let value: String? = row.requiredText("value")
      let role: String? = row.requiredText("role")
      let technique: String? = technique(row)
      let note: String? = row.text("note")
      let sources: [String] = row.sources()
      guard let kind, let value, let role else { return nil }
      if let line = known[kind.rawValue + " " + value] {
        row.warning("value", "the same \(kind.rawValue) stands in line \(line)")
      } else {
        known[kind.rawValue + " " + value] = row.place("value").line
      }
      return Trace(kind: kind, value: value, role: role, technique: technique, note: note, sources: sources)
    }
  }

  /// An ATT&CK technique: `T` and four digits, then perhaps `.` and three.
  private static func technique(_ row: FieldReader) -> String? {
    guard let text = row.text("technique") else { return nil }
    let bytes: [UInt8] = Array(text.utf8)
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    guard bytes.count == 5 || (bytes.count == 9 && bytes[5] == 0x2E), bytes.first == 0x54,
      bytes[1..<5].allSatisfy(isDigit), bytes.dropFirst(6).allSatisfy(isDigit)
    else {
      row.error("technique", "\(TextSafety.quoted(text)) is no ATT&CK technique")
      return nil
    }
    return text
  }

  static func rules(_ fields: FieldReader) -> [DetectionRule] {
    var known: [String: Int] = [:]
    return fields.rows("rules", FieldNames.rule).compactMap { row in
      let id: String? = row.requiredText("id")
      let language: DetectionRule.Language? = row.requiredChoice("language", DetectionRule.Language.self)
      let text: String? = row.requiredNode("text").flatMap {
        row.text($0, row.place("text"), limit: row.context.limits.ruleBytes, example: row.example("text"))
      }
      if let id {
        if !PackHead.isID(id) {
          row.error("id", "\(TextSafety.quoted(id)) is no rule id: lower-case words joined by hyphens")
        } else if let line = known[id] {
          row.error("id", "the rule id \(TextSafety.quoted(id)) stands in line \(line) already", example: "id: \(id)-2")
        } else {
          known[id] = row.place("id").line
        }
      }
      guard let id, let language, let text else { return nil }
      let mark: String = language == .yara ? "rule " : "detection:"
      if !text.contains(mark) {
        row.error("text", "a \(language.rawValue) rule contains “\(mark)”; this text does not")
      }
      return DetectionRule(id: id, language: language, text: text, line: row.line)
    }
  }
}
