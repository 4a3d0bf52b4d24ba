internal import CordonInspect
internal import CordonModel

/// Looks into archives, and into archives in them, and hands what lies there to a visitor.
///
/// A member that begins either ends or becomes a gap of the same name. Levels stand in a list, not on the stack. All
/// limits are those of ``InspectionLimits``; each that is reached is one gap, and what was found before it is kept.
struct ArchiveInspector {
  /// The name of the file, for that of the content of a compressed one: `notes.txt.gz` holds `notes.txt`.
  var fileName: [UInt8] = []

  private let limits: InspectionLimits
  private var meter: ArchiveMeter
  private var levels: [ArchiveLevel] = []
  private var buffer = MemberBuffer()
  private var gaps: Int = 0

  /// Gaps that are told one by one for one file; the rest is counted.
  private static let mostGaps: Int = 1_000
  /// Pieces without a byte that may follow on each other.
  private static let mostEmptyPieces: Int = 1_000
  private static let zeros: [UInt8] = Array(repeating: 0, count: 64 << 10)

  init(limits: InspectionLimits) {
    self.limits = limits
    meter = ArchiveMeter(limits: limits, packedBytes: 0)
  }

  /// Whether the file is worth a call of ``inspect(descriptor:size:visitor:)``.
  ///
  /// - Parameters:
  ///   - head: the first bytes of the file, ``ArchiveKind/headSize`` of them if it has as many. Programs and scripts may
  ///     carry a zip behind them, which costs one small reading to see.
  ///   - tail: the last bytes, ``ClosedFormat/tailSize`` of them if it has as many.
  static func mayBeArchive(head: UnsafeRawBufferPointer, tail: UnsafeRawBufferPointer) -> Bool {
    unsafe ArchiveKind(head: head) != nil || ClosedFormat.ends(tail) != nil
  }

  /// Looks into an open file; the place of the descriptor stays as it is.
  mutating func inspect(descriptor: Int32, size: UInt64, visitor: inout some ArchiveVisitor) {
    inspect(ByteWindow(file: descriptor, count: Int(clamping: size)), visitor: &visitor)
  }

  /// Looks into a content that is in memory.
  mutating func inspect(bytes: UnsafeRawBufferPointer, visitor: inout some ArchiveVisitor) {
    inspect(unsafe ByteWindow(memory: bytes), visitor: &visitor)
  }

  private mutating func inspect(_ window: ByteWindow, visitor: inout some ArchiveVisitor) {
    let names = NameEncoding()
    defer { names.restore() }
    meter = ArchiveMeter(limits: limits, packedBytes: window.count)
    gaps = 0
    do throws(ArchiveFault) {
      // The head counts all the same: nobody hides an archive by what is put behind it.
      if let format = ClosedFormat.ends(window), ArchiveKind(window)?.isClosed != true {
        try report(format.fault, at: [], visitor: &visitor)
      }
      guard try open(window, place: [], memory: nil, visitor: &visitor) else { return }
      while let level = levels.last { try step(level, visitor: &visitor) }
    } catch {
      levels = []
    }
    buffer.clear()
    if gaps > ArchiveInspector.mostGaps {
      let more: Int = gaps - ArchiveInspector.mostGaps
      visitor.gap([], reason: .scanError, detail: "\(more) more places in the archive could not be read")
    }
  }

  /// Opens a level; `false` when there is no archive.
  private mutating func open(
    _ window: ByteWindow, place: [[UInt8]], memory: MemberBuffer?, visitor: inout some ArchiveVisitor
  ) throws(ArchiveFault) -> Bool {
    do throws(ArchiveFault) {
      let name: [UInt8] = place.last ?? fileName
      guard let reader = try ArchiveReader.open(window, name: name, meter: meter) else { return false }
      levels.append(ArchiveLevel(reader: reader, place: place, memory: memory))
    } catch {
      try report(error, at: place, visitor: &visitor)
    }
    return true
  }

  /// Goes on by one member in the innermost archive.
  private mutating func step(_ level: ArchiveLevel, visitor: inout some ArchiveVisitor) throws(ArchiveFault) {
    switch level.reader.next() {
    case .end(let fault):
      levels.removeLast()
      if let fault { try report(fault, at: level.place, visitor: &visitor) }
      guard fault == nil, let sequel = level.sequel else { return }
      if try !open(sequel, place: level.place, memory: level.memory, visitor: &visitor) {
        let detail: String = "\(sequel.count) bytes behind the end of the archive were not read"
        try report(.damaged(detail), at: level.place, visitor: &visitor)
      }
    case .unreadable(let fault):
      try report(fault, at: level.place, visitor: &visitor)
      try count(at: level.place, visitor: &visitor)
    case .member(let member):
      let place: [[UInt8]] = level.place + [member.name]
      try count(at: place, visitor: &visitor)
      if let remark = member.remark { try report(.damaged(remark), at: place, visitor: &visitor) }
      guard member.hasContent else { return }
      if member.isEncrypted {
        try report(.limit("the member is encrypted and was not read"), at: place, visitor: &visitor)
        return
      }
      try read(member, at: place, of: level, visitor: &visitor)
    }
  }

  private mutating func count(at place: [[UInt8]], visitor: inout some ArchiveVisitor) throws(ArchiveFault) {
    do throws(ArchiveFault) {
      try meter.countMember()
    } catch {
      try report(error, at: place, visitor: &visitor)
    }
  }

