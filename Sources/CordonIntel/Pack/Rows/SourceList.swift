/// `sources`: the provenance that rows cite by key.
enum SourceList {
  /// Keys and descriptions; `nil` when the field is missing or no mapping.
  static func read(_ fields: FieldReader) -> [String: String]? {
    guard let node = fields.requiredNode("sources") else { return nil }
    guard let entries = FieldReader.entries(of: node) else {
      fields.error(
        "sources", "\(node.kindName) stands here; wanted is a mapping from a short key to where it comes from")
      return nil
    }
    var result: [String: String] = [:]
    for entry in entries {
      let place: Place = Place(line: entry.keyLine, field: fields.field("sources") + "." + TextSafety.plain(entry.key))
      guard isKey(entry.key) else {
        fields.context.findings.error(
          place, "\(TextSafety.quoted(entry.key)) is no key: lower-case letters, digits, hyphens, dots; at most 64",
          example: "cve")
        continue
      }
      guard let text = fields.text(entry.value, place, example: fields.example("sources")) else { continue }
      result[entry.key] = text
    }
    return result
  }

  private static func isKey(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
      }
  }
}
