/// Reads one archive: its members one after the other, each with its content.
enum ArchiveReader {
  case container(ContainerReader)
  case single(SingleReader)
  case compound(CompoundReader)

  /// What lies in a window.
  ///
  /// - Parameters:
  ///   - name: of the file, for the name of the content of a compressed one.
  /// - Returns: `nil` when it is no archive.
  /// - Throws: ``ArchiveFault`` when it is one that cannot be opened.
  static func open(_ window: ByteWindow, name: [UInt8], meter: ArchiveMeter) throws(ArchiveFault) -> ArchiveReader? {
    guard let kind = ArchiveKind(window) else { return nil }
    guard kind == .rpm else { return try open(window, as: kind, name: name, meter: meter) }
    let payload: ByteWindow = try RpmPayload.window(of: window)
    guard let packing = ArchiveKind(payload), packing.isCompression || packing == .cpio else {
      throw .unable("the payload of the rpm package is packed in an unknown way")
    }
    return try open(payload, as: packing, name: [], meter: meter)
  }

  private static func open(
    _ window: ByteWindow, as kind: ArchiveKind, name: [UInt8], meter: ArchiveMeter
  ) throws(ArchiveFault) -> ArchiveReader {
    if case .closed(let format) = kind { throw format.fault }
    if kind == .compound { return .compound(try CompoundReader(window, meter: meter)) }
    guard kind.isCompression else { return .container(try container(window, as: kind, meter: meter)) }
    let source = WindowFeed(window, meter: meter)
    let content: ByteFeed =
      kind == .gzip ? GzipFeed(source, meter: meter) : try FilterFeed(kind, source: source, meter: meter)
    guard let head = unsafe content.peek() else { throw content.fault ?? .damaged("it cannot be unpacked") }
    switch unsafe ArchiveKind(head: head) {
    case .tar: return .container(try ContainerReader(.tar, feed: content, meter: meter))
    case .cpio: return .container(try ContainerReader(.cpio, feed: content, meter: meter))
    default: return .single(SingleReader(content, name: SingleReader.content(of: name)))
    }
  }

  private static func container(
    _ window: ByteWindow, as kind: ArchiveKind, meter: ArchiveMeter
  ) throws(ArchiveFault) -> ContainerReader {
    let tail: ZipTail? = kind == .zip || kind == .carrier ? ZipTail(window, behindProgram: kind == .carrier) : nil
    // libarchive looks for the end record in the last 16 KiB: what follows the record is left away.
    let whole: ByteWindow = tail.flatMap { window.part(from: 0, count: $0.end) } ?? window
    return try ContainerReader(kind, feed: WindowFeed(whole, meter: meter), zipTail: tail, meter: meter)
  }

  func next() -> ArchiveHeader {
    switch self {
    case .container(let reader): reader.next()
    case .single(let reader): reader.next()
    case .compound(let reader): reader.next()
    }
  }

  func piece(after position: Int) -> ArchivePiece {
    switch self {
    case .container(let reader): reader.piece(after: position)
    case .single(let reader): reader.piece(after: position)
    case .compound(let reader): reader.piece(after: position)
    }
  }

  /// Where a member lies as it is, if it does: it can be opened there.
  func place(of member: ArchiveMember) -> ByteWindow? {
    switch self {
    case .container(let reader):
      guard let start = member.place, let size = member.size else { return nil }
      return reader.window?.part(from: start, count: size)
    case .compound(let reader): return reader.window
    case .single: return nil
    }
  }
}

extension ArchiveKind {
  /// What a window says by its first bytes, and a program by its last.
  init?(_ window: ByteWindow) {
    let head: [UInt8] = window.bytes(at: 0, count: min(window.count, 512))
    let kind: ArchiveKind? = unsafe head.withUnsafeBytes { unsafe ArchiveKind(head: $0) }
    switch kind {
    case .carrier?:
      if ZipTail(window, behindProgram: true) != nil {
        self = .carrier
      } else if head.count > 10, head[0] == 0x7F, head[8...10] == [0x41, 0x49, 0x02] {
        self = .closed(.appImage)
      } else {
        return nil
      }
    case let kind?: self = kind
    case nil:
      guard window.bytes(at: 32_769, count: 5) == Array("CD001".utf8) else { return nil }
      self = .iso
    }
  }
}

/// The content of a compressed file, as an archive of one member.
final class SingleReader {
  private let feed: ByteFeed
  private let name: [UInt8]
  private var isBegun: Bool = false

  init(_ feed: ByteFeed, name: [UInt8]) {
    self.feed = feed
    self.name = name
  }

  func next() -> ArchiveHeader {
    guard !isBegun else { return .end(nil) }
    isBegun = true
    return .member(
      ArchiveMember(name: name, size: nil, hasContent: true, isEncrypted: false, place: nil, remark: nil))
  }

  func piece(after position: Int) -> ArchivePiece {
    guard let block = unsafe feed.next() else { return .failed(feed.fault ?? .damaged("it cannot be unpacked")) }
    return unsafe block.isEmpty ? .end(at: position, remark: feed.remark) : .bytes(block, at: position, remark: nil)
  }

  /// The name of the content of a compressed file: its own without the suffix, or `data`.
  static func content(of name: [UInt8]) -> [UInt8] {
    let last: ArraySlice<UInt8> = name.split(separator: 0x2F).last ?? []
    guard let dot = last.lastIndex(of: 0x2E), dot > last.startIndex else { return Array("data".utf8) }
    let suffix: String = String(decoding: last[(dot + 1)...], as: UTF8.self).lowercased()
    switch suffix {
    case "gz", "bz2", "xz", "lzma", "lz", "lz4", "zst": return Array(last[..<dot])
    case "tgz", "tbz2", "txz", "tzst": return last[..<dot] + Array(".tar".utf8)
    case "svgz": return last[..<dot] + Array(".svg".utf8)
    default: return Array("data".utf8)
    }
  }
}

extension ClosedFormat {
  /// What a window says by its last bytes.
  static func ends(_ window: ByteWindow) -> ClosedFormat? {
    let tail: [UInt8] = window.bytes(at: window.count - tailSize, count: tailSize)
    return unsafe tail.withUnsafeBytes { unsafe ends($0) }
  }
}
