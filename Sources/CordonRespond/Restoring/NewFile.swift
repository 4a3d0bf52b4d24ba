internal import CFileState
internal import CordonModel
internal import Glibc

/// A file on its way out of the vault: it has no name, or one of ours, until it is whole.
struct NewFile {
  let place: HeldPlace
  let id: QuarantineID
  let steps: VaultSteps

  private struct Draft {
    var file: OpenFile
    /// On file systems without unnamed files it has this name meanwhile.
    var name: EntryName?
  }

  /// - Returns: what of the metadata was not brought back, when that is accepted.
  /// - Throws: ``RespondFailure`` `metadata-lost` when it is not, `occupied` when the name was taken meanwhile.
  func make(from reader: ItemReader, limits: VaultLimits, acceptsLoss: Bool) throws(RespondFailure) -> [String] {
    try steps.before(.writeFile, 0)
    let draft: Draft = try begin()
    do throws(RespondFailure) {
      try reader.write(to: draft.file, limits: limits) { () throws(RespondFailure) in
        try steps.before(.fileHalfWritten, 0)
      }
      try steps.before(.dressFile, 0)
      let state: FileState = reader.record.state
      var lost: [String] = FileStateWriter.apply(state, to: draft.file)
      lost += try FileStateWriter.differences(draft.file, from: state).filter { !lost.contains($0) }
      lost += state.unreadAttributes.map { PrintablePath.text($0) }
      guard lost.isEmpty || acceptsLoss else {
        throw RespondFailure(.metadataLost, lost.joined(separator: ", "))
      }
      try finish(draft)
      return lost
    } catch {
      if !error.isCrash { discard(draft) }
      throw error
    }
  }

  /// The content alone.
  func makeBare(from reader: ItemReader, limits: VaultLimits) throws(RespondFailure) {
    let draft: Draft = try begin()
    do throws(RespondFailure) {
      try reader.write(to: draft.file, limits: limits)
      try finish(draft)
    } catch {
      discard(draft)
      throw error
    }
  }

  private func begin() throws(RespondFailure) -> Draft {
    let unnamed: Int32 = cordon_state_create_unnamed(place.folder.number)
    if unnamed >= 0 { return Draft(file: try OpenFile(result: unnamed), name: nil) }
    guard unnamed == -EOPNOTSUPP || unnamed == -EISDIR || unnamed == -EINVAL else {
      throw RespondFailure(number: 0 &- unnamed, "the new file")
    }
    let name: EntryName = VaultFormat.aside(id)
    let file = try OpenFile(
      result: unsafe name.use { unsafe cordon_state_create(place.folder.number, $0) }, "the new file")
    return Draft(file: file, name: name)
  }

  private func finish(_ draft: Draft) throws(RespondFailure) {
    try steps.before(.syncFile, 0)
    try draft.file.sync()
    try steps.before(.nameFile, 0)
    let result: Int32
    if let name = draft.name {
      result = unsafe name.use { from in
        unsafe place.name.use { to in
          unsafe cordon_state_move(place.folder.number, from, place.folder.number, to)
        }
      }
    } else {
      result = unsafe place.name.use {
        unsafe cordon_state_name_open(draft.file.number, place.folder.number, $0)
      }
    }
    guard result == 0 else { throw RespondFailure(number: 0 &- result) }
    do throws(RespondFailure) {
      try steps.before(.syncTarget, 0)
      try place.folder.sync()
    } catch {
      // Not safe on the disk is not back: the name goes again, and the item stays.
      if !error.isCrash, try place.figures()?.isSameFile(as: try draft.file.facts()) == true {
        _ = unsafe place.name.use { unsafe unlinkat(place.folder.number, $0, 0) }
      }
      throw error
    }
  }

  private func discard(_ draft: Draft) {
    guard let name = draft.name else { return }
    _ = unsafe name.use { unsafe unlinkat(place.folder.number, $0, 0) }
  }
}
