/// Builds zip archives for tests, right ones and wrong ones: every field can be made to lie. Deflated content is written
/// in blocks that are not compressed, so that no compressor is needed.
package struct ZipFixture {
  package struct Entry {
    package var name: [UInt8]
    package var content: [UInt8]
    /// What stands in the archive; `nil` for the content by the method.
    package var stream: [UInt8]?
    package var method: Int = 0
    package var flags: Int = 0
    /// Lies of the directory.
    package var size: Int?
    package var compressedSize: Int?
    package var checksum: UInt32?
    package var offset: Int?
    /// Extra field of the local header alone.
    package var localExtra: [UInt8] = []
    /// Writes sizes and offset into a zip64 extra field.
    package var isLarge: Bool = false

    package init(_ name: String, _ content: String, method: Int = 0) {
      self.init(name, bytes: Array(content.utf8), method: method)
    }

    package init(_ name: String, bytes: [UInt8], method: Int = 0) {
      self.name = Array(name.utf8)
      content = bytes
      self.method = method
    }
  }

  package var entries: [Entry]
  package var prefix: [UInt8] = []
  package var suffix: [UInt8] = []
  package var comment: [UInt8] = []
  /// Writes the end record in its 64-bit form as well, with the short one saturated.
  package var isLarge: Bool = false
  /// Lies of the end record.
  package var directorySize: Int?
  package var directoryOffset: Int?
  package var count: Int?

  package init(_ entries: [Entry]) { self.entries = entries }

  /// A package as its maker's tools write it: these files, stored.
  package init(files: KeyValuePairs<String, String>) { entries = files.map { Entry($0.key, $0.value) } }

  /// The archive.
  package var bytes: [UInt8] {
    var output: [UInt8] = prefix
    var directory: [UInt8] = []
    for entry in entries {
      let start: Int = output.count - prefix.count
      let stream: [UInt8] = entry.stream ?? (entry.method == 8 ? ZipFixture.blocks(entry.content) : entry.content)
      let checksum: UInt32 = entry.checksum ?? ZipFixture.checksum(entry.content)
      let (size, packed): (Int, Int) = (entry.size ?? entry.content.count, entry.compressedSize ?? stream.count)
      let common: [UInt8] =
        ZipFixture.u16(entry.flags) + ZipFixture.u16(entry.method) + ZipFixture.u32(0)
        + ZipFixture.u32(Int(checksum)) + ZipFixture.u32(entry.isLarge ? 0xFFFF_FFFF : packed)
        + ZipFixture.u32(entry.isLarge ? 0xFFFF_FFFF : size) + ZipFixture.u16(entry.name.count)
      output += [0x50, 0x4B, 0x03, 0x04, 20, 0] + common + ZipFixture.u16(entry.localExtra.count)
      output += entry.name + entry.localExtra + stream
      let offset: Int = entry.offset ?? start
      let extra: [UInt8] =
        entry.isLarge
        ? ZipFixture.u16(1) + ZipFixture.u16(24) + [size, packed, offset].flatMap(ZipFixture.u64) : []
      directory += [0x50, 0x4B, 0x01, 0x02, 20, 0, 20, 0] + common + ZipFixture.u16(extra.count)
      directory += ZipFixture.u16(0) + ZipFixture.u16(0) + ZipFixture.u16(0) + ZipFixture.u32(0)
      directory += ZipFixture.u32(entry.isLarge ? 0xFFFF_FFFF : offset) + entry.name + extra
    }
    let start: Int = directoryOffset ?? output.count - prefix.count
    return output + directory
      + end(start: start, size: directorySize ?? directory.count, at: output.count + directory.count)
      + suffix
  }

  private func end(start: Int, size: Int, at position: Int) -> [UInt8] {
    let count: Int = self.count ?? entries.count
    var output: [UInt8] = []
    if isLarge {
      output += [0x50, 0x4B, 0x06, 0x06] + ZipFixture.u64(44) + [45, 0, 45, 0] + ZipFixture.u64(0)
      output += ZipFixture.u64(count) + ZipFixture.u64(count) + ZipFixture.u64(size) + ZipFixture.u64(start)
      output += [0x50, 0x4B, 0x06, 0x07] + ZipFixture.u32(0) + ZipFixture.u64(position - prefix.count)
      output += ZipFixture.u32(1)
    }
    let short: [Int] = isLarge ? [0xFFFF, 0xFFFF_FFFF, 0xFFFF_FFFF] : [count & 0xFFFF, size, start]
    output += [0x50, 0x4B, 0x05, 0x06] + ZipFixture.u32(0) + ZipFixture.u16(short[0]) + ZipFixture.u16(short[0])
    output += ZipFixture.u32(short[1]) + ZipFixture.u32(short[2]) + ZipFixture.u16(comment.count) + comment
    return output
  }

  /// An archive in an archive in an archive, `levels` deep, each stored under this name.
  package static func nested(_ levels: Int, name: String, innermost: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = innermost
    for _ in 0..<levels { bytes = ZipFixture([Entry(name, bytes: bytes)]).bytes }
    return bytes
  }

  /// A deflate stream of `count` zero bytes, rounded up: a literal, then copies of 258 bytes each.
  package static func zeros(_ count: Int) -> (stream: [UInt8], size: Int) {
    var bits = BitWriter()
    bits.write(1, 1)
    bits.write(1, 2)
    bits.writeCode(0x30, 8)
    let copies: Int = (count + 256) / 258
    for _ in 0..<copies {
      bits.writeCode(0xC5, 8)
      bits.writeCode(0, 5)
    }
    bits.writeCode(0, 7)
    return (bits.bytes, 1 + copies * 258)
  }

  private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var filled: Int = 8

    mutating func write(_ value: Int, _ count: Int) {
      for bit in 0..<count {
        if filled == 8 {
          bytes.append(0)
          filled = 0
        }
        bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << UInt8(filled)
        filled += 1
      }
    }

    /// Huffman codes stand with their highest bit first.
    mutating func writeCode(_ code: Int, _ count: Int) {
      for bit in stride(from: count - 1, through: 0, by: -1) { write(code >> bit & 1, 1) }
    }
  }

  private static func blocks(_ content: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var start: Int = 0
    repeat {
      let length: Int = min(65_535, content.count - start)
      let isLast: Bool = start + length == content.count
      output += [isLast ? 1 : 0] + u16(length) + u16(~length & 0xFFFF) + content[start..<(start + length)]
      start += length
    } while start < content.count
    return output
  }

  /// CRC-32 as in zip and PNG.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF as UInt32) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }

  private static func u16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func u32(_ value: Int) -> [UInt8] { u16(value & 0xFFFF) + u16(value >> 16) }

  private static func u64(_ value: Int) -> [UInt8] { u32(value & 0xFFFF_FFFF) + u32(value >> 32) }
}
