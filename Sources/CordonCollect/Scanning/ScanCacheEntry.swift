internal import CordonInspect
internal import CordonModel

/// What one reading of a file found out, as the cache keeps it.
struct ScanCacheEntry: Sendable, Hashable {
  /// The state of the file that was read.
  var identity: FileIdentity
  /// The clock when the scan began, in nanoseconds since the epoch.
  var readAt: Int64
  /// Of the path: rules may ask for it, so that what they found under another name says nothing.
  var path: ContentSum
  /// Of the rules that were looked for; `nil` when there were none.
  var rules: ContentSum?
  /// Of how archives were opened.
  var archives: ContentSum
  /// The file itself first, then its members.
  var items: [InspectedItem]
  /// What in it no reading can open.
  var closed: [InspectionGap] = []
}

/// An entry as bytes: lengths and numbers in 7-bit groups, the sum of everything and of its place at the end.
enum ScanCacheCodec {
  private static let version: UInt8 = 2

  /// - Parameter key: where the entry will lie; it cannot be read anywhere else.
  static func bytes(of entry: ScanCacheEntry, key: ScanCacheKey) -> [UInt8] {
    var writer = Writer()
    writer.bytes.append(version)
    writer.word(entry.identity.device)
    writer.word(entry.identity.inode)
    writer.word(entry.identity.size)
    writer.word(UInt64(bitPattern: entry.identity.modified))
    writer.word(UInt64(bitPattern: entry.identity.changed))
    writer.word(UInt64(bitPattern: entry.readAt))
    writer.sum(entry.path)
    writer.bytes.append(entry.rules == nil ? 0 : 1)
    if let rules = entry.rules { writer.sum(rules) }
    writer.sum(entry.archives)
    writer.number(entry.items.count)
    for item in entry.items { write(item, to: &writer) }
    writer.number(entry.closed.count)
    for gap in entry.closed {
      writer.number(gap.members.count)
      for member in gap.members { writer.text(member) }
      writer.text(Array(gap.detail.utf8))
    }
    return sealed(writer.bytes, key: key)
  }

  /// With the sum of the bytes and of their place at the end.
  static func sealed(_ bytes: [UInt8], key: ScanCacheKey) -> [UInt8] {
    var writer = Writer()
    writer.bytes = bytes
    writer.sum(sum(of: bytes[...], key: key))
    return writer.bytes
  }

  /// `nil` for anything but what ``bytes(of:key:)`` made for this place.
  static func entry(_ bytes: [UInt8], key: ScanCacheKey) -> ScanCacheEntry? {
    guard bytes.count > 16, bytes[0] == version else { return nil }
    let body: ArraySlice<UInt8> = bytes.dropLast(16)
    var tail = Reader(bytes.suffix(16))
    guard tail.sum() == sum(of: body, key: key) else { return nil }
    var reader = Reader(body.dropFirst())
    guard let device = reader.word(), let inode = reader.word(), let size = reader.word(),
      let modified = reader.word(), let changed = reader.word(), let readAt = reader.word(),
      let path = reader.sum(), let hasRules = reader.byte()
    else { return nil }
    let rules: ContentSum? = hasRules == 1 ? reader.sum() : nil
    guard hasRules == 0 || rules != nil, let archives = reader.sum(), let items = reader.list(item),
      let closed = reader.list(gap), reader.isAtEnd, items.first?.members.isEmpty == true
    else { return nil }
    return ScanCacheEntry(
      identity: FileIdentity(
        device: device, inode: inode, size: size, modified: Int64(bitPattern: modified),
        changed: Int64(bitPattern: changed)),
      readAt: Int64(bitPattern: readAt), path: path, rules: rules, archives: archives, items: items,
      closed: closed)
  }

  private static func sum(of bytes: ArraySlice<UInt8>, key: ScanCacheKey) -> ContentSum {
    var sum = ContentSum()
    sum.add(UInt64(bitPattern: key.volume))
    sum.add(UInt64(bitPattern: key.inode))
    sum.add(bytes)
    return sum
  }

  // MARK: Items

  private static func write(_ item: InspectedItem, to writer: inout Writer) {
    writer.number(item.members.count)
    for member in item.members { writer.text(member) }
    writer.number(item.size)
    let digests: [Digest] = item.digests?.all ?? []
    writer.number(digests.count)
    for digest in digests {
      writer.bytes.append(digest.kind.rawValue)
      writer.bytes.append(contentsOf: digest.bytes)
    }
    switch item.ruleReach {
    case .none: writer.bytes.append(0)
    case .whole: writer.bytes.append(1)
    case .prefix(let count):
      writer.bytes.append(2)
      writer.number(count)
    case .unfinished: writer.bytes.append(3)
    }
    writer.optional(item.version)
    writer.number(item.hits.count)
    for hit in item.hits { write(hit, to: &writer) }
  }

  private static func item(_ reader: inout Reader) -> InspectedItem? {
    guard let members = reader.list({ $0.text() }), let size = reader.number(),
      let digests = reader.list(digest), let reach = reach(&reader), let version = reader.optional(),
      let hits = reader.list(hit)
    else { return nil }
    var made: FileDigests?
    if let sha256 = digests.first(where: { $0.kind == .sha256 }) {
      made = FileDigests(
        sha256: sha256, sha1: digests.first { $0.kind == .sha1 }, md5: digests.first { $0.kind == .md5 })
    }
    return InspectedItem(
      task: 0, members: members, size: size, digests: made, hits: hits, ruleReach: reach, version: version)
  }

