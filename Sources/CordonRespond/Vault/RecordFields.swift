internal import CordonModel

/// Puts fields one after the other: numbers with the highest byte first, texts with their length in front.
struct RecordFieldWriter {
  private(set) var bytes: [UInt8] = []

  mutating func number<Number: FixedWidthInteger>(_ value: Number) {
    for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> Number(shift)))
    }
  }

  mutating func blob(_ value: [UInt8]) {
    number(UInt32(clamping: value.count))
    bytes += value
  }

  mutating func text(_ value: String) { blob(Array(value.utf8)) }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func time(_ value: FileTime) {
    number(value.seconds)
    number(value.nanoseconds)
  }

  mutating func optional<Value>(_ value: Value?, _ write: (inout RecordFieldWriter, Value) -> Void) {
    flag(value != nil)
    if let value { write(&self, value) }
  }

  mutating func list<Value>(_ values: [Value], _ write: (inout RecordFieldWriter, Value) -> Void) {
    number(UInt32(clamping: values.count))
    for value in values { write(&self, value) }
  }
}

/// Takes fields back. Every length is held against what is left, so that no number in the bytes asks for memory.
struct RecordFieldReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  static let damaged = RespondFailure(.damagedItem, "the record is not one that this version wrote")

  mutating func take(_ count: Int) throws(RespondFailure) -> [UInt8] {
    guard count >= 0, count <= rest.count else { throw RecordFieldReader.damaged }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(RespondFailure) -> Number {
    var value: Number = 0
    for byte in try take(Number.bitWidth / 8) { value = value << 8 | Number(truncatingIfNeeded: byte) }
    return value
  }

  mutating func blob() throws(RespondFailure) -> [UInt8] { try take(Int(try number(UInt32.self))) }

  mutating func text() throws(RespondFailure) -> String {
    guard let text = String(validating: try blob(), as: UTF8.self) else { throw RecordFieldReader.damaged }
    return text
  }

  mutating func flag() throws(RespondFailure) -> Bool {
    switch try number(UInt8.self) {
    case 0: false
    case 1: true
    default: throw RecordFieldReader.damaged
    }
  }

  mutating func time() throws(RespondFailure) -> FileTime {
    let time = FileTime(seconds: try number(), nanoseconds: try number())
    guard time.nanoseconds < 1_000_000_000 else { throw RecordFieldReader.damaged }
    return time
  }

  mutating func optional<Value>(
    _ read: (inout RecordFieldReader) throws(RespondFailure) -> Value
  ) throws(RespondFailure) -> Value? {
    try flag() ? try read(&self) : nil
  }

  mutating func list<Value>(
    _ read: (inout RecordFieldReader) throws(RespondFailure) -> Value
  ) throws(RespondFailure) -> [Value] {
    let count: UInt32 = try number()
    // Every element has bytes of its own: a list cannot be longer than what is left.
    guard Int(count) <= rest.count else { throw RecordFieldReader.damaged }
    var values: [Value] = []
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }
}
