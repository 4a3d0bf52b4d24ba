internal import CArchive
internal import Glibc

/// One reader of libarchive over a feed. Formats and filters are named one by one: libarchive has filters that start
/// programs, and those are never among them.
@safe final class LibarchiveHandle {
  let archive: OpaquePointer
  let entry: OpaquePointer
  private let feed: ByteFeed

  /// What the reader is to understand.
  enum Role {
    case container(ArchiveKind)
    /// A zip by its local headers, where the directory at the end cannot be used.
    case streamedZip
    /// One content behind one filter, by libarchive's number.
    case filter(Int32)
  }

  init(_ role: Role, feed: ByteFeed) throws(ArchiveFault) {
    guard let archive = unsafe archive_read_new() else { throw .limit("there is no memory to open it") }
    guard let entry = unsafe archive_entry_new2(archive) else {
      _ = unsafe archive_read_free(archive)
      throw .limit("there is no memory to open it")
    }
    unsafe self.archive = unsafe archive
    unsafe self.entry = unsafe entry
    self.feed = feed
    // What libarchive answers with a warning is done by a program outside: that is not wanted.
    guard unsafe LibarchiveHandle.enable(role, archive) == ARCHIVE_OK else {
      throw .unable("the libarchive of this system does not read this format")
    }
    let box: UnsafeMutableRawPointer = unsafe Unmanaged.passUnretained(feed).toOpaque()
    _ = unsafe archive_read_set_callback_data(archive, box)
    _ = unsafe archive_read_set_read_callback(archive, feedRead)
    if feed is WindowFeed {
      _ = unsafe archive_read_set_seek_callback(archive, feedSeek)
      _ = unsafe archive_read_set_skip_callback(archive, feedSkip)
    }
    guard unsafe archive_read_open1(archive) == ARCHIVE_OK else { throw fault() }
  }

  deinit {
    unsafe archive_entry_free(entry)
    _ = unsafe archive_read_free(archive)
  }

  /// What stopped libarchive: the feed below it, or its own words.
  func fault() -> ArchiveFault { feed.fault ?? .damaged(message) }

  /// libarchive's own words.
  var message: String {
    guard let text = unsafe archive_error_string(archive) else { return "libarchive cannot read it" }
    return unsafe String(cString: text).split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private static func enable(_ role: Role, _ archive: OpaquePointer) -> Int32 {
    switch role {
    case .streamedZip: return unsafe archive_read_support_format_zip_streamable(archive)
    case .filter(let code):
      let formats: Int32 = unsafe archive_read_support_format_raw(archive) | archive_read_support_format_empty(archive)
      return unsafe formats | archive_read_append_filter(archive, code)
    case .container(let kind):
      switch kind {
      case .zip, .carrier: return unsafe archive_read_support_format_zip_seekable(archive)
      case .tar:
        let format: Int32 = unsafe archive_read_support_format_tar(archive)
        // What lies behind the end mark is read as well.
        return unsafe format | archive_read_set_format_option(archive, "tar", "read_concatenated_archives", "1")
      case .ar: return unsafe archive_read_support_format_ar(archive)
      case .cpio: return unsafe archive_read_support_format_cpio(archive)
      case .sevenZip: return unsafe archive_read_support_format_7zip(archive)
      case .cabinet: return unsafe archive_read_support_format_cab(archive)
      case .iso: return unsafe archive_read_support_format_iso9660(archive)
      case .rar: return unsafe archive_read_support_format_rar(archive)
      case .rar5: return unsafe archive_read_support_format_rar5(archive)
      case .xar: return unsafe archive_read_support_format_xar(archive)
      case .gzip, .bzip2, .xz, .lzma, .lzip, .lz4, .zstd, .rpm, .compound, .closed: return ARCHIVE_FATAL
      }
    }
  }
}

private func feedRead(
  _: OpaquePointer?, _ box: UnsafeMutableRawPointer?, _ block: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let box = unsafe box, let block = unsafe block else { return Int(ARCHIVE_FATAL) }
  let feed: ByteFeed = unsafe Unmanaged<ByteFeed>.fromOpaque(box).takeUnretainedValue()
  guard let bytes = unsafe feed.next() else { return Int(ARCHIVE_FATAL) }
  unsafe block.pointee = bytes.baseAddress
  return bytes.count
}

private func feedSeek(_: OpaquePointer?, _ box: UnsafeMutableRawPointer?, _ offset: Int64, _ whence: Int32) -> Int64 {
  guard let box = unsafe box,
    let feed = unsafe Unmanaged<ByteFeed>.fromOpaque(box).takeUnretainedValue() as? WindowFeed
  else { return Int64(ARCHIVE_FATAL) }
  let base: Int =
    switch whence {
    case SEEK_CUR: feed.position
    case SEEK_END: feed.window.count
    default: 0
    }
  let (place, isOutside): (Int, Bool) = base.addingReportingOverflow(Int(offset))
  guard !isOutside, place >= 0 else { return Int64(ARCHIVE_FATAL) }
  return Int64(feed.seek(place))
}

private func feedSkip(_: OpaquePointer?, _ box: UnsafeMutableRawPointer?, _ request: Int64) -> Int64 {
  guard let box = unsafe box, request > 0,
    let feed = unsafe Unmanaged<ByteFeed>.fromOpaque(box).takeUnretainedValue() as? WindowFeed
  else { return 0 }
  let before: Int = feed.position
  let (place, isOutside): (Int, Bool) = before.addingReportingOverflow(Int(request))
  return Int64(feed.seek(isOutside ? Int.max : place) - before)
}
