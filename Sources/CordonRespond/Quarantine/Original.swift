internal import CFileState
internal import CordonModel
internal import Glibc

/// The file at its own place, and the name beside it under which it waits for its end.
///
/// A name can be given to another file between a look and an act. A file that was moved aside cannot: it is looked at
/// there, and moved back when it is not the one that was meant.
struct Original {
  let place: HeldPlace
  let aside: EntryName

  /// Removes the file that `figures` describe, and no other.
  ///
  /// - Parameter check: called when the file is aside; what it throws brings it back.
  func remove(_ figures: FileFigures, check: () throws(RespondFailure) -> Void) throws(RespondFailure) {
    guard let before = try place.figures() else { throw RespondFailure(.notFound, "it is gone") }
    guard before.isSameFile(as: figures) else { throw RespondFailure(.changed, "another file took its place") }
    let moved: Int32 = move(place.name, aside)
    // A file system that cannot rename like this: the look just taken has to do.
    if moved == -EINVAL || moved == -ENOSYS {
      try check()
      return try unlink(place.name)
    }
    guard moved == 0 else { throw RespondFailure(number: 0 &- moved, "taking it away") }
    do throws(RespondFailure) {
      try check()
      let found = try FileFigures(in: place.folder, name: aside.bytes)
      guard found.isSameFile(as: figures) else { throw RespondFailure(.changed, "another file took its place") }
      try unlink(aside)
    } catch {
      if !error.isCrash { try putBack() }
      throw error
    }
  }

  /// Removes a file that is aside already.
  func removeAside() throws(RespondFailure) { try unlink(aside) }

  /// Gives a file that is aside its name again.
  func putBack() throws(RespondFailure) {
    let moved: Int32 = move(aside, place.name)
    guard moved == 0 || moved == -ENOENT else {
      throw RespondFailure(number: 0 &- moved, "it waits as " + PrintablePath.text(aside.bytes))
    }
  }

  /// What waits aside; `nil` when nothing does.
  func asideFigures() throws(RespondFailure) -> FileFigures? {
    try HeldPlace(folder: place.folder, folderPath: place.folderPath, name: aside).figures()
  }

  private func move(_ name: EntryName, _ target: EntryName) -> Int32 {
    unsafe name.use { from in
      unsafe target.use { to in unsafe cordon_state_move(place.folder.number, from, place.folder.number, to) }
    }
  }

  private func unlink(_ name: EntryName) throws(RespondFailure) {
    guard unsafe name.use({ unsafe unlinkat(place.folder.number, $0, 0) }) == 0 else {
      throw RespondFailure(number: errno, "removing it")
    }
  }
}
