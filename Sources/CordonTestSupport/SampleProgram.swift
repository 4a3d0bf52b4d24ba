/// Program files made for tests: heads and tables as the formats want them, and nothing that could run.
package struct SampleProgram: Sendable {
  /// A section and its bytes.
  package struct Section: Sendable {
    package var name: String
    package var bytes: [UInt8]

    package init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Where the writable part of every sample is loaded.
  package static let base: UInt64 = 0x40_0000

  package var isBigEndian: Bool = false
  package var isWide: Bool = true
  package var sections: [Section] = []
  /// Leaves the table of sections out.
  package var isStripped: Bool = false
  /// Lies about a field of the head: the number written where the right one would stand.
  package var sectionCount: UInt64?
  package var sectionOffset: UInt64?
  package var nameIndex: UInt64?
  /// Writes the counts into the first section, as programs with more than 65,279 sections do.
  package var usesLongCounts: Bool = false

  package init(_ sections: [Section] = []) { self.sections = sections }

  /// An ELF file: head, one writable segment over all section bytes, the bytes, the names, the table of sections.
  package func elf() -> [UInt8] {
    let headSize: Int = isWide ? 64 : 52
    let segmentSize: Int = isWide ? 56 : 32
    let start: Int = SampleProgram.aligned(headSize + segmentSize)
    var content: [UInt8] = []
    var names: [UInt8] = [0]
    var rows: [(name: Int, type: UInt64, offset: Int, size: Int)] = [(0, 0, 0, 0)]
    for section in sections + [Section(".shstrtab", [])] {
      let name: Int = names.count
      names += Array(section.name.utf8) + [0]
      content += Array(repeating: 0, count: SampleProgram.aligned(content.count) - content.count)
      rows.append((name, section.name == ".shstrtab" ? 3 : 1, start + content.count, section.bytes.count))
      content += section.bytes
    }
    rows[rows.count - 1].size = names.count
    let table: Int = SampleProgram.aligned(start + content.count + names.count)
    var file: [UInt8] =
      [0x7F, 0x45, 0x4C, 0x46, isWide ? 2 : 1, isBigEndian ? 2 : 1, 1] + Array(repeating: 0, count: 9)
    let count: UInt64 = isStripped ? 0 : sectionCount ?? UInt64(rows.count)
    file += word(2, 2) + word(62, 2) + word(1, 4) + address(0) + address(UInt64(headSize))
    file += address(isStripped ? 0 : sectionOffset ?? UInt64(table)) + word(0, 4) + word(UInt64(headSize), 2)
    file += word(UInt64(segmentSize), 2) + word(1, 2) + word(isWide ? 64 : 40, 2)
    file += word(usesLongCounts ? 0 : count, 2) + word(usesLongCounts ? 0xFFFF : nameIndex ?? UInt64(rows.count - 1), 2)
    let size = UInt64(content.count)
    if isWide {
      file += word(1, 4) + word(6, 4) + address(UInt64(start)) + address(SampleProgram.base) + address(0)
      file += address(size) + address(size) + address(16)
    } else {
      file += word(1, 4) + address(UInt64(start)) + address(SampleProgram.base) + address(0)
      file += address(size) + address(size) + word(6, 4) + address(16)
    }
    file += Array(repeating: 0, count: start - file.count) + content + names
    file += Array(repeating: 0, count: table - file.count)
    if isStripped { return file }
    for (index, row) in rows.enumerated() {
      let isFirst: Bool = index == 0 && usesLongCounts
      file += word(UInt64(row.name), 4) + word(row.type, 4) + address(0)
      file += address(row.type == 1 ? SampleProgram.base + UInt64(row.offset - start) : 0) + address(UInt64(row.offset))
      file += address(isFirst ? count : UInt64(row.size)) + word(isFirst ? UInt64(rows.count - 1) : 0, 4) + word(0, 4)
      file += address(1) + address(0)
    }
    return file
  }

  /// A Windows program for 64 bits: the head of DOS, that of PE, a table of sections, the bytes. `.data` is writable.
  package func portableExecutable() -> [UInt8] {
    let little: SampleProgram = SampleProgram()
    let table: Int = 64 + 24 + 240
    var offset: Int = SampleProgram.aligned(table + sections.count * 40)
    var file: [UInt8] = Array("MZ".utf8) + Array(repeating: 0, count: 58) + little.word(64, 4)
    file += Array("PE\0\0".utf8) + little.word(0x8664, 2) + little.word(sectionCount ?? UInt64(sections.count), 2)
    file += Array(repeating: 0, count: 12) + little.word(240, 2) + little.word(2, 2)
    file += little.word(0x20B, 2) + Array(repeating: 0, count: 22) + little.word(SampleProgram.base, 8)
    file += Array(repeating: 0, count: 240 - 32)
    var content: [UInt8] = []
    for section in sections {
      file += Array((Array(section.name.utf8) + Array(repeating: 0, count: 8)).prefix(8))
      file += little.word(UInt64(section.bytes.count), 4) + little.word(UInt64(offset), 4)
      file += little.word(UInt64(SampleProgram.aligned(section.bytes.count)), 4) + little.word(UInt64(offset), 4)
      file += Array(repeating: 0, count: 12) + little.word(section.name == ".data" ? 0xC000_0040 : 0x4000_0040, 4)
      let padded: Int = SampleProgram.aligned(section.bytes.count)
      content += section.bytes + Array(repeating: 0, count: padded - section.bytes.count)
      offset += padded
    }
    file += Array(repeating: 0, count: SampleProgram.aligned(table + sections.count * 40) - file.count)
    return file + content
  }

  /// A macOS program of one architecture with one writable segment.
  package func machO() -> [UInt8] {
    let commands: Int = 72 + sections.count * 80
    let start: Int = SampleProgram.aligned(32 + commands)
    var content: [UInt8] = []
    var rows: [UInt8] = []
    for section in sections {
      rows += Array((Array(section.name.utf8) + Array(repeating: 0, count: 16)).prefix(16))
      rows += Array("__DATA".utf8) + Array(repeating: 0, count: 10)
      rows += word(SampleProgram.base + UInt64(content.count), 8) + word(UInt64(section.bytes.count), 8)
      rows += word(UInt64(start + content.count), 4) + Array(repeating: 0, count: 28)
      content += section.bytes
      content += Array(repeating: 0, count: SampleProgram.aligned(content.count) - content.count)
    }
    var file: [UInt8] = word(0xFEED_FACF, 4) + word(7, 4) + word(3, 4) + word(2, 4) + word(1, 4)
    file += word(UInt64(commands), 4) + word(0, 8) + word(0x19, 4) + word(UInt64(commands), 4)
    file += Array("__DATA".utf8) + Array(repeating: 0, count: 10) + word(SampleProgram.base, 8)
    file += word(UInt64(content.count), 8) + word(UInt64(start), 8) + word(UInt64(content.count), 8)
    file += word(3, 4) + word(3, 4) + word(sectionCount ?? UInt64(sections.count), 4) + word(0, 4) + rows
    return file + Array(repeating: 0, count: start - file.count) + content
  }

  /// A "fat" file of these programs.
  package static func universal(_ programs: [[UInt8]]) -> [UInt8] {
    let big: SampleProgram = SampleProgram.big
    var offset: Int = aligned(8 + programs.count * 20)
    var file: [UInt8] = big.word(0xCAFE_BABE, 4) + big.word(UInt64(programs.count), 4)
    for program in programs {
      file += big.word(7, 4) + big.word(3, 4) + big.word(UInt64(offset), 4) + big.word(UInt64(program.count), 4)
      file += big.word(4, 4)
      offset = aligned(offset + program.count)
    }
    for program in programs {
      file += Array(repeating: 0, count: aligned(file.count) - file.count) + program
    }
    return file
  }

  private static let big: SampleProgram = {
    var sample = SampleProgram()
    sample.isBigEndian = true
    return sample
  }()

  private static func aligned(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// A number in the sample's byte order.
  package func word(_ value: UInt64, _ width: Int) -> [UInt8] {
    let little: [UInt8] = (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    return isBigEndian ? little.reversed() : little
  }

  private func address(_ value: UInt64) -> [UInt8] { word(value, isWide ? 8 : 4) }
}

extension SampleProgram {
  /// The build information of Go 1.18 and newer: mark, flags, and both texts behind their lengths.
  package static func goBuildInfo(version: String, modules: String) -> [UInt8] {
    let wrapped: [UInt8] = wrapped(modules)
    let head: [UInt8] = [0xFF] + Array(" Go buildinf:".utf8) + [8, 2] + Array(repeating: 0, count: 16)
    return head + varint(version.utf8.count) + Array(version.utf8) + varint(wrapped.count) + wrapped
  }

  /// That of Go 1.13 to 1.17, loaded at ``base``: mark, flags, and the addresses of two Go strings.
  package func oldGoBuildInfo(version: String, modules: String) -> [UInt8] {
    let width: Int = isWide ? 8 : 4
    let texts: [[UInt8]] = [Array(version.utf8), SampleProgram.wrapped(modules)]
    let strings: UInt64 = SampleProgram.base + 32
    let first: UInt64 = strings + UInt64(4 * width)
    var bytes: [UInt8] = [0xFF] + Array(" Go buildinf:".utf8) + [UInt8(width), isBigEndian ? 1 : 0]
    bytes += address(strings) + address(strings + UInt64(2 * width))
    bytes += Array(repeating: 0, count: 32 - bytes.count)
    bytes += address(first) + address(UInt64(texts[0].count))
    bytes += address(first + UInt64(texts[0].count)) + address(UInt64(texts[1].count))
    return bytes + texts[0] + texts[1]
  }

  /// A text as a zlib stream that packs nothing (RFC 1950, stored blocks), of at most 65,535 bytes.
  package static func zlibStored(_ text: String) -> [UInt8] {
    let bytes: [UInt8] = Array(text.utf8.prefix(65_535))
    let little = SampleProgram()
    let length: [UInt8] = little.word(UInt64(bytes.count), 2)
    var (a, b): (UInt64, UInt64) = (1, 0)
    for byte in bytes {
      a = (a + UInt64(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return [0x78, 0x01, 0x01] + length + length.map { ~$0 } + bytes + big.word(b << 16 | a, 4)
  }

  /// The list of modules between the marks of 16 bytes that the linker puts around it.
  private static func wrapped(_ modules: String) -> [UInt8] {
    Array(repeating: 0x30, count: 16) + Array(modules.utf8) + Array(repeating: 0x31, count: 16)
  }

  /// An unsigned varint.
  package static func varint(_ value: Int) -> [UInt8] {
    var rest: UInt64 = UInt64(value)
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
