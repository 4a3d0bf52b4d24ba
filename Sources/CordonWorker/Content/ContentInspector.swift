internal import CSandbox
package import CordonDetect
package import CordonInspect
internal import CordonModel
internal import Glibc

/// Inspects one open file after the other: one reading yields its digests, the bytes for rules and those for archives.
///
/// A small file is read into a buffer that is used again and hashed piece by piece while it is in the cache of the
/// processor; of a large one the part for rules is mapped, and what lies beyond streams through the digests. A mapped file
/// that is cut while it is read ends the process, by design: the collector names the file and starts another worker.
@safe package final class ContentInspector {
  let limits: InspectionLimits
  let digests: DigestMaker
  let answer: (InspectionAnswer) -> Void
  private var scanner: (any RuleScanner)?
  /// Whether there is anything to look for.
  var hasRules: Bool { scanner != nil }
  var archives: ArchiveInspector
  let buffer: UnsafeMutableRawBufferPointer

  /// Files below this size are read into the buffer.
  package static let bufferBytes: Int = 1 << 20

  /// - Parameters:
  ///   - scanner: `nil` without rules.
  ///   - answer: takes items and gaps; the end of a task is told by whoever runs the inspector.
  package init(
    limits: InspectionLimits, scanner: (any RuleScanner)?, digests: DigestMaker,
    answer: @escaping (InspectionAnswer) -> Void
  ) {
    self.limits = limits
    self.scanner = scanner
    archives = ArchiveInspector(limits: limits)
    self.digests = digests
    self.answer = answer
    unsafe buffer = .allocate(byteCount: Self.bufferBytes, alignment: 4_096)
  }

  deinit { unsafe buffer.deallocate() }

  /// Inspects a file from its beginning, wherever the descriptor stands.
  package func inspect(_ task: InspectionTask, descriptor: Int32) {
    var facts = cordon_file()
    guard unsafe cordon_look_at(descriptor, &facts) == 0, facts.regular != 0 else {
      return gap(task, .scanError, "not a regular file")
    }
    if !task.rulesOnly { digests.begin(task.digests) }
    let file = OpenContent(descriptor: descriptor, size: Int(clamping: facts.size), blocks: facts.blocks)
    if file.size < Self.bufferBytes {
      inspectSmall(file, task)
    } else {
      inspectLarge(file, task)
    }
  }

  private func inspectSmall(_ file: OpenContent, _ task: InspectionTask) {
    guard let base = unsafe buffer.baseAddress else { return }
    var total: Int = 0
    while total < Self.bufferBytes {
      let wanted: Int = min(OpenContent.pieceBytes, Self.bufferBytes - total)
      let got: Int = unsafe pread(file.descriptor, base + total, wanted, total)
      if got < 0 {
        let error: Int32 = errno
        if error == EINTR { continue }
        return gap(task, .scanError, "cannot be read: \(unsafe String(cString: strerror(error)))")
      }
      if !task.rulesOnly { unsafe digests.update(UnsafeRawBufferPointer(start: base + total, count: got)) }
      total += got
      if got == 0 || (got < wanted && total >= file.size) { break }
    }
    var piece = unsafe ContentPiece(
      place: FilePlace(path: task.path), bytes: UnsafeRawBufferPointer(start: base, count: total),
      size: UInt64(total))
    piece.digests = task.rulesOnly ? nil : digests.finish()
    report(piece, task)
    if total != file.size { gap(task, .scanPartial, OpenContent.changed) }
    let wantsArchive: Bool = task.opensArchives || task.namesArchives
    if unsafe wantsArchive && isArchive(piece.bytes, tail: piece.bytes) { openArchive(piece, file, task) }
  }

  /// Looks for rules in a content, and reports all that is known of it.
  func report(_ piece: ContentPiece, _ task: InspectionTask) {
    let found: (hits: [RuleHit], reach: FileFacts.RuleReach) = look(at: piece, task)
    report(piece, task, found.hits, found.reach)
  }

  func report(_ piece: ContentPiece, _ task: InspectionTask, _ hits: [RuleHit], _ reach: FileFacts.RuleReach) {
    var item = InspectedItem(
      task: task.number, members: piece.place.members, size: piece.size, digests: piece.digests, hits: hits,
      ruleReach: reach)
    if !hits.isEmpty { item.version = piece.programVersion }
    answer(.item(item))
  }

  /// Looks for rules. What stops them is told as a gap as well.
  func look(at piece: ContentPiece, _ task: InspectionTask) -> (hits: [RuleHit], reach: FileFacts.RuleReach) {
    guard task.wantsRules, scanner != nil else { return ([], .none) }
    // What could not be mapped was told already.
    if unsafe piece.bytes.isEmpty && piece.size > 0 { return ([], .unfinished) }
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: piece.bytes.prefix(limits.ruleBytes))
    let externals: RuleExternals = piece.externals(owner: task.owner)
    switch unsafe scanner?.scan(bytes, externals: externals, seconds: limits.ruleSeconds) {
    case nil: return ([], .none)
    case .hits(let hits):
      return (hits, UInt64(clamping: bytes.count) == piece.size ? .whole : .prefix(UInt64(clamping: bytes.count)))
    case .timedOut:
      gap(task, piece.place.members, .scanPartial, "rules took longer than \(limits.ruleSeconds) seconds")
      return ([], .unfinished)
    case .failed(let words):
      gap(task, piece.place.members, .scanError, "rules failed: \(words)")
      return ([], .unfinished)
    }
  }

  func gap(_ task: InspectionTask, _ reason: UnknownReason, _ detail: String) { gap(task, [], reason, detail) }

  func gap(_ task: InspectionTask, _ members: [[UInt8]], _ reason: UnknownReason, _ detail: String) {
    answer(.gap(InspectionGap(task: task.number, members: members, reason: reason, detail: detail)))
  }
}
