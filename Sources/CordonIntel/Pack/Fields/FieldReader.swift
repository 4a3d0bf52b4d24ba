internal import CordonModel

/// Reads the fields of one mapping and reports what is wrong with each, never stopping at the first.
struct FieldReader {
  let context: PackContext
  /// The path of the mapping itself, such as `products[2]`; empty for the pack.
  let path: String
  let line: Int
  private let entries: [PackNode.Entry]
  private let group: FieldNames.Group

  /// `nil` when the node is no mapping. Unknown fields are reported here.
  init?(_ node: PackNode, path: String, group: FieldNames.Group, context: PackContext) {
    self.context = context
    self.path = path
    self.line = node.line
    self.group = group
    guard case .map(let entries) = node.content else {
      let fields: String = group.map(\.name).joined(separator: ", ")
      context.findings.error(
        Place(line: node.line, field: path),
        "\(node.kindName) stands here; wanted is a mapping with the fields \(fields)",
        example: group.first?.example)
      return nil
    }
    self.entries = entries
    for entry in entries where !group.contains(where: { $0.name == entry.key }) { reportUnknown(entry) }
  }

  private func reportUnknown(_ entry: PackNode.Entry) {
    guard !context.findings.isFull else { return context.findings.countError() }
    let names: [String] = group.map(\.name)
    let near: String? = Spelling.nearest(to: entry.key, among: names)
    context.findings.error(
      Place(line: entry.keyLine, field: FieldReader.join(path, TextSafety.plain(entry.key))),
      "unknown field \(TextSafety.quoted(entry.key)): " + Spelling.advice(for: entry.key, among: names),
      example: near.flatMap { name in group.first { $0.name == name }?.example })
  }

  private init(_ other: FieldReader, context: PackContext) {
    self.context = context
    path = other.path
    line = other.line
    entries = other.entries
    group = other.group
  }

  /// The same mapping, read with more knowledge of the pack.
  func with(_ context: PackContext) -> FieldReader { FieldReader(self, context: context) }

  // MARK: - Places

  func place(_ key: String) -> Place {
    let entry: PackNode.Entry? = entries.first { $0.key == key }
    return Place(line: entry?.value.isNull == true ? entry?.keyLine : entry?.value.line ?? line, field: field(key))
  }

  /// The path of a field of this mapping.
  func field(_ key: String) -> String { FieldReader.join(path, key) }

  func example(_ key: String) -> String? { group.first { $0.name == key }?.example }

  var place: Place { Place(line: line, field: path) }

  func error(_ key: String, _ message: String, example: String? = nil) {
    context.findings.error(place(key), message, example: example ?? self.example(key))
  }

  func warning(_ key: String, _ message: String, example: String? = nil) {
    context.findings.warning(place(key), message, example: example)
  }

  static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }

  // MARK: - Nodes

  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// The value of a field that may be left out. A field without a value is an error.
  func node(_ key: String) -> PackNode? {
    guard let entry = entries.first(where: { $0.key == key }) else { return nil }
    guard !entry.value.isNull else {
      error(key, "\(key) has no value: give one, or leave the field out")
      return nil
    }
    return entry.value
  }

  /// The value of a field that must be there.
  func requiredNode(_ key: String) -> PackNode? {
    guard has(key) else {
      missing(key)
      return nil
    }
    return node(key)
  }

  func missing(_ key: String) {
    context.findings.error(
      Place(line: line, field: field(key)), "the required field \(key) is missing", example: example(key))
  }

  /// The items of a list with their paths. A missing field is an empty list.
  func items(_ key: String, allowsSingle: Bool = false) -> [(node: PackNode, path: String)] {
    guard let node = node(key) else { return [] }
    switch node.content {
    case .list(let items):
      let base: String = field(key)
      return items.enumerated().map { ($0.element, base + "[\($0.offset)]") }
    case .text where allowsSingle: return [(node, field(key))]
    default:
      error(key, "\(node.kindName) stands here; wanted is a list" + (allowsSingle ? " or one text" : ""))
      return []
    }
  }

  /// The mappings of a list, each as a reader of its fields.
  func rows(_ key: String, _ group: FieldNames.Group) -> [FieldReader] {
    items(key).compactMap { FieldReader($0.node, path: $0.path, group: group, context: context) }
  }

  /// A mapping field.
  func map(_ key: String, _ group: FieldNames.Group) -> FieldReader? {
    node(key).flatMap { FieldReader($0, path: field(key), group: group, context: context) }
  }

  /// Name and value of every entry, for mappings whose names the author chooses.
  static func entries(of node: PackNode) -> [PackNode.Entry]? {
    guard case .map(let entries) = node.content else { return nil }
    return entries
  }
}
