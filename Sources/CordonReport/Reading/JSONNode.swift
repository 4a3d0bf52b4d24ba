/// A JSON value that was read. Members keep their order; a number keeps its spelling.
enum JSONNode: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// As it is written; ``JSONReader`` has checked that it is a number.
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([Member])

  struct Member: Sendable, Hashable {
    var name: String
    var value: JSONNode
  }

  /// The text, when it is one.
  var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// What it is, for an error.
  var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// Where a value stands in a document; spelt out only for an error.
indirect enum JSONPlace: Sendable {
  case document
  case member(JSONPlace, String)
  case element(JSONPlace, Int)

  /// Such as `advisories[2].matches[0].purl`; `nil` for the document itself. Names come from the document, so they are
  /// cut and made inert.
  var text: String? {
    switch self {
    case .document: nil
    case .member(let parent, let name):
      (parent.text.map { $0 + "." } ?? "") + InertText(name, limit: 60).text
    case .element(let parent, let index): (parent.text ?? "") + "[\(index)]"
    }
  }
}
