/// Reads the headers of a central directory one after the other (APPNOTE 6.3.10, 4.3.12).
///
/// How many there are is decided by the bytes, as in Java and Python, not by the count in the end record, which wraps
/// at 65,536 in the archives of some programs.
struct ZipDirectoryReader {
  private let fields: ZipFields
  private let range: Range<Int>
  /// Why not everything could be read.
  private(set) var fault: ZipFailure?

  private static let headerSize: Int = 46

  /// - Parameter range: where the directory lies in `bytes`; it has to lie inside.
  init(_ bytes: [UInt8], range: Range<Int>) {
    fields = ZipFields(bytes: bytes)
    self.range = range.clamped(to: 0..<bytes.count)
  }

  mutating func entries(limit: Int) -> [ZipEntry] {
    var entries: [ZipEntry] = []
    entries.reserveCapacity(min(range.count / 90, limit))
    var position: Int = range.lowerBound
    while position < range.upperBound {
      guard entries.count < limit else {
        fault = ZipFailure(.limit, "an archive of more than \(limit) entries")
        break
      }
      guard range.upperBound - position >= ZipDirectoryReader.headerSize, fields.u32(position) == 0x0201_4B50 else {
        fault = ZipFailure(.damaged, "the directory breaks off after \(entries.count) entries")
        break
      }
      let (name, extra): (Int, Int) = (fields.u16(position + 28), fields.u16(position + 30))
      let next: Int = position + ZipDirectoryReader.headerSize + name + extra + fields.u16(position + 32)
      guard next <= range.upperBound else {
        fault = ZipFailure(.damaged, "the directory breaks off after \(entries.count) entries")
        break
      }
      entries.append(entry(at: position, name: name, extra: extra))
      position = next
    }
    return entries
  }

  @inline(__always)
  private func entry(at position: Int, name: Int, extra: Int) -> ZipEntry {
    let nameStart: Int = position + ZipDirectoryReader.headerSize
    var (size, compressed): (Int, Int) = (fields.u32(position + 24), fields.u32(position + 20))
    var offset: Int = fields.u32(position + 42)
    if size == 0xFFFF_FFFF || compressed == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
      let start: Int = nameStart + name
      widen(&size, &compressed, &offset, extra: start..<(start + extra))
    }
    return ZipEntry(
      nameStart: nameStart, nameLength: name, method: UInt16(truncatingIfNeeded: fields.u16(position + 10)),
      flags: UInt16(truncatingIfNeeded: fields.u16(position + 8)),
      checksum: UInt32(truncatingIfNeeded: fields.u32(position + 16)), compressedSize: compressed, size: size,
      offset: offset)
  }

  /// The 64-bit numbers of the extra field 1: only those stand there that have no room in the header, in this order.
  private func widen(_ size: inout Int, _ compressed: inout Int, _ offset: inout Int, extra: Range<Int>) {
    var position: Int = extra.lowerBound
    while extra.upperBound - position >= 4 {
      let length: Int = fields.u16(position + 2)
      guard length <= extra.upperBound - position - 4 else { return }
      if fields.u16(position) == 1 {
        var place: Int = position + 4
        let end: Int = place + length
        func take(_ value: inout Int) {
          guard value == 0xFFFF_FFFF, end - place >= 8 else { return }
          value = fields.u64(place)
          place += 8
        }
        take(&size)
        take(&compressed)
        take(&offset)
        return
      }
      position += 4 + length
    }
  }
}
