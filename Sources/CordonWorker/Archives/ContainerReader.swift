internal import CArchive
internal import Glibc

/// A member of an archive, as its header says.
struct ArchiveMember {
  /// The name in the archive, whatever it says: it is never opened.
  var name: [UInt8]
  /// Bytes of the content, where the header says so.
  var size: Int?
  /// Whether it is a file: links, folders and devices have no content.
  var hasContent: Bool
  var isEncrypted: Bool
  /// Where the content begins in what is read, when it lies there as it is.
  var place: Int?
  /// What is odd about the header.
  var remark: String?
}

/// What reading a header came to.
enum ArchiveHeader {
  case member(ArchiveMember)
  /// A header that cannot be read; the next one may be.
  case unreadable(ArchiveFault)
  case end(ArchiveFault?)
}

/// What reading a piece of content came to.
@safe enum ArchivePiece {
  /// Bytes, the place in the content at which they stand, and what is odd.
  case bytes(UnsafeRawBufferPointer, at: Int, remark: String?)
  /// The end, with the length where it is known.
  case end(at: Int, remark: String?)
  /// Nothing more of this member.
  case failed(ArchiveFault)
}

/// The members of one archive, through libarchive.
@safe final class ContainerReader {
  private let kind: ArchiveKind
  private let feed: ByteFeed
  private var handle: LibarchiveHandle
  private var headers: Int = 0
  private var isBroken: Bool = false
  private var hasPayload: Bool = false
  private var restarts: Int = 0
  private let zipTail: ZipTail?
  /// Something is wrong with the whole, although members can be read.
  private var doubt: ArchiveFault?

  /// `AE_IFREG` and `AE_IFLNK`, which Swift does not see.
  private static let regularFile: UInt32 = 0o100000
  private static let link: UInt32 = 0o120000
  /// How often a zip is opened anew behind a member that cannot be read.
  private static let mostRestarts: Int = 64

  /// - Parameter zipTail: the record at the end of a zip, of which the feed may have lost the comment.
  init(
    _ kind: ArchiveKind, feed: ByteFeed, zipTail: ZipTail? = nil, meter: ArchiveMeter
  ) throws(ArchiveFault) {
    self.kind = kind
    self.feed = feed
    self.zipTail = zipTail
    meter.beginsAnew()
    handle = try LibarchiveHandle(.container(kind), feed: feed)
  }

  func next() -> ArchiveHeader {
    if isBroken { return .end(nil) }
    switch unsafe archive_read_next_header2(handle.archive, handle.entry) {
    case ARCHIVE_OK: return .member(member(remark: nil))
    case ARCHIVE_WARN:
      // A name in another character set is given as it can be.
      let message: String = handle.message
      return .member(member(remark: message.contains("onverted") ? nil : message))
    case ARCHIVE_EOF: return .end(faultAtEnd())
    case ARCHIVE_RETRY, ARCHIVE_FAILED:
      headers += 1
      return .unreadable(handle.fault())
    default:
      if kind == .zip, headers == 0, doubt == nil, streamsInstead() { return next() }
      isBroken = true
      return .end(handle.fault())
    }
  }

  /// A zip whose directory is missing or damaged is read from its beginning, by what stands before each member.
  private func streamsInstead() -> Bool {
    let fault: ArchiveFault = handle.fault()
    guard feed.fault == nil, let feed = feed as? WindowFeed else { return false }
    _ = feed.seek(0)
    guard let streamed = try? LibarchiveHandle(.streamedZip, feed: feed) else { return false }
    doubt = .damaged("its directory cannot be read (\(fault.detail)): it was read from its beginning instead")
    restarts = ContainerReader.mostRestarts
    handle = streamed
    return true
  }

