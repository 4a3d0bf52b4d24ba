/// Reads a line that ``CanonicalLine`` wrote, and nothing else: what has another order of members, a blank, another
/// escape or a number with a leading zero is not taken, so that two lines with one meaning have the same bytes.
///
/// It walks over the line once, forwards; nothing is nested, so there is no depth.
struct CanonicalLineReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var isFirst = true

  /// What was expected where the line went another way.
  struct Fault: Error, Hashable {
    /// English, such as `the member 'size'`.
    var expected: String
    /// The byte of the line, from 1 on.
    var column: Int

    /// As the detail of a defect.
    var text: String { "byte \(column): \(expected) is expected" }
  }

  /// - Parameter line: without its line feed.
  init(_ line: ArraySlice<UInt8>) throws(Fault) {
    bytes = line
    position = line.startIndex
    try expect(0x7B, "an opening brace")
  }

  /// Makes sure that nothing follows.
  mutating func finish() throws(Fault) {
    try expect(0x7D, "the closing brace")
    guard position == bytes.endIndex else { throw fault("the end of the line") }
  }

  /// An error at the place that was reached.
  func fault(_ expected: String) -> Fault {
    Fault(expected: expected, column: position - bytes.startIndex + 1)
  }

  /// Reads the member of that name.
  mutating func text(_ name: StaticString) throws(Fault) -> String {
    guard skipName(name) else { throw fault("the member '\(name)'") }
    return try string()
  }

  /// Reads the member of that name, if it comes next.
  mutating func optionalText(_ name: StaticString) throws(Fault) -> String? {
    skipName(name) ? try string() : nil
  }

  /// Reads a number from 0 to 2^53 - 1.
  mutating func number(_ name: StaticString) throws(Fault) -> Int {
    guard skipName(name) else { throw fault("the member '\(name)'") }
    let start: Int = position
    var value: Int = 0
    while position < bytes.endIndex, (0x30...0x39).contains(bytes[position]), position - start < 16 {
      value = value * 10 + Int(bytes[position] - 0x30)
      position += 1
    }
    let hasLeadingZero: Bool = position - start > 1 && bytes[start] == 0x30
    guard position > start, !hasLeadingZero, value <= CanonicalLine.largestNumber else { throw fault("a number") }
    return value
  }

  // MARK: Pieces

  /// Goes behind the name and its colon when they come next.
  private mutating func skipName(_ name: StaticString) -> Bool {
    var index: Int = position
    if !isFirst {
      guard index < bytes.endIndex, bytes[index] == 0x2C else { return false }
      index += 1
    }
    let isThere: Bool = name.withUTF8Buffer { buffer in
      guard bytes.endIndex - index >= buffer.count + 3, bytes[index] == 0x22 else { return false }
      index += 1
      for offset in 0..<buffer.count {
        guard unsafe bytes[index + offset] == buffer[offset] else { return false }
      }
      index += buffer.count
      return bytes[index] == 0x22 && bytes[index + 1] == 0x3A
    }
    guard isThere else { return false }
    position = index + 2
    isFirst = false
    return true
  }

  private mutating func expect(_ byte: UInt8, _ name: String) throws(Fault) {
    guard position < bytes.endIndex, bytes[position] == byte else { throw fault(name) }
    position += 1
  }

  private mutating func string() throws(Fault) -> String {
    try expect(0x22, "a text")
    let start: Int = position
    while position < bytes.endIndex, bytes[position] >= 0x20, bytes[position] != 0x22, bytes[position] != 0x5C {
      position += 1
    }
    guard position < bytes.endIndex else { throw fault("the end of the text") }
    guard bytes[position] != 0x22 else {
      let text: String = try decoded(bytes[start..<position])
      position += 1
      return text
    }
    var plain: [UInt8] = Array(bytes[start..<position])
    while position < bytes.endIndex, bytes[position] != 0x22 {
      let byte: UInt8 = bytes[position]
      guard byte >= 0x20 else { throw fault("an escape for this control character") }
      position += 1
      plain.append(byte == 0x5C ? try escaped() : byte)
    }
    try expect(0x22, "the end of the text")
    return try decoded(plain[...])
  }

  /// What follows a backslash.
  private mutating func escaped() throws(Fault) -> UInt8 {
    guard position < bytes.endIndex else { throw fault("an escape") }
    let letter: UInt8 = bytes[position]
    position += 1
    switch letter {
    case 0x22, 0x5C: return letter
    case 0x62: return 0x08
    case 0x66: return 0x0C
    case 0x6E: return 0x0A
    case 0x72: return 0x0D
    case 0x74: return 0x09
    case 0x75:
      guard bytes.endIndex - position >= 4, bytes[position] == 0x30, bytes[position + 1] == 0x30,
        let high = CanonicalLineReader.digit(bytes[position + 2]),
        let low = CanonicalLineReader.digit(bytes[position + 3]),
        high < 2, CanonicalLine.letter(of: high << 4 | low) == nil
      else { throw fault("an escape as RFC 8785 writes it") }
      position += 4
      return high << 4 | low
    default: throw fault("an escape as RFC 8785 writes it")
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private func decoded(_ slice: ArraySlice<UInt8>) throws(Fault) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw fault("UTF-8") }
    return text
  }
}