  private static func gap(_ reader: inout Reader) -> InspectionGap? {
    guard let members = reader.list({ $0.text() }), let detail = reader.text() else { return nil }
    return InspectionGap(
      task: 0, members: members, reason: .excludedByPolicy, detail: String(decoding: detail, as: UTF8.self))
  }

  private static func digest(_ reader: inout Reader) -> Digest? {
    guard let raw = reader.byte(), let kind = Digest.Kind(rawValue: raw) else { return nil }
    return reader.slice(UInt64(kind.byteCount)).flatMap { Digest(kind, bytes: $0) }
  }

  private static func reach(_ reader: inout Reader) -> FileFacts.RuleReach? {
    switch reader.byte() {
    case 0: FileFacts.RuleReach.none
    case 1: .whole
    case 2: reader.number().map { .prefix($0) }
    case 3: .unfinished
    default: nil
    }
  }

  private static let verdicts: [Verdict] = [.affected, .suspected, .unknown, .remediated, .notAffected]

  private static func write(_ hit: RuleHit, to writer: inout Writer) {
    writer.text(Array(hit.rule.utf8))
    writer.text(Array(hit.source.utf8))
    writer.number(verdicts.firstIndex(of: hit.verdict) ?? 0)
    writer.optional(hit.summary)
    writer.number(hit.strings.count)
    for found in hit.strings {
      writer.text(Array(found.identifier.utf8))
      writer.number(found.offset)
    }
  }

  private static func hit(_ reader: inout Reader) -> RuleHit? {
    guard let rule = reader.text(), let source = reader.text(), let number = reader.number(),
      let verdict = verdicts.dropFirst(Int(clamping: number)).first, let summary = reader.optional(),
      let strings = reader.list(found)
    else { return nil }
    return RuleHit(
      rule: String(decoding: rule, as: UTF8.self), source: String(decoding: source, as: UTF8.self), verdict: verdict,
      summary: summary, strings: strings)
  }

  private static func found(_ reader: inout Reader) -> RuleHit.Found? {
    guard let identifier = reader.text(), let offset = reader.number() else { return nil }
    return RuleHit.Found(identifier: String(decoding: identifier, as: UTF8.self), offset: offset)
  }
}

extension ScanCacheCodec {
  struct Writer {
    var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(192) }

    mutating func word(_ value: UInt64) {
      for shift in stride(from: 0 as UInt64, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func sum(_ sum: ContentSum) {
      word(sum.first)
      word(sum.second)
    }

    mutating func number(_ value: UInt64) {
      var rest: UInt64 = value
      while rest > 0x7F {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func number(_ value: Int) { number(UInt64(clamping: value)) }

    mutating func text(_ text: [UInt8]) {
      number(text.count)
      bytes.append(contentsOf: text)
    }

    mutating func optional(_ text: String?) {
      bytes.append(text == nil ? 0 : 1)
      if let text { self.text(Array(text.utf8)) }
    }
  }

  struct Reader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      position = bytes.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    mutating func byte() -> UInt8? {
      guard position < bytes.endIndex else { return nil }
      defer { position += 1 }
      return bytes[position]
    }

    mutating func word() -> UInt64? {
      guard bytes.endIndex - position >= 8 else { return nil }
      var value: UInt64 = 0
      for shift in 0..<8 { value |= UInt64(bytes[position + shift]) << UInt64(shift * 8) }
      position += 8
      return value
    }

    mutating func sum() -> ContentSum? {
      guard let first = word(), let second = word() else { return nil }
      return ContentSum(first: first, second: second)
    }

    mutating func number() -> UInt64? {
      var value: UInt64 = 0
      for shift in stride(from: 0 as UInt64, to: 70, by: 7) {
        guard let next = byte(), shift < 63 || next <= 1 else { return nil }
        value |= UInt64(next & 0x7F) << shift
        if next < 0x80 { return value }
      }
      return nil
    }

    mutating func slice(_ count: UInt64) -> ArraySlice<UInt8>? {
      guard count <= UInt64(bytes.endIndex - position) else { return nil }
      defer { position += Int(count) }
      return bytes[position..<position + Int(count)]
    }

    mutating func text() -> [UInt8]? { number().flatMap { slice($0) }.map { Array($0) } }

    /// `.some(nil)` for a text that is not there.
    mutating func optional() -> String?? {
      switch byte() {
      case 0: .some(nil)
      case 1: text().map { String(decoding: $0, as: UTF8.self) }
      default: nil
      }
    }

    /// As many values as the number in front says: each takes a byte at least, so that the number cannot lie by much.
    mutating func list<Value>(_ read: (inout Reader) -> Value?) -> [Value]? {
      guard let count = number(), count <= UInt64(bytes.endIndex - position) else { return nil }
      var values: [Value] = []
      for _ in 0..<Int(count) {
        guard let value = read(&self) else { return nil }
        values.append(value)
      }
      return values
    }
  }
}
