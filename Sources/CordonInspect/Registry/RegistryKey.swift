/// A key of a hive: its name, its date and where its subkeys and values are listed.
package struct RegistryKey: Sendable, Hashable {
  /// As the hive spells it.
  package let name: String
  /// When a value or subkey was last written, in 100 ns since 1601-01-01 UTC.
  package let written: UInt64
  /// How many keys it says lie in it; the list of them may name another number.
  package let subkeyCount: Int
  let subkeyList: Int
  let valueCount: Int
  let valueList: Int

  /// `nil` when the cell is too short for what it says.
  init?(_ cell: LittleEndianFields) {
    guard let flags = cell.u16(2), let written = cell.u64(4), let subkeys = cell.u32(20), let list = cell.u32(28),
      let values = cell.u32(36), let valueList = cell.u32(40), let length = cell.u16(72),
      length <= cell.bytes.count - 76
    else { return nil }
    let isLatin: Bool = flags & 0x20 != 0
    name = isLatin ? cell.latin1(76, end: 76 + length) : cell.utf16(76, end: 76 + length)
    self.written = written
    subkeyCount = subkeys
    subkeyList = list
    valueCount = values
    self.valueList = valueList
  }

  /// ``written`` in seconds since 1970-01-01; `nil` when it is zero.
  package var writtenSeconds: Int64? { RegistryTime.seconds(written) }
}

/// Windows file times.
package enum RegistryTime {
  /// Seconds since 1970-01-01 of 100 ns since 1601-01-01; `nil` for zero.
  package static func seconds(_ time: UInt64) -> Int64? {
    time == 0 ? nil : Int64(time / 10_000_000) - 11_644_473_600
  }
}
