internal import CordonInspect
internal import CordonModel

/// A file in one state.
struct FileState {
  let path: [UInt8]
  let identity: FileIdentity
  let owner: UInt32

  /// Seconds, as they are shown.
  var modified: Timestamp {
    let time: Int64 = identity.modified
    return Timestamp(secondsSinceEpoch: time >= 0 ? time / 1_000_000_000 : (time + 1) / 1_000_000_000 - 1)
  }
}

/// A file that a worker reads.
final class FileInWork {
  /// As it was when it was opened.
  let state: FileState
  let key: ScanCacheKey?
  /// Open as long as this is.
  private let file: Descriptor
  /// What the cache knew of it, when only its rules are new.
  var known: ScanCacheEntry?
  /// Something in it could not be looked at, and the next reading may be luckier.
  private(set) var hasGap = false
  /// What was not told yet.
  private(set) var gaps: [InspectionGap] = []
  /// What no reading of these bytes can open.
  private(set) var closed: [InspectionGap] = []
  /// The file first, then members; only the last ones when it is too large to be remembered.
  private(set) var items: [InspectedItem] = []
  /// How many of ``items`` were handed on.
  private(set) var handedOn: Int = 0
  private(set) var isPartlyHandedOn = false
  /// Whether it is too large to be remembered.
  private(set) var isTooLarge = false
  private(set) var hasDigests = false
  private var bytes: Int = 0

  init(_ state: FileState, key: ScanCacheKey?, file: consuming Descriptor) {
    self.state = state
    self.key = key
    self.file = file
  }

  var number: Int32 { file.number }

  /// Whether it is in the state it was opened in.
  var isUnchanged: Bool { FileStatus(descriptor: file.number)?.identity == state.identity }

  func add(_ item: InspectedItem, limit: Int) {
    items.append(item)
    if item.members.isEmpty, item.digests != nil { hasDigests = true }
    bytes += 48 + item.members.reduce(0) { $0 + $1.count } + item.hits.count * 64
    if bytes > limit { isTooLarge = true }
  }

  func add(_ gap: InspectionGap, limit: Int) {
    gaps.append(gap)
    guard gap.reason == .excludedByPolicy else { return hasGap = true }
    bytes += 8 + gap.detail.utf8.count + gap.members.reduce(0) { $0 + $1.count }
    if bytes > limit { isTooLarge = true } else { closed.append(gap) }
  }

  /// What was not told yet, which is told now.
  func takeGaps() -> [InspectionGap] {
    defer { gaps = [] }
    return gaps
  }

  /// Keeps only what the cache may take.
  func wasHandedOn() {
    isPartlyHandedOn = true
    handedOn = items.count
    guard isTooLarge else { return }
    items.removeAll(keepingCapacity: true)
    handedOn = 0
  }
}
