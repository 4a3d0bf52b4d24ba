/// Reads one line from left to right. Nothing is read beyond it.
struct LineCursor {
  private let line: ArraySlice<UInt8>
  private(set) var place: Int

  init(_ line: ArraySlice<UInt8>) {
    self.line = line
    place = line.startIndex
  }

  var isAtEnd: Bool { place >= line.endIndex }
  var next: UInt8? { isAtEnd ? nil : line[place] }
  /// What was not read yet.
  var rest: ArraySlice<UInt8> { line[place...] }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  mutating func skip(_ text: StaticString) -> Bool {
    let isThere: Bool = text.withUTF8Buffer { unsafe rest.starts(with: $0) }
    if isThere { place += text.utf8CodeUnitCount }
    return isThere
  }

  mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || byte == 0x09 { place += 1 }
  }

  mutating func step(_ count: Int) { place = min(line.endIndex, place + max(0, count)) }

  /// The bytes up to a space, which stays.
  mutating func word() -> ArraySlice<UInt8> { until { $0 == 0x20 || $0 == 0x09 } }

  /// The bytes up to `byte`, which stays; to the end where there is none.
  mutating func until(_ byte: UInt8) -> ArraySlice<UInt8> { until { $0 == byte } }

  mutating func until(_ isEnd: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start: Int = place
    while place < line.endIndex, !isEnd(line[place]) { place += 1 }
    return line[start..<place]
  }

  /// A number of as many digits as the range allows, most first.
  mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    var value: Int = 0
    var count: Int = 0
    while count < min(digits.upperBound, 18), let byte = next, (0x30...0x39).contains(byte) {
      value = value * 10 + Int(byte - 0x30)
      place += 1
      count += 1
    }
    return digits.contains(count) ? value : nil
  }
}

/// Questions about pieces of a line.
enum LineText {
  /// Where `text` begins in the bytes.
  static func find(_ text: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
    let length: Int = text.utf8CodeUnitCount
    guard length > 0, bytes.count >= length else { return nil }
    return text.withUTF8Buffer { word in
      let first: UInt8 = unsafe word[0]
      var index: Int = bytes.startIndex
      while index <= bytes.endIndex - length {
        if bytes[index] == first, unsafe word.elementsEqual(bytes[index..<(index + length)]) { return index }
        index += 1
      }
      return nil
    }
  }

  /// As text; what is no UTF-8 becomes U+FFFD.
  static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes without the carriage return and the white space at their end.
  static func trimmedEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes: ArraySlice<UInt8> = bytes
    while let last = bytes.last, last == 0x0D || last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  /// Whether the bytes have the shape of an IPv4 or IPv6 address; the matcher looks closer.
  static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard (2...45).contains(bytes.count) else { return false }
    var (dots, colons): (Int, Int) = (0, 0)
    for byte in bytes {
      switch byte {
      case 0x30...0x39: break
      case 0x2E: dots += 1
      case 0x3A: colons += 1
      case 0x41...0x46, 0x61...0x66: if colons == 0, !bytes.contains(0x3A) { return false }
      default: return false
      }
    }
    return colons >= 2 || (colons == 0 && dots == 3)
  }
}
