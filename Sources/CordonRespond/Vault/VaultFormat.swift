internal import CordonModel

/// What lies in the folder of a vault.
///
/// - `key`: the vault's own key, 0600.
/// - `lock`: held by the run that changes something.
/// - `journal`: what that run intends; gone when it is through.
/// - `ID.draft`: an item that is being written.
/// - `ID.item`: a head, the content in frames, the sealed record, a tail.
/// - `ID.past`: the sealed record of an item whose content is gone.
package enum VaultFormat {
  /// The version of the format; readers refuse a higher one.
  package static let version = 1

  static let itemMark: [UInt8] = Array("CORDITEM".utf8)
  static let tailMark: [UInt8] = Array("CORDTAIL".utf8)
  static let pastMark: [UInt8] = Array("CORDPAST".utf8)
  static let journalMark: [UInt8] = Array("CORDJRNL".utf8)
  static let keyMark: [UInt8] = Array("CORDVKEY".utf8)

  /// Bytes of content in one frame.
  static let frameSize = 1 << 20
  /// Offset, length and flags in front of a frame's bytes.
  static let frameHeadSize = 16
  /// AES-GCM's tag.
  static let tagSize = 16
  /// Mark, version, id.
  static let headSize = 20
  /// The sealed record's length and the mark.
  static let tailSize = 12
  /// Bytes of a sealed record: attributes, names and texts have limits of their own below it.
  static let recordLimit = 8 << 20

  static let keyName = EntryName("key")
  static let lockName = EntryName("lock")
  static let journalName = EntryName("journal")
  static let journalDraftName = EntryName("journal.draft")
  static let damagedJournalName = EntryName("journal.damaged")

  static func item(_ id: QuarantineID) -> EntryName { EntryName(id.text + ".item") }
  static func draft(_ id: QuarantineID) -> EntryName { EntryName(id.text + ".draft") }
  static func past(_ id: QuarantineID) -> EntryName { EntryName(id.text + ".past") }
  /// The name under which an original waits for its end, beside its own.
  static func aside(_ id: QuarantineID) -> EntryName { EntryName(".cordon-" + id.text) }

  /// What stands at the start of a file of an item, and is authenticated with its record.
  static func head(_ mark: [UInt8], _ id: QuarantineID) -> [UInt8] {
    var writer = RecordFieldWriter()
    writer.number(UInt32(version))
    writer.number(id.value)
    return mark + writer.bytes
  }
}

/// What a vault takes on; visible settings, all of them.
package struct VaultLimits: Sendable, Hashable {
  /// Bytes of holes in one file that are read as NUL for the digest: 64 GiB take half a minute. Beyond, there is no digest.
  package var hashedHoles: UInt64 = 64 << 30
  /// Directory entries looked at for other names of a file.
  package var namesSearched: Int = 2_000_000
  /// Other names that are recorded.
  package var namesKept: Int = 200
  /// Files that go through every step together.
  package var batch: Int = 128
  /// Bytes of a package manager's list of files.
  package var packageList: Int = 64 << 20
  /// Seconds for which the end of a stopped process is awaited.
  package var stopSeconds: Int = 10

  package init() {}
}

/// The steps of an act, in order. A test may end a run at each of them.
package enum VaultStep: String, Sendable, Hashable, CaseIterable {
  case recordIntent, intentHalfWritten, writeDraft, draftHalfWritten, sealRecord, syncDraft, verifyDraft, nameItem
  case syncVault, setOriginalAside, removeOriginal, syncFolder, forgetIntent
  case writeFile, fileHalfWritten, dressFile, syncFile, nameFile, syncTarget, writePast, namePast, destroyKey,
    removeItem
}

/// Where a test listens in: called before each step, with the number of the file in its batch. What it throws happens to
/// the step.
package struct VaultSteps: Sendable {
  package var before: @Sendable (VaultStep, Int) throws(RespondFailure) -> Void

  package init(before: @escaping @Sendable (VaultStep, Int) throws(RespondFailure) -> Void = { _, _ in }) {
    self.before = before
  }
}
