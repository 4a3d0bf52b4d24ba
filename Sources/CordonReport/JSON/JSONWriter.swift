/// Writes one JSON document piece by piece, in the spelling of ``JSONValue``: what a long list needs, so that it is never
/// in memory as a whole. The caller writes members in the order of their names.
struct JSONWriter {
  /// What was written and not yet taken away.
  private(set) var bytes: [UInt8] = []
  private var depth: Int = 0
  private var isFirst: Bool = true
  private var followsName: Bool = false

  /// Hands over what was written so far.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  mutating func beginObject() { begin(0x7B) }
  mutating func endObject() { end(0x7D) }
  mutating func beginArray() { begin(0x5B) }
  mutating func endArray() { end(0x5D) }

  /// The name of the member whose value follows.
  mutating func name(_ name: String) {
    startItem()
    JSONText.append(name, to: &bytes)
    bytes.append(0x3A)
    bytes.append(0x20)
    followsName = true
  }

  mutating func text(_ text: String) {
    startItem()
    JSONText.append(text, to: &bytes)
  }

  mutating func value(_ value: JSONValue) {
    startItem()
    value.write(to: &bytes, depth: depth)
  }

  mutating func member(_ name: String, _ text: String) {
    self.name(name)
    self.text(text)
  }

  /// A member that is `null` without a text.
  mutating func member(_ name: String, optional text: String?) {
    self.name(name)
    if let text { self.text(text) } else { value(.null) }
  }

  mutating func member(_ name: String, _ value: JSONValue) {
    self.name(name)
    self.value(value)
  }

  mutating func endLine() { bytes.append(0x0A) }

  private mutating func begin(_ bracket: UInt8) {
    startItem()
    bytes.append(bracket)
    depth += 1
    isFirst = true
  }

  private mutating func end(_ bracket: UInt8) {
    depth -= 1
    if !isFirst { startLine() }
    bytes.append(bracket)
    isFirst = false
  }

  private mutating func startItem() {
    if followsName {
      followsName = false
      return
    }
    if !isFirst { bytes.append(0x2C) }
    if depth > 0 { startLine() }
    isFirst = false
  }

  private mutating func startLine() {
    bytes.append(0x0A)
    for _ in 0..<(depth * 2) { bytes.append(0x20) }
  }
}