  /// The next piece of the member's content.
  func piece(after position: Int) -> ArchivePiece {
    var bytes: UnsafeRawPointer?
    var count: Int = 0
    var offset = Int64(position)
    let result: Int32 = unsafe archive_read_data_block(handle.archive, &bytes, &count, &offset)
    let remark: String? = result == ARCHIVE_WARN ? handle.message : nil
    // A xar has no holes; libarchive counts its offsets from the first member on.
    if kind == .xar { offset = Int64(position) }
    switch result {
    case ARCHIVE_OK, ARCHIVE_WARN:
      return unsafe .bytes(
        UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count), at: Int(offset), remark: remark)
    case ARCHIVE_EOF: return .end(at: max(position, Int(offset)), remark: nil)
    case ARCHIVE_FAILED, ARCHIVE_RETRY: return .failed(handle.fault())
    default:
      let fault: ArchiveFault = handle.fault()
      if !restart() { isBroken = true }
      return .failed(fault)
    }
  }

  private func member(remark: String?) -> ArchiveMember {
    headers += 1
    let type: UInt32 = unsafe archive_entry_filetype(handle.entry)
    let size: Int? =
      unsafe archive_entry_size_is_set(handle.entry) != 0 ? max(0, Int(archive_entry_size(handle.entry))) : nil
    // Who unpacks a zip on Windows gets a file, whatever the mode of Unix in it says.
    let isFile: Bool = type == ContainerReader.regularFile || type == 0
    let isForWindows: Bool = kind == .zip || kind == .carrier || kind == .sevenZip
    let isPosing: Bool = isForWindows && type != ContainerReader.link && size != 0
    var remark: String? = remark
    // libarchive keeps the content for itself: it takes it for the name that the link leads to.
    if isForWindows, type == ContainerReader.link {
      remark = remark ?? "it says that it is a symbolic link: what it holds was not read"
    }
    let isLink: Bool = unsafe archive_entry_hardlink(handle.entry) != nil && (size ?? 0) == 0
    let name: [UInt8] = name
    if kind == .ar, name.starts(with: Array("data.tar".utf8)) { hasPayload = true }
    // What is sparse does not lie there as it is.
    let liesThere: Bool =
      unsafe archive_entry_sparse_count(handle.entry) == 0 && (kind == .tar || kind == .ar || kind == .cpio)
    return ArchiveMember(
      name: name, size: size, hasContent: (isFile || isPosing) && !isLink,
      isEncrypted: unsafe archive_entry_is_encrypted(handle.entry) != 0,
      place: liesThere ? Int(unsafe archive_filter_bytes(handle.archive, 0)) : nil, remark: remark)
  }

  private var name: [UInt8] {
    let text: UnsafePointer<CChar>? =
      unsafe archive_entry_pathname(handle.entry) ?? archive_entry_pathname_utf8(handle.entry)
    guard let text = unsafe text else { return [0x3F] }
    return unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }

  /// A member that cannot be unpacked ends libarchive's reading. A zip has a directory: behind it, others may be well.
  private func restart() -> Bool {
    guard kind == .zip || kind == .carrier, restarts < ContainerReader.mostRestarts, feed.fault == nil,
      let feed = feed as? WindowFeed
    else { return false }
    restarts += 1
    _ = feed.seek(0)
    guard let again = try? LibarchiveHandle(.container(kind), feed: feed) else { return false }
    for _ in 0..<headers {
      let result: Int32 = unsafe archive_read_next_header2(again.archive, again.entry)
      guard result >= ARCHIVE_WARN, result != ARCHIVE_EOF else { return false }
    }
    handle = again
    return true
  }

  /// Some formats end without saying so; what can be told is told.
  private func faultAtEnd() -> ArchiveFault? {
    if let fault = feed.fault ?? doubt { return fault }
    let position: Int = Int(unsafe archive_filter_bytes(handle.archive, 0))
    switch kind {
    case .tar where position == Int(unsafe archive_read_header_position(handle.archive)):
      return .damaged("the tar has no end mark: it may have been cut")
    case .zip, .carrier:
      guard let zipTail, !zipTail.agrees(with: headers) else { return nil }
      return .damaged("its directory speaks of \(zipTail.members) members, of which \(headers) were found")
    case .ar:
      guard let feed = feed as? WindowFeed else { break }
      if feed.window.bytes(at: 8, count: 13) == Array("debian-binary".utf8), !hasPayload {
        return .damaged("the Debian package has no data.tar: it may have been cut")
      }
      if position < feed.window.count { return .damaged("bytes behind its last member were not read") }
    default: break
    }
    return feed.remark.map { .damaged($0) }
  }

  /// What it reads, where that is no output of a decompressor.
  var window: ByteWindow? { (feed as? WindowFeed)?.window }

  /// What follows the end of a cpio, as in the first file systems of Linux: another archive, behind some NUL bytes.
  var sequel: ByteWindow? {
    guard kind == .cpio, let window else { return nil }
    var place: Int = Int(unsafe archive_filter_bytes(handle.archive, 0))
    for _ in 0..<256 {
      let bytes: [UInt8] = window.bytes(at: place, count: 4_096)
      if bytes.isEmpty { return nil }
      if let first = bytes.firstIndex(where: { $0 != 0 }) {
        return window.part(from: place + first, count: window.count - place - first)
      }
      place += bytes.count
    }
    return window.part(from: place, count: window.count - place)
  }
}
