/// Name and version in the `meta/snap.yaml` of a snap: fields at the start of a line with a plain or quoted value.
///
/// No YAML reader: snapd writes these two as simple scalars, and what is none counts as absent.
package struct SnapYAML: Sendable, Hashable {
  package private(set) var name: String?
  package private(set) var version: String?

  /// The first of equal fields counts; a value longer than `textLimit` bytes counts as absent.
  package init(_ bytes: [UInt8], textLimit: Int) {
    var start: Int = 0
    while start < bytes.count, name == nil || version == nil {
      let end: Int = ByteLines.end(of: start, in: bytes)
      let line: ArraySlice<UInt8> = bytes[start..<end]
      if name == nil, line.starts(with: "name:".utf8) {
        name = SnapYAML.scalar(line.dropFirst(5), limit: textLimit)
      } else if version == nil, line.starts(with: "version:".utf8) {
        version = SnapYAML.scalar(line.dropFirst(8), limit: textLimit)
      }
      start = end + 1
    }
  }

  private static func scalar(_ rest: ArraySlice<UInt8>, limit: Int) -> String? {
    let text: ArraySlice<UInt8> = ByteLines.trimmed(rest)
    guard let first = text.first, text.count <= limit else { return nil }
    if first == 0x22 || first == 0x27 {
      let inner: ArraySlice<UInt8> = text.dropFirst()
      guard let close = inner.firstIndex(of: first), close > inner.startIndex else { return nil }
      let value: ArraySlice<UInt8> = inner[..<close]
      return value.contains(0x5C) ? nil : String(decoding: value, as: UTF8.self)
    }
    // A block, an anchor, a tag, a list: nothing that a version is written as.
    guard ![0x7C, 0x3E, 0x26, 0x2A, 0x21, 0x5B, 0x7B, 0x23, 0x25, 0x40, 0x60].contains(first) else { return nil }
    let comment: Int? = text.indices.dropFirst().first { text[$0] == 0x23 && text[$0 - 1] == 0x20 }
    return String(decoding: ByteLines.trimmed(text[..<(comment ?? text.endIndex)]), as: UTF8.self)
  }
}
