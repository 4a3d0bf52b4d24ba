/// Offsets of the fields of an ELF file that differ between the 32-bit and the 64-bit form.
private struct ELFLayout {
  let isWide: Bool
  let segmentTable: Int
  let sectionTable: Int
  /// `e_phentsize`, followed by `e_phnum`, `e_shentsize`, `e_shnum` and `e_shstrndx`, two bytes each.
  let counts: Int
  let headSize: Int
  let segmentSize: Int
  let sectionSize: Int

  static let narrow = ELFLayout(
    isWide: false, segmentTable: 28, sectionTable: 32, counts: 42, headSize: 52, segmentSize: 32, sectionSize: 40)
  static let wide = ELFLayout(
    isWide: true, segmentTable: 32, sectionTable: 40, counts: 54, headSize: 64, segmentSize: 56, sectionSize: 64)
}

/// ELF: System V ABI, chapters "ELF Header", "Sections" and "Program Header".
extension ExecutableReader {
  func elf() -> ExecutableImage? {
    guard head.count >= 52, head[4] == 1 || head[4] == 2, head[5] == 1 || head[5] == 2 else { return nil }
    let layout: ELFLayout = head[4] == 2 ? .wide : .narrow
    let isBig: Bool = head[5] == 2
    let fields = WordReader(bytes: head, isBigEndian: isBig)
    guard head.count >= layout.headSize,
      let segmentOffset = fields.address(layout.segmentTable, isWide: layout.isWide),
      let sectionOffset = fields.address(layout.sectionTable, isWide: layout.isWide),
      var segmentCount = fields.u16(layout.counts + 2), let entrySize = fields.u16(layout.counts + 4),
      var sectionCount = fields.u16(layout.counts + 6), var nameIndex = fields.u16(layout.counts + 8)
    else { return nil }
    var image = ExecutableImage(format: .elf, isBigEndian: isBig)
    if sectionOffset != 0 {
      let rowSize: Int = layout.sectionSize
      guard entrySize == UInt64(rowSize) else {
        image.fault = "a program whose sections have an unknown form"
        return image
      }
      // Counts that do not fit into two bytes stand in the first section, which is otherwise empty.
      if sectionCount == 0 || nameIndex == 0xFFFF || segmentCount == 0xFFFF {
        let first: WordReader = table(at: sectionOffset, rowSize: rowSize, count: 1, isBigEndian: isBig).rows
        if sectionCount == 0 { sectionCount = first.address(layout.isWide ? 32 : 20, isWide: layout.isWide) ?? 0 }
        if nameIndex == 0xFFFF { nameIndex = first.u32(layout.isWide ? 40 : 24) ?? 0 }
        if segmentCount == 0xFFFF { segmentCount = first.u32(layout.isWide ? 44 : 28) ?? 0xFFFF }
      }
      readSections(at: sectionOffset, sectionCount, nameIndex, layout, into: &image)
    }
    readSegments(at: segmentOffset, segmentCount, layout, into: &image)
    return image
  }

  private func readSections(
    at offset: UInt64, _ count: UInt64, _ nameIndex: UInt64, _ layout: ELFLayout, into image: inout ExecutableImage
  ) {
    let size: Int = layout.sectionSize
    let (rows, read): (WordReader, Int) = table(
      at: offset, rowSize: size, count: count, isBigEndian: image.isBigEndian)
    image.fault = fault("sections", read: read, of: count)
    guard nameIndex < UInt64(read), let names = part(rows, Int(nameIndex) * size, layout) else {
      if read > 1, image.fault == nil { image.fault = "a program whose sections have no names" }
      return
    }
    // A name is short; a table of names beyond 4 MiB belongs to no program.
    let texts: [UInt8] = bytes(at: names.offset, count: min(names.size, 4 << 20))
    for index in 0..<read {
      let row: Int = index * size
      guard let name = rows.u32(row), let type = rows.u32(row + 4), let part = part(rows, row, layout)
      else { continue }
      // 0 is unused, 8 has no bytes in the file.
      if type == 0 || type == 8 { continue }
      let start: Int = Int(name)
      guard start < texts.count else { continue }
      let text: String = String(decoding: texts[start...].prefix(64).prefix { $0 != 0 }, as: UTF8.self)
      image.sections.append(
        ExecutableImage.Section(
          name: text, offset: part.offset, size: part.size))
    }
  }

  /// Where a section lies.
  private func part(_ rows: WordReader, _ row: Int, _ layout: ELFLayout) -> (offset: Int, size: Int)? {
    guard let offset = rows.address(row + (layout.isWide ? 24 : 16), isWide: layout.isWide),
      let size = rows.address(row + (layout.isWide ? 32 : 20), isWide: layout.isWide)
    else { return nil }
    return clipped(offset, size)
  }

  private func readSegments(
    at offset: UInt64, _ count: UInt64, _ layout: ELFLayout, into image: inout ExecutableImage
  ) {
    let size: Int = layout.segmentSize
    let (rows, read): (WordReader, Int) = table(
      at: offset, rowSize: size, count: count, isBigEndian: image.isBigEndian)
    if image.fault == nil { image.fault = fault("segments", read: read, of: count) }
    for index in 0..<read {
      let row: Int = index * size
      let isWide: Bool = layout.isWide
      guard rows.u32(row) == 1, let flags = rows.u32(row + (isWide ? 4 : 24)),
        let start = rows.address(row + (isWide ? 8 : 4), isWide: isWide),
        let address = rows.address(row + (isWide ? 16 : 8), isWide: isWide),
        let length = rows.address(row + (isWide ? 32 : 16), isWide: isWide)
      else { continue }
      let part: (offset: Int, size: Int) = clipped(start, length)
      image.regions.append(
        ExecutableImage.Region(
          address: address, offset: part.offset, size: part.size, isWritable: flags & 3 == 2))
    }
  }
}
