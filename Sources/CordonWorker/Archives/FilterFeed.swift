internal import CArchive

/// What a compressed file holds, unpacked by exactly one of libarchive's filters.
@safe final class FilterFeed: ByteFeed {
  private let source: WindowFeed
  private let meter: ArchiveMeter
  private let handle: LibarchiveHandle
  private var isOver: Bool = false

  init(_ kind: ArchiveKind, source: WindowFeed, meter: ArchiveMeter) throws(ArchiveFault) {
    self.source = source
    self.meter = meter
    let code: Int32 =
      switch kind {
      case .bzip2: ARCHIVE_FILTER_BZIP2
      case .xz: ARCHIVE_FILTER_XZ
      case .lzma: ARCHIVE_FILTER_LZMA
      case .lzip: ARCHIVE_FILTER_LZIP
      case .lz4: ARCHIVE_FILTER_LZ4
      case .zstd: ARCHIVE_FILTER_ZSTD
      default: ARCHIVE_FILTER_NONE
      }
    handle = try LibarchiveHandle(.filter(code), feed: source)
    let result: Int32 = unsafe archive_read_next_header2(handle.archive, handle.entry)
    isOver = result == ARCHIVE_EOF
    guard isOver || result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw handle.fault() }
    if isOver, !FilterFeed.holdsNothing(source.window, kind) {
      throw .damaged("it ends before its content begins, or holds nothing")
    }
    meter.beginsAnew()
  }

  /// Whether it is a whole file without content, as the packers make it: libarchive takes one that is cut for that, too.
  private static func holdsNothing(_ window: ByteWindow, _ kind: ArchiveKind) -> Bool {
    switch kind {
    case .xz: window.count == 32 && window.bytes(at: 12, count: 1) == [0]
    case .bzip2: window.count == 14 && window.bytes(at: 4, count: 1) == [0x17]
    case .zstd: window.count <= 13 && window.bytes(at: 6, count: 3) == [1, 0, 0]
    case .lz4: window.count <= 15 && window.bytes(at: 7, count: 4) == [0, 0, 0, 0]
    default: false
    }
  }

  override func produce() -> UnsafeRawBufferPointer? {
    guard !isOver else { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
    var bytes: UnsafeRawPointer?
    var count: Int = 0
    var offset: Int64 = 0
    switch unsafe archive_read_data_block(handle.archive, &bytes, &count, &offset) {
    case ARCHIVE_OK where count > 0, ARCHIVE_WARN where count > 0:
      do {
        try meter.countDecoded(count)
      } catch {
        return unsafe fail(error)
      }
      return unsafe UnsafeRawBufferPointer(start: bytes, count: count)
    case ARCHIVE_EOF, ARCHIVE_OK:
      isOver = true
      let rest: Int = source.window.count - Int(unsafe archive_filter_bytes(handle.archive, -1))
      if rest > 0 { remark = "\(rest) bytes behind its end were not read" }
      return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    default: return unsafe fail(handle.fault())
    }
  }
}
