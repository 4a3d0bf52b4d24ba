internal import CSandbox
internal import CordonInspect
internal import CordonModel
internal import Glibc

extension ContentInspector {
  /// A file that does not fit into the buffer. Nobody has to wait for it for ever: its digests have
  /// ``InspectionLimits/hashSeconds``.
  func inspectLarge(_ file: OpenContent, _ task: InspectionTask) {
    guard let base = unsafe buffer.baseAddress else { return }
    let deadline: Int = MonotonicClock.milliseconds() + limits.hashSeconds * 1_000
    let mayBeArchive: Bool = unsafe (task.opensArchives || task.namesArchives) && isArchive(file, base)
    let wantsPiece: Bool = (task.wantsRules && hasRules) || mayBeArchive
    var mapped: UnsafeRawBufferPointer = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    if wantsPiece {
      unsafe mapped = file.map(limits.ruleBytes)
      if mapped.count == 0 { gap(task, .scanPartial, "no memory to map it for rules") }
    }
    defer { if mapped.count > 0 { unsafe OpenContent.unmap(mapped) } }
    var piece = unsafe ContentPiece(
      place: FilePlace(path: task.path), bytes: mapped, size: UInt64(clamping: file.size))
    if task.rulesOnly || mapped.count == file.size {
      if !task.rulesOnly { unsafe finish(&piece, hash(mapped, until: deadline), task) }
      report(piece, task)
    } else {
      var outcome: OpenContent.Outcome = unsafe hash(mapped, until: deadline)
      // Rules go before the rest of the file, while the part they look at is still in memory; but not those that may ask
      // for its MD5.
      let mayAskForDigest: Bool = task.digests.contains(.md5)
      var found: (hits: [RuleHit], reach: FileFacts.RuleReach) = ([], .none)
      if !mayAskForDigest { found = look(at: piece, task) }
      if outcome == .whole { outcome = unsafe file.stream(from: mapped.count, to: digests, buffer, until: deadline) }
      finish(&piece, outcome, task)
      if mayAskForDigest { found = look(at: piece, task) }
      report(piece, task, found.hits, found.reach)
    }
    if file.hasChanged { gap(task, .scanPartial, OpenContent.changed) }
    if mayBeArchive { openArchive(piece, file, task) }
  }

  /// Whether a file on the disk is an archive by its beginning or its end.
  private func isArchive(_ file: OpenContent, _ room: UnsafeMutableRawPointer) -> Bool {
    let headBytes: Int = 64 << 10
    let head: Int = unsafe pread(file.descriptor, room, headBytes, 0)
    let start: Int = max(0, file.size - ClosedFormat.tailSize)
    let tail: Int = unsafe pread(file.descriptor, room + headBytes, ClosedFormat.tailSize, start)
    return unsafe isArchive(
      UnsafeRawBufferPointer(start: room, count: max(0, head)),
      tail: UnsafeRawBufferPointer(start: room + headBytes, count: max(0, tail)))
  }

  /// Hashes what is mapped, piece by piece.
  private func hash(_ bytes: UnsafeRawBufferPointer, until deadline: Int) -> OpenContent.Outcome {
    var place: Int = 0
    while place < bytes.count {
      if MonotonicClock.milliseconds() > deadline { return .late }
      let count: Int = min(OpenContent.pieceBytes, bytes.count - place)
      unsafe digests.update(UnsafeRawBufferPointer(rebasing: bytes[place..<(place + count)]))
      place += count
    }
    return .whole
  }

  private func finish(_ piece: inout ContentPiece, _ outcome: OpenContent.Outcome, _ task: InspectionTask) {
    switch outcome {
    case .whole: piece.digests = digests.finish()
    case .late: gap(task, .scanPartial, "not hashed: that took longer than \(limits.hashSeconds) seconds")
    // Said by whoever compares the size.
    case .cut: piece.digests = digests.finish()
    case .failed(let error):
      gap(task, .scanError, "not hashed: cannot be read: \(unsafe String(cString: strerror(error)))")
    }
  }
}
