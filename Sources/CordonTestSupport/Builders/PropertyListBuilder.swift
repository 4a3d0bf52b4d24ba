/// Builds property lists of texts, and binary ones of any objects.
package enum PropertyListBuilder {
  /// The XML form of a dictionary of texts.
  package static func xml(_ entries: [(key: String, value: String)]) -> [UInt8] {
    let rows: String = entries.map { "<key>\($0.key)</key>\n  <string>\($0.value)</string>" }.joined(separator: "\n")
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <plist version="1.0">
      <dict>
      \(rows)
      </dict>
      </plist>

      """.utf8)
  }

  /// The binary form of a dictionary of texts.
  package static func binary(_ entries: [(key: String, value: String)]) -> [UInt8] {
    let count: Int = entries.count
    let references: [UInt8] = (0..<(2 * count)).flatMap { number($0 + 1, 2) }
    let dictionary: [UInt8] = marker(0xD, count) + references
    return binary(objects: [dictionary] + entries.map { text($0.key) } + entries.map { text($0.value) })
  }

  /// The binary form of finished objects, the first one on top; references have two bytes.
  package static func binary(objects: [[UInt8]], top: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = Array("bplist00".utf8)
    var offsets: [UInt8] = []
    for object in objects {
      offsets += number(bytes.count, 4)
      bytes += object
    }
    let table: Int = bytes.count
    bytes += offsets + [0, 0, 0, 0, 0, 0, 4, 2]
    return bytes + number(objects.count, 8) + number(top, 8) + number(table, 8)
  }

  /// An array of references.
  package static func array(_ references: [Int]) -> [UInt8] {
    marker(0xA, references.count) + references.flatMap { number($0, 2) }
  }

  /// A text, as ASCII where it is that.
  package static func text(_ value: String) -> [UInt8] {
    if value.utf8.allSatisfy({ $0 < 0x80 }) { return marker(0x5, value.utf8.count) + Array(value.utf8) }
    return marker(0x6, value.utf16.count) + Array(value.utf16).flatMap { number(Int($0), 2) }
  }

  private static func marker(_ kind: UInt8, _ count: Int) -> [UInt8] {
    count < 15 ? [kind << 4 | UInt8(count)] : [kind << 4 | 0xF, 0x12] + number(count, 4)
  }

  /// Big-endian.
  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
