/// Mach-O: `mach-o/loader.h`, Apple.
extension ExecutableReader {
  func machO(isBigEndian: Bool) -> ExecutableImage? {
    let fields = WordReader(bytes: head, isBigEndian: isBigEndian)
    guard let magic = fields.u32(0), let count = fields.u32(16), let size = fields.u32(20) else { return nil }
    let isWide: Bool = magic == 0xFEED_FACF
    var image = ExecutableImage(format: .machO, isBigEndian: isBigEndian)
    // The commands of the largest programs take some kilobytes.
    let commands = WordReader(
      bytes: bytes(at: isWide ? 32 : 28, count: Int(min(size, 1 << 20))), isBigEndian: isBigEndian)
    var position: Int = 0
    var read: UInt64 = 0
    while read < count, read < UInt64(limit), image.fault == nil {
      guard let kind = commands.u32(position), let length = commands.u32(position + 4), length >= 8,
        length <= UInt64(commands.bytes.count - position)
      else { break }
      if kind == (isWide ? 0x19 : 0x01) {
        readSegment(commands, position, length: Int(length), isWide: isWide, into: &image)
      }
      position += Int(length)
      read += 1
    }
    if image.fault == nil { image.fault = fault("load commands", read: Int(read), of: count) }
    return image
  }

  private func readSegment(
    _ commands: WordReader, _ start: Int, length: Int, isWide: Bool, into image: inout ExecutableImage
  ) {
    guard let address = commands.address(start + 24, isWide: isWide),
      let offset = commands.address(start + (isWide ? 40 : 32), isWide: isWide),
      let size = commands.address(start + (isWide ? 48 : 36), isWide: isWide),
      let protection = commands.u32(start + (isWide ? 60 : 44)), let count = commands.u32(start + (isWide ? 64 : 48))
    else { return }
    let part: (offset: Int, size: Int) = clipped(offset, size)
    image.regions.append(
      ExecutableImage.Region(
        address: address, offset: part.offset, size: part.size, isWritable: protection & 2 != 0))
    let (rowStart, rowSize): (Int, Int) = isWide ? (72, 80) : (56, 68)
    let held: Int = max(0, length - rowStart) / rowSize
    if count > UInt64(held) { image.fault = "a program whose load commands lie outside of the file" }
    for index in 0..<Int(min(count, UInt64(held))) {
      guard image.sections.count < limit else {
        image.fault = "a program with more than \(limit) sections"
        return
      }
      let row: Int = start + rowStart + index * rowSize
      guard let name = commands.text(row, width: 16),
        let size = commands.address(row + (isWide ? 40 : 36), isWide: isWide),
        let offset = commands.u32(row + (isWide ? 48 : 40)), let flags = commands.u32(row + (isWide ? 64 : 56))
      else { return }
      // Types 1, 12 and 18 are zero-filled: no bytes in the file.
      if [1, 12, 18].contains(flags & 0xFF) { continue }
      let part: (offset: Int, size: Int) = clipped(offset, size)
      image.sections.append(
        ExecutableImage.Section(name: name, offset: part.offset, size: part.size))
    }
  }
}
