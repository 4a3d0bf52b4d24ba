/// A JSON document that has one spelling: members sorted by the scalars of their names, two spaces of indentation,
/// UTF-8, a line feed at the end.
/// Strings are written by ``JSONText``.
enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  /// A decimal with one fraction digit at most, in tenths: CVSS scores.
  case tenths(Int64)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// The bytes of the whole document.
  var bytes: [UInt8] {
    var output: [UInt8] = []
    write(to: &output, depth: 0)
    output.append(0x0A)
    return output
  }

  /// The document on one line, without a line feed.
  var line: String {
    switch self {
    case .array(let items): return "[" + items.map(\.line).joined(separator: ", ") + "]"
    case .object(let members):
      let parts: [String] = JSONValue.sorted(members).map { JSONValue.string($0.key).line + ": " + $0.value.line }
      return "{" + parts.joined(separator: ", ") + "}"
    default:
      var output: [UInt8] = []
      write(to: &output, depth: 0)
      return String(decoding: output, as: UTF8.self)
    }
  }

  private static func sorted(_ members: [String: JSONValue]) -> [(key: String, value: JSONValue)] {
    members.sorted { left, right in
      left.key.unicodeScalars.lexicographicallyPrecedes(right.key.unicodeScalars)
    }
  }

  func write(to output: inout [UInt8], depth: Int) {
    switch self {
    case .null: output += Array("null".utf8)
    case .boolean(let value): output += Array((value ? "true" : "false").utf8)
    case .integer(let value): output += Array(String(value).utf8)
    case .tenths(let value):
      let sign: String = value < 0 ? "-" : ""
      output += Array((sign + String(value.magnitude / 10) + "." + String(value.magnitude % 10)).utf8)
    case .string(let text): JSONText.append(text, to: &output)
    case .array(let items):
      JSONValue.writeList(items, brackets: (0x5B, 0x5D), depth: depth, to: &output) { item, output in
        item.write(to: &output, depth: depth + 1)
      }
    case .object(let members):
      JSONValue.writeList(JSONValue.sorted(members), brackets: (0x7B, 0x7D), depth: depth, to: &output) {
        member, output in
        JSONText.append(member.key, to: &output)
        output += [0x3A, 0x20]
        member.value.write(to: &output, depth: depth + 1)
      }
    }
  }

  private static func writeList<Item>(
    _ items: [Item], brackets: (UInt8, UInt8), depth: Int, to output: inout [UInt8],
    writeItem: (Item, inout [UInt8]) -> Void
  ) {
    output.append(brackets.0)
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(0x2C) }
      writeLineStart(depth: depth + 1, to: &output)
      writeItem(item, &output)
    }
    if !items.isEmpty { writeLineStart(depth: depth, to: &output) }
    output.append(brackets.1)
  }

  private static func writeLineStart(depth: Int, to output: inout [UInt8]) {
    output.append(0x0A)
    output += Array(repeating: 0x20, count: depth * 2)
  }
}
