/// Where the central directory of an archive lies, from the end record (APPNOTE 6.3.10, 4.3.14 to 4.3.16).
///
/// What counts as the end of an archive is decided as in Java: the last end record whose comment reaches exactly to the
/// end of the bytes, or, with something appended, whose directory starts where it says.
struct ZipEnd {
  /// Where the directory starts in the source.
  let directoryStart: Int
  let directorySize: Int
  /// Bytes before the archive proper: a launcher script, a program that unpacks itself.
  let prefix: Int
  /// The last bytes of the source that were read on the way, and where they start.
  let tail: [UInt8]
  let tailStart: Int

  /// Where an end record stands in the source, and its fields.
  private struct Record {
    var position: Int
    var size: Int
    var offset: Int
    let isSaturated: Bool
  }

  private static let recordSize: Int = 22
  private static let firstTail: Int = 16 << 10
  private static let longestTail: Int = 65_535 + 22
  /// A comment made of nothing but signatures would otherwise cost a read each. Records that reach exactly to the end
  /// need none: they are found whatever stands behind them.
  private static let verifications: Int = 64

  init(_ source: some ByteSource) throws(ZipFailure) {
    guard source.size >= ZipEnd.recordSize else { throw .noArchive }
    var found: Record?
    var tail: [UInt8] = []
    for length in [ZipEnd.firstTail, ZipEnd.longestTail] where found == nil {
      let wanted: Int = min(length, source.size)
      if wanted == tail.count { break }
      tail = source.bytes(at: source.size - wanted, count: wanted)
      guard tail.count == wanted else { throw .cutSource }
      found = try ZipEnd.search(tail, source)
    }
    guard var record = found else { throw ZipEnd.missing(source) }
    if let large = try ZipEnd.zip64(record, tail, source) { record = large }
    guard record.size <= record.position else {
      throw ZipFailure(.damaged, "the directory is larger than what precedes it")
    }
    directoryStart = record.position - record.size
    directorySize = record.size
    guard record.offset <= directoryStart else {
      throw ZipFailure(.damaged, "the directory does not lie where the end record says")
    }
    prefix = directoryStart - record.offset
    self.tail = tail
    tailStart = source.size - tail.count
  }

  /// What begins as an archive was one before it was cut.
  private static func missing(_ source: some ByteSource) -> ZipFailure {
    source.bytes(at: 0, count: 4) == [0x50, 0x4B, 0x03, 0x04]
      ? ZipFailure(.damaged, "an archive without its end record") : .noArchive
  }

  /// - Throws: when there are too many records with something appended to look at each of them.
  private static func search(_ tail: [UInt8], _ source: some ByteSource) throws(ZipFailure) -> Record? {
    let fields = ZipFields(bytes: tail)
    let start: Int = source.size - tail.count
    var checked: Int = 0
    var index: Int = tail.count - recordSize
    while index >= 0 {
      defer { index -= 1 }
      guard tail[index] == 0x50, fields.u32(index) == 0x0605_4B50 else { continue }
      let (size, offset): (Int, Int) = (fields.u32(index + 12), fields.u32(index + 16))
      let record = Record(
        position: start + index, size: size, offset: offset,
        isSaturated: size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF || fields.u16(index + 10) == 0xFFFF)
      if index + recordSize + fields.u16(index + 20) == tail.count { return record }
      checked += 1
      if checked <= verifications, holdsDirectory(record, source) { return record }
    }
    // Java looks at every one of them and may find an archive that was not found here.
    guard checked <= verifications || tail.count < min(longestTail, source.size) else {
      throw ZipFailure(.limit, "more than \(verifications) end records")
    }
    return nil
  }

  /// Whether a directory, or nothing at all, stands where the record of an archive with something appended says.
  private static func holdsDirectory(_ record: Record, _ source: some ByteSource) -> Bool {
    if record.isSaturated { return true }
    guard record.size <= record.position, record.offset <= record.position - record.size else { return false }
    if record.size == 0 { return true }
    return source.bytes(at: record.position - record.size, count: 4) == [0x50, 0x4B, 0x01, 0x02]
  }

  /// The fields of the zip64 end record. As in Java it counts where it agrees with every field of the short record that
  /// has room; otherwise the short one is right.
  private static func zip64(
    _ record: Record, _ tail: [UInt8], _ source: some ByteSource
  ) throws(ZipFailure) -> Record? {
    let end: Int = record.position - 20
    let start: Int = end - (source.size - tail.count)
    // Mostly the last bytes are there already.
    let locator = ZipFields(bytes: start >= 0 ? tail : source.bytes(at: end, count: 20))
    let base: Int = max(start, 0)
    guard end >= 0, locator.u32(base) == 0x0706_4B50 else {
      // Exactly 65,535 entries fit into the short record.
      if record.size != 0xFFFF_FFFF, record.offset != 0xFFFF_FFFF { return nil }
      throw ZipFailure(.damaged, "the zip64 end record is missing")
    }
    // With bytes before the archive the locator is off by them: then the record stands right before it.
    for place in [locator.u64(base + 8), end - 56] where place >= 0 && place <= end - 56 {
      let fields = ZipFields(bytes: source.bytes(at: place, count: 56))
      guard fields.bytes.count == 56, fields.u32(0) == 0x0606_4B50 else { continue }
      let large = Record(position: place, size: fields.u64(40), offset: fields.u64(48), isSaturated: false)
      let agrees: Bool =
        (record.size == 0xFFFF_FFFF || record.size == large.size)
        && (record.offset == 0xFFFF_FFFF || record.offset == large.offset)
      return agrees ? large : nil
    }
    if !record.isSaturated { return nil }
    throw ZipFailure(.damaged, "the zip64 end record does not lie where its locator says")
  }
}

extension ZipFailure {
  static let noArchive = ZipFailure(.notAnArchive, "no zip archive")
  static let cutSource = ZipFailure(.unreadable, "the file ended while being read")
}
