internal import Glibc

/// Lines and `Field: value` pairs in bytes.
enum ByteLines {
  /// The index of the line break that ends the line at `start`, or the end of the bytes.
  static func end(of start: Int, in bytes: [UInt8]) -> Int {
    guard start < bytes.count else { return bytes.count }
    return unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = unsafe memchr(base + start, 0x0A, buffer.count - start) else {
        return buffer.count
      }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Whether a line is empty or only the remains of a CR LF.
  static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.isEmpty || (line.count == 1 && line.first == 0x0D)
  }

  /// The trimmed value when the line is the field `name`, in any spelling.
  static func value(of name: StaticString, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let length: Int = name.utf8CodeUnitCount
    guard line.count > length, line[line.startIndex + length] == 0x3A else { return nil }
    let head: ArraySlice<UInt8> = line.prefix(length)
    let isField: Bool = name.withUTF8Buffer { word in
      unsafe word.elementsEqual(head) { $0 | 0x20 == $1 | 0x20 }
    }
    return isField ? trimmed(line.dropFirst(length + 1)) : nil
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice: ArraySlice<UInt8> = bytes
    while let first = slice.first, isSpace(first) { slice.removeFirst() }
    while let last = slice.last, isSpace(last) { slice.removeLast() }
    return slice
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}
