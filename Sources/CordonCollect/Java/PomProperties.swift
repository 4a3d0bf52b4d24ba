/// The coordinates in a `pom.properties`, as Maven writes it into an archive (the form of `java.util.Properties`).
package struct PomProperties: Sendable, Hashable {
  package var group: String?
  package var artifact: String?
  package var version: String?

  /// Reads the three keys; the last of equal ones counts, as in Java. What is empty, longer than `nameLimit` bytes or
  /// a variable nobody filled in counts as absent.
  package init(_ bytes: [UInt8], nameLimit: Int) {
    var start: Int = 0
    while start < bytes.count {
      let end: Int = ByteLines.end(of: start, in: bytes)
      take(ByteLines.trimmed(bytes[start..<end]), limit: nameLimit)
      start = end + 1
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, limit: Int) {
    guard let first = line.first, first != 0x23, first != 0x21,
      let sign = line.firstIndex(where: { $0 == 0x3D || $0 == 0x3A || $0 == 0x20 || $0 == 0x09 })
    else { return }
    let key: ArraySlice<UInt8> = line[..<sign]
    var rest: ArraySlice<UInt8> = ByteLines.trimmed(line[sign...])
    if rest.first == 0x3D || rest.first == 0x3A { rest = ByteLines.trimmed(rest.dropFirst()) }
    guard rest.count <= limit else { return }
    let value: String? = JavaCoordinates.filled(PomProperties.text(rest))
    if key.elementsEqual("groupId".utf8) { group = value }
    if key.elementsEqual("artifactId".utf8) { artifact = value }
    if key.elementsEqual("version".utf8) { version = value }
  }

  /// A backslash stands for the sign after it.
  private static func text(_ value: ArraySlice<UInt8>) -> String {
    guard value.contains(0x5C) else { return String(decoding: value, as: UTF8.self) }
    var output: [UInt8] = []
    var isEscaped: Bool = false
    for byte in value {
      if byte == 0x5C, !isEscaped {
        isEscaped = true
      } else {
        output.append(byte)
        isEscaped = false
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
