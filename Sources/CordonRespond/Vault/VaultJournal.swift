internal import CFileState
internal import CordonModel

/// What a run is about to do, written down before it does: what the next run needs to finish it or take it back.
package struct VaultJournal: Sendable, Hashable {
  struct Intent: Sendable, Hashable {
    var kind: ResponseAction.Kind
    var id: QuarantineID
    /// The original, or the place to which it goes back.
    var path: [UInt8]
    /// The original, as it was found.
    var device: UInt64 = 0
    var inode: UInt64 = 0
    var size: UInt64 = 0
    var modified = FileTime(seconds: 0, nanoseconds: 0)

    func isMeant(_ figures: FileFigures) -> Bool {
      figures.device == device && figures.inode == inode && figures.size == size && figures.modified == modified
    }
  }

  var intents: [Intent]

  init(_ intents: [Intent]) { self.intents = intents }

  /// The journal as bytes; ``init(bytes:)`` reads exactly these.
  package var bytes: [UInt8] {
    var writer = RecordFieldWriter()
    writer.list(intents) { writer, intent in
      writer.number(UInt8(ResponseAction.Kind.allCases.firstIndex(of: intent.kind) ?? 0))
      writer.number(intent.id.value)
      writer.blob(intent.path)
      for number in [intent.device, intent.inode, intent.size] { writer.number(number) }
      writer.time(intent.modified)
    }
    return writer.bytes
  }

  /// - Throws: ``RespondFailure`` `damaged-item`.
  package init(bytes: [UInt8]) throws(RespondFailure) {
    var reader = RecordFieldReader(bytes)
    intents = try reader.list { (reader) throws(RespondFailure) in
      let kind: Int = Int(try reader.number(UInt8.self))
      guard ResponseAction.Kind.allCases.indices.contains(kind) else { throw RecordFieldReader.damaged }
      return Intent(
        kind: ResponseAction.Kind.allCases[kind], id: QuarantineID(try reader.number()), path: try reader.blob(),
        device: try reader.number(), inode: try reader.number(), size: try reader.number(),
        modified: try reader.time())
    }
    guard reader.isAtEnd else { throw RecordFieldReader.damaged }
  }
}

extension Vault {
  private static let journalHead: [UInt8] = VaultFormat.head(VaultFormat.journalMark, QuarantineID(0))

  /// Writes the intents down, beside those of earlier runs that are still open, and waits until the disk has them.
  func record(_ journal: VaultJournal) throws(RespondFailure) {
    try steps.before(.recordIntent, 0)
    try replaceJournal(VaultJournal(unsettled + journal.intents))
  }

  /// The journal is there whole or not at all.
  private func replaceJournal(_ journal: VaultJournal) throws(RespondFailure) {
    let sealed: [UInt8] = try requiredKey().seal(journal.bytes, about: Vault.journalHead)
    try unlink(VaultFormat.journalDraftName)
    let file: OpenFile = try create(VaultFormat.journalDraftName)
    do throws(RespondFailure) {
      try file.write(Vault.journalHead + sealed.prefix(sealed.count / 2), at: 0)
      try steps.before(.intentHalfWritten, 0)
      try file.write(Vault.journalHead + sealed, at: 0)
      try file.sync()
      try replace(VaultFormat.journalDraftName, to: VaultFormat.journalName)
      try folder.sync()
    } catch {
      if !error.isCrash { try unlink(VaultFormat.journalDraftName) }
      throw error
    }
  }

  /// What earlier runs intended; `nil` when they were through, or had not begun.
  ///
  /// - Throws: ``RespondFailure`` `damaged-item` when nobody can tell.
  func pendingJournal() throws(RespondFailure) -> VaultJournal? {
    let file: OpenFile
    do throws(RespondFailure) {
      file = try open(VaultFormat.journalName)
    } catch  where error.obstacle == .notFound {
      return nil
    } catch {
      throw error
    }
    let size: UInt64 = try file.facts().size
    guard size <= UInt64(VaultFormat.recordLimit) else { throw RespondFailure(.damagedItem, "the journal") }
    let bytes: [UInt8] = try file.bytes(Int(size), at: 0)
    guard bytes.starts(with: Vault.journalHead) else { throw RespondFailure(.damagedItem, "the journal") }
    let sealed: [UInt8] = Array(bytes.dropFirst(Vault.journalHead.count))
    return try VaultJournal(bytes: try requiredKey().open(sealed, about: Vault.journalHead))
  }

  /// Sets a journal aside that nobody can read, so that it does not stand in the way for ever.
  func setJournalAside() throws(RespondFailure) {
    try replace(VaultFormat.journalName, to: VaultFormat.damagedJournalName)
  }

  func forgetJournal() throws(RespondFailure) {
    try steps.before(.forgetIntent, 0)
    guard unsettled.isEmpty else { return try replaceJournal(VaultJournal(unsettled)) }
    try unlink(VaultFormat.journalName)
  }
}
