/// Numbers and texts at fixed places in bytes that were read already; what lies outside is `nil`, never a trap.
struct LittleEndianFields {
  /// The bytes the places count in.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func u16(_ place: Int) -> Int? {
    guard place >= 0, place <= bytes.count - 2 else { return nil }
    return Int(bytes[place]) | Int(bytes[place + 1]) << 8
  }

  func u32(_ place: Int) -> Int? {
    guard let low = u16(place), let high = u16(place + 2) else { return nil }
    return low | high << 16
  }

  func u64(_ place: Int) -> UInt64? {
    guard let low = u32(place), let high = u32(place + 4) else { return nil }
    return UInt64(low) | UInt64(high) << 32
  }

  /// UTF-16 from `start` up to a NUL or `end`; what is no UTF-16 stands as U+FFFD.
  func utf16(_ start: Int, end: Int) -> String {
    var units: [UInt16] = []
    var place: Int = start
    while place <= min(end, bytes.count) - 2, let unit = u16(place), unit != 0 {
      units.append(UInt16(truncatingIfNeeded: unit))
      place += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Latin-1 from `start` up to `end` (as the registry stores names that fit).
  func latin1(_ start: Int, end: Int) -> String {
    guard start >= 0, start < end, end <= bytes.count else { return "" }
    return String(String.UnicodeScalarView(bytes[start..<end].map { Unicode.Scalar($0) }))
  }
}
