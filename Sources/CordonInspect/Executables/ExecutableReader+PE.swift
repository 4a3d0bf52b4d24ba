/// PE: "PE Format", Microsoft.
extension ExecutableReader {
  func portableExecutable() -> ExecutableImage? {
    let fields = WordReader(bytes: head, isBigEndian: false)
    guard let place = fields.u32(0x3C), place <= UInt64(source.size) else { return nil }
    let start = WordReader(bytes: bytes(at: Int(place), count: 24 + 64), isBigEndian: false)
    // "PE", NUL, NUL: else it is a program for DOS, which has no sections.
    guard start.u32(0) == 0x0000_4550, let count = start.u16(6), let optionalSize = start.u16(20),
      let magic = start.u16(24)
    else { return nil }
    var image = ExecutableImage(format: .portableExecutable, isBigEndian: false)
    let base: UInt64 = (magic == 0x20B ? start.u64(48) : start.u32(52)) ?? 0
    let (rows, read): (WordReader, Int) = table(
      at: place + 24 + optionalSize, rowSize: 40, count: count, isBigEndian: false)
    image.fault = fault("sections", read: read, of: count)
    for index in 0..<read {
      let row: Int = index * 40
      guard let name = rows.text(row, width: 8), let virtualSize = rows.u32(row + 8), let address = rows.u32(row + 12),
        let rawSize = rows.u32(row + 16), let offset = rows.u32(row + 20), let flags = rows.u32(row + 36)
      else { continue }
      // The raw size is rounded up to a full block; what is meant is the virtual one.
      let size: UInt64 = virtualSize == 0 ? rawSize : min(rawSize, virtualSize)
      let part: (offset: Int, size: Int) = clipped(offset, size)
      image.sections.append(
        ExecutableImage.Section(name: name, offset: part.offset, size: part.size))
      image.regions.append(
        ExecutableImage.Region(
          address: base &+ address, offset: part.offset, size: part.size, isWritable: flags & 0x8000_0000 != 0))
    }
    return image
  }
}
