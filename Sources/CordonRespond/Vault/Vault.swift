internal import CFileState
package import CordonModel
internal import Glibc

/// A folder of this user alone in which files wait, sealed, to come back or to be destroyed.
///
/// Opened for changing, it is held by one run at a time, and what a run that was cut off left behind is finished or taken
/// back first. Opened for reading, nothing in it is touched.
package final class Vault {
  /// What the folder is opened for.
  package enum Access: Sendable {
    case reading
    /// It is made where it is not there.
    case changing
    /// As above, but it has to be there.
    case existing
  }

  let folder: OpenFile
  let key: VaultKey?
  let limits: VaultLimits
  let steps: VaultSteps
  /// The path as the system names it.
  package let path: [UInt8]
  /// What became of acts that an earlier run left unfinished.
  package internal(set) var recovered: [Disposition] = []
  /// Intents of earlier runs that could be neither finished nor taken back so far.
  var unsettled: [VaultJournal.Intent] = []
  private let lock: OpenFile?

  /// Opens the vault at `place`, an absolute path; when it is to be changed, it is made where it is not there.
  ///
  /// - Throws: ``CordonError``: `not-found`, `not-permitted`, `bad-input` for a damaged key, `temporary` while another
  ///   run changes it, `input-output`.
  package init(
    _ place: String, access: Access, limits: VaultLimits = VaultLimits(), steps: VaultSteps = VaultSteps()
  ) throws(CordonError) {
    self.limits = limits
    self.steps = steps
    do throws(RespondFailure) {
      folder = try Vault.openFolder(place, creates: access == .changing)
      path = try FilePlaceResolver.realPath(of: folder)
    } catch {
      throw Vault.error(error, place)
    }
    do throws(RespondFailure) {
      lock = access != .reading ? try Vault.takeLock(folder) : nil
      let hasItems: Bool = try VaultListing.names(in: folder).contains { $0.kind != nil }
      key = try VaultKey.load(from: folder, creates: access == .changing && !hasItems)
      if access != .reading, key == nil {
        throw RespondFailure(.damagedItem, "the key is missing; without it the items cannot be opened")
      }
    } catch {
      throw Vault.error(error, place)
    }
    guard access != .reading else { return }
    do throws(RespondFailure) { try recover() } catch { throw Vault.error(error, place) }
  }

  /// Given up by name: a child that is just being started may still have the descriptor.
  deinit {
    if let lock { flock(lock.number, LOCK_UN) }
  }

  private static func openFolder(_ place: String, creates: Bool) throws(RespondFailure) -> OpenFile {
    let held: HeldPlace
    do throws(RespondFailure) {
      held = try FilePlaceResolver.resolve(Array(place.utf8))
    } catch  where error.obstacle == .folderMissing && creates {
      try makeFolders(above: place)
      held = try FilePlaceResolver.resolve(Array(place.utf8))
    } catch {
      throw error
    }
    if creates, try held.figures() == nil {
      let made: Int32 = unsafe held.name.use { unsafe mkdirat(held.folder.number, $0, 0o700) }
      guard made == 0 || errno == EEXIST else { throw RespondFailure(number: errno) }
      try held.folder.sync()
    }
    let flags: Int32 = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
    let folder = try OpenFile(result: unsafe held.name.use { unsafe cordon_state_open(held.folder.number, $0, flags) })
    let figures: FileFigures = try folder.facts()
    guard figures.owner == geteuid() else {
      throw RespondFailure(.notPermitted, "the folder belongs to another user")
    }
    guard figures.mode & 0o077 == 0 else {
      throw RespondFailure(.notPermitted, "others may look into the folder; make it private: chmod 700")
    }
    return folder
  }

  /// Makes the folders above the vault, each for this user alone.
  private static func makeFolders(above place: String) throws(RespondFailure) {
    let parts: [Substring] = place.split(separator: "/").dropLast()
    var path: String = ""
    for part in parts {
      path += "/" + part
      guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw RespondFailure(number: errno, path) }
    }
  }

  private static func takeLock(_ folder: OpenFile) throws(RespondFailure) -> OpenFile {
    let flags: Int32 = O_RDWR | O_NOFOLLOW
    var result: Int32 = unsafe VaultFormat.lockName.use { unsafe cordon_state_create(folder.number, $0) }
    if result == -EEXIST {
      result = unsafe VaultFormat.lockName.use { unsafe cordon_state_open(folder.number, $0, flags) }
    }
    let file = try OpenFile(result: result, "the lock")
    // The whole file, by this opening of it: it ends with the descriptor, whatever becomes of the process.
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
      var failure = RespondFailure(number: errno)
      if failure.number == EWOULDBLOCK { failure.obstacle = .interrupted }
      throw failure
    }
    return file
  }

  private static func error(_ failure: RespondFailure, _ place: String) -> CordonError {
    let location = CordonError.Location(file: PrintablePath.text(Array(place.utf8)))
    if failure.number == EWOULDBLOCK {
      return CordonError(
        .temporary, "Another run of Cordon is changing this vault. Try again when it is through.", location: location)
    }
    switch failure.obstacle {
    case .notFound, .folderMissing:
      return CordonError(.notFound, "There is no vault here. The first quarantine makes one.", location: location)
    case .notPermitted, .linkInPath, .readOnly:
      return CordonError(
        .notPermitted, "The vault cannot be used by this user.", location: location, cause: failure.detail)
    case .damagedItem:
      return CordonError(
        .badInput, "The vault cannot be opened. Put back its key or journal from a backup; nothing in it was changed.",
        location: location, cause: failure.detail)
    default:
      return CordonError(.inputOutput, "The vault cannot be used.", location: location, cause: failure.detail)
    }
  }

  /// The key, for acts that need one.
  func requiredKey() throws(RespondFailure) -> VaultKey {
    guard let key else { throw RespondFailure(.damagedItem, "the key of the vault is missing") }
    return key
  }
}

extension Vault {
  func rename(_ name: EntryName, to target: EntryName) throws(RespondFailure) {
    let result: Int32 = unsafe name.use { from in
      unsafe target.use { to in unsafe cordon_state_move(folder.number, from, folder.number, to) }
    }
    guard result == 0 else { throw RespondFailure(number: 0 &- result, "renaming in the vault") }
  }

  /// As above, in the place of what may be there.
  func replace(_ name: EntryName, to target: EntryName) throws(RespondFailure) {
    let result: Int32 = unsafe name.use { from in
      unsafe target.use { to in unsafe renameat(folder.number, from, folder.number, to) }
    }
    guard result == 0 else { throw RespondFailure(number: errno, "renaming in the vault") }
  }

  func create(_ name: EntryName) throws(RespondFailure) -> OpenFile {
    try OpenFile(result: unsafe name.use { unsafe cordon_state_create(folder.number, $0) }, "the vault")
  }

  func open(_ name: EntryName, writing: Bool = false) throws(RespondFailure) -> OpenFile {
    let flags: Int32 = (writing ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_NONBLOCK
    return try OpenFile(result: unsafe name.use { unsafe cordon_state_open(folder.number, $0, flags) })
  }

  /// Takes a name away; that there is none is as good.
  func unlink(_ name: EntryName) throws(RespondFailure) {
    let result: Int32 = unsafe name.use { unsafe unlinkat(folder.number, $0, 0) }
    guard result == 0 || errno == ENOENT else { throw RespondFailure(number: errno, "the vault") }
  }

  func exists(_ name: EntryName) -> Bool {
    var facts = cordon_file_state()
    return unsafe name.use { unsafe cordon_state_at(folder.number, $0, &facts) } == 0
  }
}
