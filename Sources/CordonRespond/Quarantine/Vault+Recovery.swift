internal import CFileState
internal import CordonModel
internal import Glibc

extension Vault {
  /// Finishes what a run that was cut off had begun, or takes it back: whichever loses nothing.
  ///
  /// It only looks at what is there, so that it may itself be cut off and run again.
  func recover() throws(RespondFailure) {
    try unlink(VaultFormat.journalDraftName)
    let journal: VaultJournal
    do throws(RespondFailure) {
      guard let pending = try pendingJournal() else { return }
      journal = pending
    } catch  where error.obstacle == .damagedItem {
      try setJournalAside()
      let path: [UInt8] = HeldPlace.join(path, VaultFormat.damagedJournalName.bytes)
      recovered.append(
        Disposition(action: .recover, path: path, outcome: .failed, obstacle: .damagedItem, detail: error.detail))
      return
    } catch {
      throw error
    }
    for intent in journal.intents {
      do throws(RespondFailure) {
        recovered.append(try intent.kind == .quarantine ? recoverTaking(intent) : recoverEnding(intent))
      } catch {
        if error.isCrash { throw error }
        // Because a disk is not there, say. The next run tries again.
        unsettled.append(intent)
        recovered.append(
          Disposition(
            action: .recover, path: intent.path, item: intent.id, outcome: .failed, obstacle: error.obstacle,
            detail: error.detail))
      }
    }
    try forgetJournal()
    try folder.sync()
  }

  private func settled(
    _ intent: VaultJournal.Intent, _ remarks: [Disposition.Remark], _ detail: String = ""
  ) -> Disposition {
    Disposition(
      action: .recover, path: intent.path, item: intent.id, outcome: .done, detail: detail, remarks: remarks)
  }

  // MARK: A file that was on its way into the vault

  /// Where the original is.
  private enum Whereabouts {
    case inPlace, aside, gone
    /// Another file has its name, or it was written to.
    case differs
  }

  private func recoverTaking(_ intent: VaultJournal.Intent) throws(RespondFailure) -> Disposition {
    let original: Original?
    do throws(RespondFailure) {
      original = Original(place: try FilePlaceResolver.resolve(intent.path), aside: VaultFormat.aside(intent.id))
    } catch  where error.obstacle == .folderMissing {
      original = nil
    } catch {
      throw error
    }
    let whereabouts: Whereabouts = try whereabouts(original, intent)
    let isItem: Bool = exists(VaultFormat.item(intent.id))
    let isWhole: Bool = isWholeCopy(isItem ? VaultFormat.item(intent.id) : VaultFormat.draft(intent.id), intent.id)
    switch (whereabouts, isItem, isWhole) {
    case (.inPlace, true, true):
      // Reading the copy took its time: what has the name by now may be another file.
      let found: FileFigures = try figures(of: original)
      guard intent.isMeant(found) else { return settled(intent, [.finished, .originalDiffers]) }
      try original?.remove(found) { () throws(RespondFailure) in }
      try original?.place.folder.sync()
      return settled(intent, [.finished])
    case (.aside, true, true):
      try original?.removeAside()
      try original?.place.folder.sync()
      return settled(intent, [.finished])
    case (.inPlace, _, _), (.aside, _, _):
      if whereabouts == .aside { try original?.putBack() }
      try unlink(isItem ? VaultFormat.item(intent.id) : VaultFormat.draft(intent.id))
      try folder.sync()
      return settled(intent, [.takenBack])
    case (.gone, _, true), (.differs, _, true):
      // The only copy of what was there.
      if !isItem { try rename(VaultFormat.draft(intent.id), to: VaultFormat.item(intent.id)) }
      try folder.sync()
      return settled(intent, whereabouts == .gone ? [.finished] : [.finished, .originalDiffers])
    case (.gone, true, false), (.differs, true, false):
      throw RespondFailure(.damagedItem, "the copy in the vault cannot be read and is left as it is")
    case (.gone, false, false), (.differs, false, false):
      try unlink(VaultFormat.draft(intent.id))
      return settled(intent, [.takenBack, .originalDiffers])
    }
  }

  private func figures(of original: Original?) throws(RespondFailure) -> FileFigures {
    guard let figures = try original?.place.figures() else { throw RespondFailure(.notFound) }
    return figures
  }

  private func whereabouts(_ original: Original?, _ intent: VaultJournal.Intent) throws(RespondFailure) -> Whereabouts {
    guard let original else { return .gone }
    if let aside = try original.asideFigures() {
      if intent.isMeant(aside) { return .aside }
      // Moved aside and found to be another: that one gets its name back and stays.
      try original.putBack()
    }
    guard let found = try original.place.figures() else { return .gone }
    return intent.isMeant(found) ? .inPlace : .differs
  }

  private func isWholeCopy(_ name: EntryName, _ id: QuarantineID) -> Bool {
    do throws(RespondFailure) {
      try ItemReader(name, id: id, in: folder, key: try requiredKey()).verify()
      return true
    } catch {
      return false
    }
  }

  // MARK: An item that was on its way out

  private func recoverEnding(_ intent: VaultJournal.Intent) throws(RespondFailure) -> Disposition {
    let past: EntryName = VaultFormat.past(intent.id)
    if exists(past) {
      try destroy(intent.id)
      return settled(intent, [.finished])
    }
    try unlink(VaultFormat.draft(intent.id))
    guard intent.kind == .restore else { return settled(intent, [.takenBack]) }
    let place: HeldPlace
    do throws(RespondFailure) {
      place = try FilePlaceResolver.resolve(intent.path)
    } catch  where error.obstacle == .folderMissing {
      return settled(intent, [.takenBack])
    } catch {
      throw error
    }
    let aside = HeldPlace(folder: place.folder, folderPath: place.folderPath, name: VaultFormat.aside(intent.id))
    if let left = try aside.figures(), left.isRegular, left.links == 1 {
      _ = unsafe aside.name.use { unsafe unlinkat(place.folder.number, $0, 0) }
    }
    guard try isRestored(intent, at: place) else { return settled(intent, [.takenBack]) }
    var item: VaultItem = try item(intent.id)
    item.standing = .restored
    // The act itself was cut off: its time is not known here, the file's own is the nearest.
    item.endedAt = try place.figures().map { Timestamp(secondsSinceEpoch: $0.changed.seconds) }
    try end(item)
    return settled(intent, [.finished])
  }

  /// Whether the file at the place is the one of the item, bit by bit and with all its metadata.
  private func isRestored(_ intent: VaultJournal.Intent, at place: HeldPlace) throws(RespondFailure) -> Bool {
    guard let found = try place.figures(), found.isRegular, found.size == intent.size,
      found.modified == intent.modified
    else { return false }
    let file: OpenFile = try .reading(place.name, in: place.folder)
    let reader = try ItemReader(VaultFormat.item(intent.id), id: intent.id, in: folder, key: try requiredKey())
    guard try FileStateWriter.differences(file, from: reader.record.state).isEmpty else { return false }
    var isSame: Bool = true
    let buffer = FrameBuffer()
    unsafe try reader.frames { (bytes, offset) throws(RespondFailure) in
      let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<bytes.count])
      let count: Int = unsafe try file.read(into: piece, at: Int64(offset))
      isSame = unsafe isSame && count == bytes.count && piece.elementsEqual(bytes)
    }
    return isSame
  }
}
