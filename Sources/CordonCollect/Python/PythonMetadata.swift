/// Name and version in the header of a Python `METADATA` or `PKG-INFO` (RFC 822 form, core metadata specification).
package struct PythonMetadata: Sendable, Hashable {
  package var name: String?
  package var version: String?
  /// A name or version was longer than the limit and is left out.
  package var isOverlong: Bool = false
  /// The header ended (blank line or end of the bytes) before both were found.
  package var isWhole: Bool = true

  /// Reads the header: the part up to the first blank line. The first of equal fields counts, as in Python.
  ///
  /// Bytes that are no UTF-8 become U+FFFD.
  ///
  /// - Parameter isCut: more of the file follows after `bytes`; an unfinished last line is not believed.
  package init(_ bytes: [UInt8], nameLimit: Int, isCut: Bool = false) {
    var start: Int = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var ended: Bool = false
    while start < bytes.count, name == nil || version == nil {
      var end: Int = ByteLines.end(of: start, in: bytes)
      if ByteLines.isBlank(bytes[start..<end]) {
        ended = true
        break
      }
      var next: Int = end + 1
      // A line that begins with a space continues the one before.
      while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 {
        let follow: Int = ByteLines.end(of: next, in: bytes)
        if ByteLines.isBlank(bytes[next..<follow]) { break }
        end = follow
        next = end + 1
      }
      if isCut, end >= bytes.count { break }
      take(bytes[start..<end], limit: nameLimit)
      start = next
    }
    isWhole = ended || !isCut || (name != nil && version != nil)
  }

  private mutating func take(_ line: ArraySlice<UInt8>, limit: Int) {
    if name == nil, let value = ByteLines.value(of: "name", in: line) {
      name = text(value, limit: limit)
    } else if version == nil, let value = ByteLines.value(of: "version", in: line) {
      version = text(value, limit: limit)
    }
  }

  private mutating func text(_ value: ArraySlice<UInt8>, limit: Int) -> String? {
    guard value.count <= limit else {
      isOverlong = true
      return nil
    }
    if value.isEmpty { return nil }
    // Folding leaves a line break and a space where one space is meant.
    guard value.contains(0x0A) || value.contains(0x0D) else { return String(decoding: value, as: UTF8.self) }
    let words: [ArraySlice<UInt8>] = value.split { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }
}

extension PythonMetadata {
  /// The name by which packages are compared: lower case, runs of `-`, `_` and `.` as one `-` (PEP 503).
  package static func normalised(_ name: String) -> String {
    var output: [UInt8] = []
    var pending: Bool = false
    for byte in name.utf8 {
      if byte == 0x2D || byte == 0x5F || byte == 0x2E {
        pending = true
        continue
      }
      if pending { output.append(0x2D) }
      pending = false
      output.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    if pending { output.append(0x2D) }
    return String(decoding: output, as: UTF8.self)
  }

  /// What the folder's own name says: `name-1.0.dist-info`, `name-1.0-py3.11.egg-info`, `name.egg-info`.
  package static func identity(inFolderName folder: String) -> (name: String, version: String?)? {
    guard let dot = folder.lastIndex(of: ".") else { return nil }
    let parts: [Substring] = folder[..<dot].split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty else { return nil }
    let version: Substring? = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
    return (String(name), version.map(String.init))
  }
}