  /// Hands the content of a member to the visitor, and opens it if it is an archive.
  private mutating func read(
    _ member: ArchiveMember, at place: [[UInt8]], of level: ArchiveLevel, visitor: inout some ArchiveVisitor
  ) throws(ArchiveFault) {
    buffer.clear()
    visitor.memberBegins(place)
    var size: Int = 0
    var fault: ArchiveFault?
    do throws(ArchiveFault) {
      fault = try content(of: level.reader, size: &size, visitor: &visitor)
    } catch {
      // A limit was reached in the middle: the archive around it costs too much as well.
      if !error.endsFile { levels.removeLast() }
      try report(error, at: place, visitor: &visitor)
      return
    }
    if fault == nil, let declared = member.size, declared != size {
      fault = .damaged("its header says \(declared) bytes, \(size) came")
    }
    // All of it came, although something is wrong, such as its checksum: a digest of it is worth having.
    let isWhole: Bool = fault.map { $0.isRemark && (member.size ?? size) == size } ?? true
    if isWhole || size > 0 && size == member.size {
      unsafe visitor.memberEnds(place, prefix: buffer.bytes, size: UInt64(size))
    }
    if let fault { try report(fault, at: place, visitor: &visitor) }
    try openNested(member, size: size, at: place, of: level, visitor: &visitor)
  }

  /// All pieces of a content in order, holes filled with NUL bytes; what is wrong with it, if something is.
  private mutating func content(
    of reader: ArchiveReader, size: inout Int, visitor: inout some ArchiveVisitor
  ) throws(ArchiveFault) -> ArchiveFault? {
    var remark: String?
    var empty: Int = 0
    while true {
      switch reader.piece(after: size) {
      case .bytes(let bytes, let offset, let oddity):
        remark = remark ?? oddity
        empty = unsafe bytes.isEmpty ? empty + 1 : 0
        guard empty < ArchiveInspector.mostEmptyPieces else { return .damaged("its content does not go on") }
        if offset == size, empty > 0 { continue }
        guard offset >= size else { return .damaged("pieces of its content overlap") }
        try fill(upTo: offset, size: &size, visitor: &visitor)
        try meter.countContent(bytes.count)
        size += bytes.count
        unsafe visitor.memberBytes(bytes)
        unsafe buffer.append(bytes, limit: limits.memberBytes, meter: meter)
      case .end(let offset, let oddity):
        try fill(upTo: offset, size: &size, visitor: &visitor)
        return (remark ?? oddity).map { ArchiveFault(reason: .scanError, detail: $0, isRemark: true) }
      case .failed(let fault):
        if fault.endsFile { throw fault }
        return fault
      }
    }
  }

  private mutating func fill(
    upTo offset: Int, size: inout Int, visitor: inout some ArchiveVisitor
  ) throws(ArchiveFault) {
    while size < offset {
      let count: Int = min(offset - size, ArchiveInspector.zeros.count)
      try meter.countContent(count)
      size += count
      unsafe ArchiveInspector.zeros.withUnsafeBytes { zeros in
        let piece = unsafe UnsafeRawBufferPointer(rebasing: zeros[..<count])
        unsafe visitor.memberBytes(piece)
        unsafe buffer.append(piece, limit: limits.memberBytes, meter: meter)
      }
    }
  }

  /// Opens a member that is an archive, where it lies if it lies there as it is, from memory otherwise.
  private mutating func openNested(
    _ member: ArchiveMember, size: Int, at place: [[UInt8]], of level: ArchiveLevel, visitor: inout some ArchiveVisitor
  ) throws(ArchiveFault) {
    let kind: ArchiveKind? = unsafe ArchiveKind(head: buffer.bytes)
    let isWhole: Bool = size == buffer.count
    if case .closed(let format)? = kind { return try report(format.fault, at: place, visitor: &visitor) }
    if isWhole, let format = unsafe ClosedFormat.ends(buffer.bytes) {
      try report(format.fault, at: place, visitor: &visitor)
    }
    guard let kind else { return }
    let plain: ByteWindow? = self.plain(member, size: size, of: level)
    guard let window = plain ?? (isWhole ? unsafe ByteWindow(memory: buffer.bytes) : nil) else {
      guard kind != .carrier else { return }
      let most: Int = size > limits.memberBytes ? limits.memberBytes : buffer.count
      let detail: String =
        "an archive of \(size) bytes inside of another is larger than \(most) bytes and was not opened"
      try report(.limit(detail), at: place, visitor: &visitor)
      return
    }
    guard ArchiveKind(window) != nil else { return }
    guard levels.count < limits.archiveDepth else {
      let detail: String =
        "archives are opened \(limits.archiveDepth) levels deep: this one lies deeper and was not opened"
      try report(.limit(detail), at: place, visitor: &visitor)
      return
    }
    if plain != nil {
      _ = try open(window, place: place, memory: level.memory, visitor: &visitor)
    } else {
      let memory: MemberBuffer = buffer
      buffer = MemberBuffer()
      _ = try open(window, place: place, memory: memory, visitor: &visitor)
    }
  }

  /// The member as it lies in an archive that packs nothing; its beginning is compared to be sure.
  private func plain(_ member: ArchiveMember, size: Int, of level: ArchiveLevel) -> ByteWindow? {
    guard size == member.size, let window = level.reader.place(of: member), window.count == size else { return nil }
    let head: [UInt8] = window.bytes(at: 0, count: min(size, buffer.count, 4_096))
    return unsafe buffer.bytes.prefix(head.count).elementsEqual(head) ? window : nil
  }

  /// Tells the visitor; what ends the file is thrown on.
  private mutating func report(
    _ fault: ArchiveFault, at place: [[UInt8]], visitor: inout some ArchiveVisitor
  ) throws(ArchiveFault) {
    gaps += 1
    if gaps <= ArchiveInspector.mostGaps || fault.endsFile {
      visitor.gap(place, reason: fault.reason, detail: fault.detail)
    }
    if fault.endsFile { throw fault }
  }
}
