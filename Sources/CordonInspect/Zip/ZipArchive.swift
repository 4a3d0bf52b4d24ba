/// A zip archive over bytes that nobody vouches for (APPNOTE 6.3.10): its entries as the central directory lists them,
/// in that order, duplicates included. Names are bytes and never paths: nothing is ever written or opened by them.
///
/// Split archives are read as if they were whole.
package struct ZipArchive<Base: ByteSource> {
  /// The bytes it was read from.
  package let source: ArchiveBytes<Base>
  /// What reading may cost.
  package let limits: ZipLimits
  /// The entries, in the order of the directory.
  package let entries: [ZipEntry]
  /// Why the directory could not be read to its end; the entries before that are there.
  package let fault: ZipFailure?
  /// Holds the directory; the names of the entries point into it.
  private let directory: [UInt8]
  private let prefix: Int
  private let directoryStart: Int

  /// Reads the end record and the directory; no entry is read.
  ///
  /// - Throws: ``ZipFailure`` when there is no archive, or no directory where it should be.
  package init(_ source: ArchiveBytes<Base>, limits: ZipLimits) throws(ZipFailure) {
    let end = try ZipEnd(source)
    let length: Int = min(end.directorySize, limits.directoryBytes)
    let isInTail: Bool = end.directoryStart >= end.tailStart
    let bytes: [UInt8] = isInTail ? end.tail : source.bytes(at: end.directoryStart, count: length)
    let start: Int = isInTail ? end.directoryStart - end.tailStart : 0
    guard bytes.count - start >= length else { throw .cutSource }
    var reader = ZipDirectoryReader(bytes, range: start..<(start + length))
    entries = reader.entries(limit: limits.entries)
    fault =
      length < end.directorySize && reader.fault?.kind != .limit
      ? ZipFailure(.limit, "a directory of more than \(limits.directoryBytes) bytes") : reader.fault
    directory = bytes
    prefix = end.prefix
    directoryStart = end.directoryStart
    self.source = source
    self.limits = limits
  }

  /// The name of an entry of this archive, as it stands there: UTF-8 mostly, with `/` between folders.
  package func name(of entry: ZipEntry) -> ArraySlice<UInt8> {
    guard entry.nameStart <= directory.count - entry.nameLength else { return [] }
    return directory[entry.nameStart..<(entry.nameStart + entry.nameLength)]
  }

  /// Whether the name begins with `word`, without making a copy of it.
  @inline(__always)
  package func name(of entry: ZipEntry, startsWith word: StaticString) -> Bool {
    holds(word, at: entry.nameStart, room: entry.nameLength)
  }

  /// Whether the name ends in `word`, without making a copy of it.
  @inline(__always)
  package func name(of entry: ZipEntry, endsWith word: StaticString) -> Bool {
    let start: Int = entry.nameStart + entry.nameLength - word.utf8CodeUnitCount
    return start >= entry.nameStart && holds(word, at: start, room: entry.nameLength)
  }

  @inline(__always)
  private func holds(_ word: StaticString, at start: Int, room: Int) -> Bool {
    let count: Int = word.utf8CodeUnitCount
    guard count <= room, start >= 0, start <= directory.count - count else { return false }
    for index in 0..<count {
      let byte: UInt8 = unsafe word.utf8Start[index]
      if directory[start + index] != byte { return false }
    }
    return true
  }

  /// The content of an entry.
  ///
  /// - Parameters:
  ///   - limit: bytes that are wanted at most.
  ///   - orCut: whether the first `limit` bytes will do; otherwise a larger entry is a failure.
  ///   - budget: what may still be inflated for the file.
  /// - Throws: ``ZipFailure``: encrypted, not stored or deflated, damaged, or past a limit.
  package func read(
    _ entry: ZipEntry, limit: Int, orCut: Bool = false, budget: inout ZipBudget
  ) throws(ZipFailure) -> ZipContents {
    let data: EntryData = try data(of: entry, readAhead: min(entry.compressedSize, 32 << 10))
    let wanted: Int = min(limit, limits.entryBytes)
    guard entry.size <= wanted || orCut else {
      throw ZipFailure(.limit, "an entry of \(entry.size) bytes, more than the limit of \(wanted)")
    }
    let count: Int = min(entry.size, wanted)
    guard budget.takeBytes(count) else {
      throw ZipFailure(.limit, "more than \(limits.inflatedBytes) bytes in the archives of one file")
    }
    let bytes: [UInt8]
    if entry.isStored {
      bytes = data.ahead.count >= count ? Array(data.ahead.prefix(count)) : data.bytes.bytes(at: 0, count: count)
      guard bytes.count == count else { throw .cutSource }
    } else {
      bytes = try RawInflate.inflate(data.bytes, ahead: data.ahead, size: entry.size, count: count)
    }
    let isCut: Bool = count < entry.size
    return ZipContents(bytes: bytes, isCut: isCut, isIntact: isCut || RawInflate.checksum(bytes) == entry.checksum)
  }

  /// The content of an entry as a source of its own: a part of this one when it is stored, else inflated into memory.
  ///
  /// - Throws: as ``read(_:limit:orCut:budget:)``.
  package func nested(_ entry: ZipEntry, budget: inout ZipBudget) throws(ZipFailure) -> ArchiveBytes<Base> {
    if entry.isStored { return try data(of: entry, readAhead: 0).bytes }
    return ArchiveBytes(inflated: try read(entry, limit: limits.entryBytes, budget: &budget).bytes)
  }

  /// Where the content of an entry lies, and its first bytes if they were read on the way.
  private struct EntryData {
    let bytes: ArchiveBytes<Base>
    let ahead: ArraySlice<UInt8>
  }

  /// Finds the content by the local header, which alone knows how long its own extra field is.
  private func data(of entry: ZipEntry, readAhead: Int) throws(ZipFailure) -> EntryData {
    try checkReadable(entry)
    guard entry.offset <= directoryStart - prefix - 30 else {
      throw ZipFailure(.damaged, "an entry that begins behind the directory")
    }
    let start: Int = prefix + entry.offset
    // The extra field of the local header is seldom longer than this; then its length is not known before.
    let head: [UInt8] = source.bytes(at: start, count: 30 + entry.nameLength + 64 + readAhead)
    let fields = ZipFields(bytes: head)
    guard head.count >= 30, fields.u32(0) == 0x0403_4B50 else {
      throw ZipFailure(.damaged, "an entry without its local header")
    }
    let skipped: Int = 30 + fields.u16(26) + fields.u16(28)
    guard entry.compressedSize <= directoryStart - start - skipped,
      let part = source.part(at: start + skipped, count: entry.compressedSize)
    else { throw ZipFailure(.damaged, "an entry that reaches into the directory") }
    return EntryData(bytes: part, ahead: head.dropFirst(skipped).prefix(entry.compressedSize))
  }

  private func checkReadable(_ entry: ZipEntry) throws(ZipFailure) {
    if entry.isEncrypted { throw ZipFailure(.encrypted, "an encrypted entry") }
    switch entry.method {
    case 0:
      guard entry.size == entry.compressedSize else {
        throw ZipFailure(.damaged, "a stored entry with two different sizes")
      }
    case 8:
      guard entry.size <= limits.ratioFloor || entry.size / max(entry.compressedSize, 1) <= limits.ratio else {
        throw ZipFailure(.limit, "an entry that inflates to more than \(limits.ratio) times its size")
      }
    default: throw ZipFailure(.unsupported, "an entry compressed by method \(entry.method)")
    }
  }
}
