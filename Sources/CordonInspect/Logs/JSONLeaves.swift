/// The texts and numbers of one JSON object with the keys they stand under, read without recursion.
///
/// It is lenient where that loses nothing (a comma too many), and refuses what is no object, is cut off, or is nested
/// deeper than 32 levels. An element of a list stands under the key of the list.
struct JSONLeaves {
  static let depthLimit = 32

  struct Leaf {
    /// The key of the object around it, lower case; empty at the top.
    let parent: String
    /// Its own key, lower case, at most 64 bytes.
    let key: String
    /// Decoded when it is a text.
    let value: ArraySlice<UInt8>
    let isText: Bool
  }

  private let line: ArraySlice<UInt8>
  private var place: Int
  /// The keys of the open brackets, and whether each is an object.
  private var open: [(key: String, isObject: Bool)] = []
  private var key: String = ""

  private init(_ line: ArraySlice<UInt8>) {
    self.line = line
    place = line.startIndex
  }

  /// Visits every leaf; `false` when the line is no whole object. Leaves before the fault were visited then.
  static func visit(_ line: ArraySlice<UInt8>, _ body: (Leaf) -> Void) -> Bool {
    var reader = JSONLeaves(line)
    return reader.run(body)
  }

  private mutating func run(_ body: (Leaf) -> Void) -> Bool {
    skipSpace()
    guard place < line.endIndex, line[place] == 0x7B else { return false }
    while place < line.endIndex {
      switch line[place] {
      case 0x7B, 0x5B:
        guard open.count < JSONLeaves.depthLimit else { return false }
        open.append((key, line[place] == 0x7B))
        place += 1
      case 0x7D, 0x5D:
        guard let last = open.popLast(), last.isObject == (line[place] == 0x7D) else { return false }
        place += 1
        key = last.key
        if open.isEmpty {
          skipSpace()
          return place == line.endIndex
        }
      case 0x2C:
        place += 1
      case 0x22:
        guard let text = string() else { return false }
        skipSpace()
        if open.last?.isObject == true, place < line.endIndex, line[place] == 0x3A {
          place += 1
          key = LineText.text(text.prefix(64)).lowercased()
        } else {
          body(leaf(text, isText: true))
        }
      default:
        let start: Int = place
        while place < line.endIndex, !JSONLeaves.endsScalar(line[place]) { place += 1 }
        guard place > start else { return false }
        body(leaf(line[start..<place], isText: false))
      }
      skipSpace()
    }
    return false
  }

  private func leaf(_ value: ArraySlice<UInt8>, isText: Bool) -> Leaf {
    // A list's elements stand under its key; the object around is the nearest one.
    let parent: String = open.last { $0.isObject }?.key ?? ""
    return Leaf(parent: parent, key: key, value: value, isText: isText)
  }

  private mutating func skipSpace() {
    while place < line.endIndex, line[place] <= 0x20 { place += 1 }
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x2C || byte == 0x7D || byte == 0x5D || byte == 0x22 || byte == 0x3A || byte == 0x7B
      || byte == 0x5B
  }

  /// The text at the quote, decoded; `nil` when it does not end.
  private mutating func string() -> ArraySlice<UInt8>? {
    let start: Int = place + 1
    var index: Int = start
    while index < line.endIndex, line[index] != 0x22, line[index] != 0x5C { index += 1 }
    guard index < line.endIndex else { return nil }
    if line[index] == 0x22 {
      place = index + 1
      return line[start..<index]
    }
    var decoded: [UInt8] = Array(line[start..<index])
    while index < line.endIndex, line[index] != 0x22 {
      guard line[index] == 0x5C else {
        decoded.append(line[index])
        index += 1
        continue
      }
      guard let length = escape(index, into: &decoded) else { return nil }
      index += length
    }
    guard index < line.endIndex else { return nil }
    place = index + 1
    return decoded[...]
  }

  /// Decodes the escape at the backslash and returns how many bytes it takes.
  private func escape(_ index: Int, into decoded: inout [UInt8]) -> Int? {
    guard index + 1 < line.endIndex else { return nil }
    switch line[index + 1] {
    case 0x6E: decoded.append(0x0A)
    case 0x74: decoded.append(0x09)
    case 0x72: decoded.append(0x0D)
    case 0x62: decoded.append(0x08)
    case 0x66: decoded.append(0x0C)
    case 0x75:
      guard let first = hex(index + 2) else { return nil }
      var value: UInt32 = first
      var length: Int = 6
      if (0xD800..<0xDC00).contains(first), index + 7 < line.endIndex, line[index + 6] == 0x5C, line[index + 7] == 0x75,
        let second = hex(index + 8), (0xDC00..<0xE000).contains(second)
      {
        value = 0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00)
        length = 12
      }
      decoded.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
      return length
    case let byte: decoded.append(byte)
    }
    return 2
  }

  private func hex(_ start: Int) -> UInt32? {
    guard start + 4 <= line.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in line[start..<(start + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
