/// Puts together a message between the collector and its workers: little-endian numbers, texts with their length.
///
/// One writer is used over and over, so that writing costs no allocation.
package struct MessageWriter {
  /// The version of all messages; both ends come from one build, so there is only one.
  package static let version: UInt8 = 1

  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// Begins with nothing.
  package init() {}

  /// Begins anew and keeps the room.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// One byte.
  package mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// A number from 0 to 65,535; what lies outside becomes the nearest of them.
  package mutating func number16(_ value: Int) {
    let value: UInt16 = UInt16(clamping: value)
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  /// Four bytes.
  package mutating func number32(_ value: UInt32) {
    for shift: UInt32 in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Eight bytes.
  package mutating func number64(_ value: UInt64) {
    for shift: UInt64 in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// A count or limit that is never negative.
  package mutating func count(_ value: Int) { number64(UInt64(clamping: value)) }

  /// A byte that is 0 or 1.
  package mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// Bytes with their length before them, cut after `limit` (at most 65,535) bytes.
  package mutating func short(_ value: some Collection<UInt8>, limit: Int) {
    let length: Int = min(value.count, limit, Int(UInt16.max))
    number16(length)
    bytes.append(contentsOf: value.prefix(length))
  }

  /// A text as UTF-8, cut like ``short(_:limit:)``.
  package mutating func text(_ value: String, limit: Int) { short(value.utf8, limit: limit) }

  /// A text that may be missing.
  package mutating func optionalText(_ value: String?, limit: Int) {
    flag(value != nil)
    if let value { text(value, limit: limit) }
  }

  /// Bytes of any length, that length before them.
  package mutating func long(_ value: [UInt8]) {
    count(value.count)
    bytes.append(contentsOf: value)
  }

  /// Takes back what was written after this place.
  mutating func cut(to length: Int) {
    guard length < bytes.count else { return }
    bytes.removeSubrange(length...)
  }

  /// Overwrites a number that could not be known when its place was written.
  mutating func setNumber16(_ value: Int, at place: Int) {
    guard place >= 0, place <= bytes.count - 2 else { return }
    let value: UInt16 = UInt16(clamping: value)
    bytes[place] = UInt8(truncatingIfNeeded: value)
    bytes[place + 1] = UInt8(truncatingIfNeeded: value >> 8)
  }
}
