/// Values one asks for by their kind; a value of another kind is passed over whole.
extension JSONPull {
  /// The text that comes next; `nil` for another kind of value, an empty text, or one longer than `limit` bytes.
  package mutating func nextShortText(limit: Int) throws(JSONFault) -> String? {
    let level: Int = depth
    if case .string(let text) = try next() {
      guard let value = decode(text, limit: limit), !value.isEmpty else { return nil }
      return value
    }
    try leave(to: level)
    return nil
  }

  /// The whole number that comes next; `nil` for another kind of value.
  package mutating func nextNumber() throws(JSONFault) -> Int? {
    let level: Int = depth
    if case .scalar = try next() { return wholeNumber }
    try leave(to: level)
    return nil
  }

  /// Goes into the object that comes next; `false` when the value is another one.
  package mutating func enterObject() throws(JSONFault) -> Bool {
    let level: Int = depth
    if case .beginObject = try next() { return true }
    try leave(to: level)
    return false
  }

  /// Goes into the array that comes next; `false` when the value is another one.
  package mutating func enterArray() throws(JSONFault) -> Bool {
    let level: Int = depth
    if case .beginArray = try next() { return true }
    try leave(to: level)
    return false
  }

  private mutating func leave(to level: Int) throws(JSONFault) {
    while depth > level { _ = try next() }
  }
}

/// Some texts of the object that a JSON file holds, by their names; what stands deeper is passed over.
package struct TopLevelTexts: Sendable, Hashable {
  /// As in JavaScript, the last of equal fields counts.
  private var values: [String: String] = [:]
  /// Why the file could not be read to its end; what stood before it is kept.
  package private(set) var fault: JSONFault?

  /// Texts that are empty or longer than `textLimit` bytes count as absent.
  package init(_ bytes: [UInt8], of names: [StaticString], depthLimit: Int, textLimit: Int) {
    var reader = JSONPull(bytes, depthLimit: depthLimit)
    do throws(JSONFault) {
      guard try reader.next() == .beginObject else { throw reader.fault("the file holds no object") }
      while case .key(let key) = try reader.next() {
        if let name = names.first(where: { reader.equals(key, $0) }) {
          values[name.description] = try reader.nextShortText(limit: textLimit)
        } else {
          try reader.skipValue()
        }
      }
      _ = try reader.next()
    } catch {
      fault = error
    }
  }

  package subscript(name: String) -> String? { values[name] }
}
