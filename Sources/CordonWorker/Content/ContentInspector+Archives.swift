internal import CordonInspect
internal import CordonModel

extension ContentInspector {
  /// Whether a content is an archive by its beginning or its end.
  func isArchive(_ head: UnsafeRawBufferPointer, tail: UnsafeRawBufferPointer) -> Bool {
    unsafe ArchiveInspector.mayBeArchive(head: head, tail: tail)
  }

  /// Looks into a file that is an archive. Bytes that are in memory are not read again.
  func openArchive(_ piece: ContentPiece, _ file: OpenContent, _ task: InspectionTask) {
    guard task.opensArchives else {
      let window: ByteWindow =
        piece.isWhole ? unsafe ByteWindow(memory: piece.bytes) : ByteWindow(file: file.descriptor, count: file.size)
      guard ArchiveKind(window) != nil || ClosedFormat.ends(window) != nil else { return }
      return gap(task, .excludedByPolicy, "an archive of \(piece.size) bytes is too large for a quick look")
    }
    var visitor = MemberVisitor(inspector: self, task: task)
    archives.fileName = piece.place.name
    if piece.isWhole {
      unsafe archives.inspect(bytes: piece.bytes, visitor: &visitor)
    } else {
      archives.inspect(descriptor: file.descriptor, size: UInt64(clamping: file.size), visitor: &visitor)
    }
  }
}

/// Hashes the members of an archive, looks for rules in them and reports them.
struct MemberVisitor: ArchiveVisitor {
  let inspector: ContentInspector
  let task: InspectionTask

  mutating func memberBegins(_ members: [[UInt8]]) {
    if !task.rulesOnly { inspector.digests.begin(task.digests) }
  }

  mutating func memberBytes(_ bytes: UnsafeRawBufferPointer) {
    if !task.rulesOnly { unsafe inspector.digests.update(bytes) }
  }

  mutating func memberEnds(_ members: [[UInt8]], prefix: UnsafeRawBufferPointer, size: UInt64) {
    var piece = unsafe ContentPiece(
      place: FilePlace(path: task.path, members: members), bytes: prefix, size: size)
    piece.digests = task.rulesOnly ? nil : inspector.digests.finish()
    inspector.report(piece, task)
  }

  mutating func gap(_ members: [[UInt8]], reason: UnknownReason, detail: String) {
    // What no reader can open (damaged, encrypted) is listed and no doubt: the file itself was read whole. Limits are.
    let isLimit: Bool = reason == .scanPartial
    inspector.gap(task, members, isLimit ? reason : .excludedByPolicy, detail)
  }
}
