internal import CSQLite
internal import CordonInspect
internal import CordonModel
internal import Glibc

/// Remembers what was found in files, so that a file that has not changed is not read again.
///
/// It is never needed: a cache that cannot be opened, read or written answers nothing, and says why once. It is used by
/// one thread.
@safe final class ScanCache {
  /// What the cache knows of a file.
  enum Answer: Sendable, Hashable {
    /// Nothing that holds.
    case nothing
    /// Its digests hold; its rules were others.
    case digests(ScanCacheEntry)
    /// All that is wanted.
    case whole(ScanCacheEntry)
  }

  /// What somebody wants to know of every file.
  struct Wanted: Sendable, Hashable {
    /// Beside SHA-256.
    var digests: Set<Digest.Kind>
    /// Of the rules and what bounds them; `nil` for none.
    var rules: ContentSum?
    /// Of whether and how archives are opened.
    var archives: ContentSum
  }

  /// What went wrong with the cache itself, in English, for standard error; the scan is none the worse for it.
  private(set) var notices: [String] = []

  private let place: ScanCachePlace
  private let limits: ScanCacheLimits
  private var database: OpaquePointer?
  private var inode: UInt64?
  private var waiting: [Change] = []
  private var waitingBytes: Int = 0
  private var isTrimmed = false

  enum Change {
    case entry(ScanCacheKey, [UInt8])
    case seen(ScanCacheKey)
  }

  /// Days after which an entry that is used is marked as seen again.
  private static let seenAgain: Int64 = 86_400

  /// Opens the cache, or a new one in the place of one that cannot be used.
  init(place: ScanCachePlace, limits: ScanCacheLimits = ScanCacheLimits()) {
    self.place = place
    self.limits = limits
    open()
  }

  deinit { unsafe cordon_cache_close(database) }

  /// Bytes of one entry.
  var entryLimit: Int { limits.entryBytes }

  /// Whether anything is remembered at all.
  var isOpen: Bool { unsafe database != nil }

  // MARK: Asking

  /// What is known of the file in this state.
  ///
  /// - Parameter now: the clock, in nanoseconds since the epoch.
  func answer(_ key: ScanCacheKey, identity: FileIdentity, path: [UInt8], wanted: Wanted, now: Int64) -> Answer {
    guard let (bytes, seen) = find(key), let entry = ScanCacheCodec.entry(bytes, key: key),
      ScanCache.holds(entry, for: ScanCache.identity(identity, on: key), now: now), entry.archives == wanted.archives,
      let digests = entry.items.first?.digests, ScanCache.digests(digests, have: wanted.digests)
    else { return .nothing }
    if now / 1_000_000_000 &- seen > ScanCache.seenAgain { wait(.seen(key), bytes: 32, now: now) }
    guard let rules = wanted.rules else { return .whole(ScanCache.withoutHits(entry)) }
    let isSame: Bool = entry.rules == rules && entry.path == ScanCache.sum(path)
    if isSame { return .whole(entry) }
    // Members are unpacked again for their rules, and making their digests with it costs next to nothing.
    return entry.items.count == 1 ? .digests(entry) : .nothing
  }

  /// Whether an entry says something of a file in this state: it is the same in all, the clock has not been set back
  /// since it was read, and the file was not changed in what is still the future.
  static func holds(_ entry: ScanCacheEntry, for identity: FileIdentity, now: Int64) -> Bool {
    entry.identity == identity && entry.readAt <= now && identity.changed <= now
  }

  /// Whether a file that was read by a scan begun at `start` may be remembered: it had not been changed for longer than
  /// the grain of its times. A change in the future of the clock is none of those.
  static func isSettled(_ identity: FileIdentity, start: Int64, grain: Int64) -> Bool {
    identity.changed < start &- grain
  }

  private static func digests(_ made: FileDigests, have wanted: Set<Digest.Kind>) -> Bool {
    wanted.isSubset(of: made.all.map(\.kind))
  }

  private static func withoutHits(_ entry: ScanCacheEntry) -> ScanCacheEntry {
    var plain: ScanCacheEntry = entry
    for index in plain.items.indices {
      plain.items[index].hits = []
      plain.items[index].ruleReach = .none
      // It is only told beside hits.
      plain.items[index].version = nil
    }
    return plain
  }

  func find(_ key: ScanCacheKey) -> (bytes: [UInt8], seen: Int64)? {
    guard let open = unsafe database else { return nil }
    var start: UnsafePointer<UInt8>?
    var length: Int32 = 0
    var seen: Int64 = 0
    let code: Int32 = unsafe cordon_cache_find(open, key.volume, key.inode, &start, &length, &seen)
    guard code == 1 else {
      if code < 0 { fail(code) }
      return nil
    }
    guard let first = unsafe start, length > 0, Int(length) <= limits.entryBytes else { return nil }
    return (unsafe Array(UnsafeBufferPointer(start: first, count: Int(length))), seen)
  }

  // MARK: Remembering

