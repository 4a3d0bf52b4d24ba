internal import CordonModel

/// XML 1.0, element by element. Texts are made inert and escaped, so no character stands in it that XML forbids.
struct XMLWriter {
  /// An attribute: a name of ours, and any value.
  typealias Attribute = (name: StaticString, value: String)

  private var bytes: [UInt8] = []

  mutating func declaration() { bytes += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8 }

  mutating func start(_ name: StaticString, _ attributes: [Attribute] = []) {
    tag(name, attributes)
    bytes += ">\n".utf8
  }

  mutating func end(_ name: StaticString) {
    bytes += "</".utf8
    name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    bytes += ">\n".utf8
  }

  /// An element without content.
  mutating func empty(_ name: StaticString, _ attributes: [Attribute] = []) {
    tag(name, attributes)
    bytes += "/>\n".utf8
  }

  /// An element whose content is lines of text.
  mutating func element(_ name: StaticString, _ attributes: [Attribute] = [], lines: [String]) {
    tag(name, attributes)
    bytes += ">".utf8
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(0x0A) }
      HTMLText.append(line, to: &bytes)
    }
    end(name)
  }

  /// One more line inside an element that was begun with ``start(_:_:)``.
  mutating func line(_ text: String) {
    HTMLText.append(text, to: &bytes)
    bytes.append(0x0A)
  }

  /// Passes on what is there.
  mutating func pass(to output: inout ResultOutput) throws(CordonError) {
    try output.append(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func tag(_ name: StaticString, _ attributes: [Attribute]) {
    bytes.append(0x3C)
    name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    for attribute in attributes {
      bytes.append(0x20)
      attribute.name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
      bytes += "=\"".utf8
      HTMLText.append(attribute.value, to: &bytes)
      bytes.append(0x22)
    }
  }
}
