/// Builds cabinets and RAR archives for tests, with everything stored as it is: no program that writes them is free.
package enum StoredArchive {
  /// A cabinet ([MS-CAB]) of one folder without compression.
  package static func cabinet(_ files: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    let content: [UInt8] = files.flatMap(\.value)
    var entries: [UInt8] = []
    var place: Int = 0
    for (name, bytes) in files {
      entries += number(bytes.count, 4) + number(place, 4) + number(0, 2) + number(0x5B21, 2) + number(0, 2)
      entries += number(0x20, 2) + Array(name.utf8) + [0]
      place += bytes.count
    }
    var blocks: [UInt8] = []
    var count: Int = 0
    for start in stride(from: 0, to: content.count, by: 32_768) {
      let block: ArraySlice<UInt8> = content[start...].prefix(32_768)
      // A checksum of 0 is none.
      blocks += number(0, 4) + number(block.count, 2) + number(block.count, 2) + block
      count += 1
    }
    let (filesStart, blocksStart): (Int, Int) = (36 + 8, 36 + 8 + entries.count)
    var output: [UInt8] = Array("MSCF".utf8) + number(0, 4) + number(blocksStart + blocks.count, 4) + number(0, 4)
    output += number(filesStart, 4) + number(0, 4) + [3, 1] + number(1, 2) + number(files.count, 2) + number(0, 6)
    output += number(blocksStart, 4) + number(count, 2) + number(0, 2)
    return output + entries + blocks
  }

  /// A RAR archive of version 4.
  package static func rar4(_ files: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    var output: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00]
    output += block4(0x73, flags: 0, number(0, 6))
    for (name, bytes) in files {
      var fields: [UInt8] = number(bytes.count, 4) + number(bytes.count, 4) + [3]
      fields += number(Int(ZipFixture.checksum(bytes)), 4) + number(0x5B21_0000, 4) + [20, 0x30]
      fields += number(name.utf8.count, 2) + number(0o100644, 4) + Array(name.utf8)
      output += block4(0x74, flags: 0x8000, fields) + bytes
    }
    return output + block4(0x7B, flags: 0x4000, [])
  }

  private static func block4(_ kind: UInt8, flags: Int, _ fields: [UInt8]) -> [UInt8] {
    let block: [UInt8] = [kind] + number(flags, 2) + number(7 + fields.count, 2) + fields
    return number(Int(ZipFixture.checksum(block) & 0xFFFF), 2) + block
  }

  /// A RAR archive of version 5.
  package static func rar5(_ files: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    var output: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00]
    output += block5([1, 0, 0])
    for (name, bytes) in files {
      // A file with data; its CRC stands in the header; stored; made on Unix.
      var fields: [UInt8] = [2, 2] + long(bytes.count) + [4] + long(bytes.count) + long(0o100644)
      fields += number(Int(ZipFixture.checksum(bytes)), 4) + [0, 1] + long(name.utf8.count) + Array(name.utf8)
      output += block5(fields) + bytes
    }
    return output + block5([5, 0, 0])
  }

  private static func block5(_ fields: [UInt8]) -> [UInt8] {
    let block: [UInt8] = long(fields.count) + fields
    return number(Int(ZipFixture.checksum(block)), 4) + block
  }

  /// Seven bits a byte, the lowest first.
  private static func long(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + long(value >> 7)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