  /// Remembers what was found, if that is safe.
  ///
  /// - Parameters:
  ///   - identity: before the file was read, and the same after it.
  ///   - items: the file itself first.
  ///   - closed: what in it no reading can open.
  ///   - start: the clock when the scan began, in nanoseconds since the epoch.
  func remember(
    _ items: [InspectedItem], closed: [InspectionGap] = [], of key: ScanCacheKey, identity: FileIdentity,
    path: [UInt8], wanted: Wanted, start: Int64
  ) {
    guard isOpen, ScanCache.isSettled(identity, start: start, grain: limits.grain),
      let first = items.first, first.members.isEmpty, first.digests != nil,
      items.allSatisfy({ $0.ruleReach != .unfinished && $0.digests != nil })
    else { return }
    let entry = ScanCacheEntry(
      identity: ScanCache.identity(identity, on: key), readAt: start, path: ScanCache.sum(path), rules: wanted.rules,
      archives: wanted.archives, items: items, closed: closed)
    let bytes: [UInt8] = ScanCacheCodec.bytes(of: entry, key: key)
    if bytes.count <= limits.entryBytes { wait(.entry(key, bytes), bytes: bytes.count, now: start) }
  }

  /// Device numbers change; the name of the volume does not.
  private static func identity(_ identity: FileIdentity, on key: ScanCacheKey) -> FileIdentity {
    var lasting: FileIdentity = identity
    lasting.device = UInt64(bitPattern: key.volume)
    return lasting
  }

  private static func sum(_ path: [UInt8]) -> ContentSum {
    var sum = ContentSum()
    sum.add(path)
    return sum
  }

  func wait(_ change: Change, bytes: Int, now: Int64) {
    guard isOpen else { return }
    waiting.append(change)
    waitingBytes += bytes
    if waiting.count % limits.batch == 0 || waitingBytes > limits.waitingBytes { write(patience: 20, now: now) }
    guard waitingBytes > limits.waitingBytes else { return }
    waiting.removeAll()
    waitingBytes = 0
  }

  /// Writes what waits, and makes room where the bound is near. Called once at the end.
  func finish(now: Int64) {
    write(patience: 2_000, now: now)
    guard let open = unsafe database, unsafe cordon_cache_bytes(open) > Int64(limits.bytes) / 10 * 9 else { return }
    trim()
  }

  private func write(patience: Int32, now: Int64) {
    guard let open = unsafe database, !waiting.isEmpty else { return }
    var code: Int32 = unsafe cordon_cache_begin(open, patience)
    if code == Int32(CORDON_CACHE_BUSY) { return }
    for change in waiting where code == 0 {
      switch change {
      case .entry(let key, let bytes):
        code = unsafe bytes.withUnsafeBufferPointer {
          unsafe cordon_cache_put(open, key.volume, key.inode, now / 1_000_000_000, $0.baseAddress, Int32($0.count))
        }
      case .seen(let key): code = unsafe cordon_cache_touch(open, key.volume, key.inode, now / 1_000_000_000)
      }
    }
    if code == 0 { code = unsafe cordon_cache_commit(open) }
    if code != 0 { unsafe cordon_cache_rollback(open) }
    if code == Int32(CORDON_CACHE_BUSY) { return }
    if code == Int32(CORDON_CACHE_FULL), !isTrimmed {
      isTrimmed = true
      trim()
      return write(patience: patience, now: now)
    }
    waiting.removeAll(keepingCapacity: true)
    waitingBytes = 0
    if code < 0, code != Int32(CORDON_CACHE_FULL) { fail(code) }
  }

  private func trim() {
    guard let open = unsafe database, unsafe cordon_cache_begin(open, 200) == 0 else { return }
    if unsafe cordon_cache_trim(open, 4) != 0 || cordon_cache_commit(open) != 0 { unsafe cordon_cache_rollback(open) }
  }

  // MARK: Opening

  private func open() {
    do throws(ScanCachePlace.Refusal) {
      let folder: ScanCacheFolder = try place.open()
      folder.lock()
      defer { folder.unlock() }
      var code: Int32 = try open(in: folder)
      if code == Int32(CORDON_CACHE_DAMAGED) || code == Int32(CORDON_CACHE_FOREIGN) {
        let why: String = code == Int32(CORDON_CACHE_DAMAGED) ? "damaged" : "of another version or program"
        notices.append("the cache in \(place.path) is \(why): it was put aside and begun anew")
        folder.putAside()
        code = try open(in: folder)
      }
      if code != 0 { notices.append("the cache in \(place.path) is not used: \(ScanCache.words(code))") }
    } catch {
      notices.append("the cache in \(place.path) is not used: \(error.words)")
    }
  }

  private func open(in folder: borrowing ScanCacheFolder) throws(ScanCachePlace.Refusal) -> Int32 {
    let path: String = try folder.preparedFile()
    var opened: OpaquePointer?
    let code: Int32 = unsafe cordon_cache_open(path, Int64(limits.bytes), &opened)
    unsafe database = opened
    inode = folder.fileInode
    return code
  }

  /// Ends the use of a cache that does not work. A damaged one is put aside for the next scan, unless that was done.
  private func fail(_ code: Int32) {
    if code == Int32(CORDON_CACHE_BUSY) { return }
    unsafe cordon_cache_close(database)
    unsafe database = nil
    notices.append("the cache in \(place.path) is not used any further: \(ScanCache.words(code))")
    guard code == Int32(CORDON_CACHE_DAMAGED) else { return }
    guard let folder = try? place.open() else { return }
    folder.lock()
    if folder.fileInode == inode { folder.putAside() }
    folder.unlock()
  }

  private static func words(_ code: Int32) -> String {
    switch code {
    case Int32(CORDON_CACHE_BUSY): "another process keeps it busy"
    case Int32(CORDON_CACHE_FULL): "the disk or the cache is full"
    case Int32(CORDON_CACHE_DAMAGED): "it is damaged"
    case Int32(CORDON_CACHE_FOREIGN): "it is of another version or program"
    default: "it cannot be read or written"
    }
  }
}
