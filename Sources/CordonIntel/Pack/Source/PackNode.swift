/// One node of a pack, free of the YAML library, with the line it stands in.
struct PackNode {
  let line: Int
  let content: Content

  enum Content {
    case text(String, Style)
    case list([PackNode])
    case map([Entry])
  }

  /// How a text was written. Only unquoted text can mean a number, a truth value or nothing.
  enum Style { case plain, quoted, block }

  struct Entry {
    let key: String
    let keyLine: Int
    let value: PackNode
  }

  /// What a person would call this node, for messages.
  var kindName: String {
    switch content {
    case .text: isNull ? "nothing" : "a text"
    case .list: "a list"
    case .map: "a mapping"
    }
  }

  /// Whether the node says "no value": empty, `~` or `null`, unquoted.
  var isNull: Bool {
    guard case .text(let text, .plain) = content else { return false }
    return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
  }
}
