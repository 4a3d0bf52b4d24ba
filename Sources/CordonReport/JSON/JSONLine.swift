internal import CordonModel

/// One JSON value on one line, put together from bytes that are used again for the next line.
///
/// It is for results that are too long for a ``JSONValue``: no tree, and no copy of a text that needs no escape. Members
/// stand in the order they are added. Whoever builds it balances what is opened and closed.
struct JSONLine {
  /// What was built since the last ``write(to:)``.
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init() { bytes.reserveCapacity(1_024) }

  // MARK: Structure

  mutating func beginObject() { open(0x7B) }
  mutating func endObject() { close(0x7D) }
  mutating func beginArray() { open(0x5B) }
  mutating func endArray() { close(0x5D) }

  /// The name of the next value. Names are ours and need no escape.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  // MARK: Values

  mutating func value(_ text: String) {
    separate()
    JSONText.append(text, to: &bytes)
  }

  mutating func value(_ number: Int) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func value(_ flag: Bool) {
    separate()
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  // MARK: Members

  mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    value(text)
  }

  /// `nil` is `null`: members are never left out.
  mutating func member(_ name: StaticString, _ text: String?) {
    key(name)
    if let text { value(text) } else { null() }
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    key(name)
    value(number)
  }

  mutating func member(_ name: StaticString, _ number: Int?) {
    key(name)
    if let number { value(number) } else { null() }
  }

  mutating func member(_ name: StaticString, _ flag: Bool) {
    key(name)
    value(flag)
  }

  mutating func member(_ name: StaticString, _ time: Timestamp?) { member(name, time?.text) }

  mutating func member(_ name: StaticString, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { value(text) }
    endArray()
  }

  /// A whole object as the value of `name`.
  mutating func object(_ name: StaticString, _ fill: (inout JSONLine) -> Void) {
    key(name)
    beginObject()
    fill(&self)
    endObject()
  }

  /// An array with a value for each of `items`.
  mutating func array<Item>(_ name: StaticString, of items: [Item], _ fill: (Item, inout JSONLine) -> Void) {
    key(name)
    beginArray()
    for item in items { fill(item, &self) }
    endArray()
  }

  // MARK: Writing

  /// Passes the line on with a line feed, and starts the next one.
  mutating func write(to output: inout ResultOutput) throws(CordonError) {
    bytes.append(0x0A)
    try output.append(bytes)
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Passes on what is there so far, in the middle of a value: the parts of a long document.
  mutating func pass(to output: inout ResultOutput) throws(CordonError) {
    bytes.append(0x0A)
    try output.append(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }
}
