internal import CFileState
internal import CordonModel
internal import Glibc

/// One file on its way into the vault.
final class Taking {
  let place: HeldPlace
  let file: OpenFile
  /// As it was when it was opened.
  let figures: FileFigures
  var record: QuarantineRecord
  let expected: Digest?
  var remarks: [Disposition.Remark] = []
  var runners: [Disposition.Runner] = []
  var draft: OpenFile?
  var seal: ContentSeal?
  /// Why it ended; `nil` while it is on its way.
  var failure: RespondFailure?
  /// The item has its name in the vault.
  var isNamed = false

  var id: QuarantineID { record.id }

  /// Opens the file and takes note of everything that is to come back.
  ///
  /// - Throws: ``RespondFailure`` when it is not a file that can be taken.
  init(_ target: QuarantineRequest.Target, request: QuarantineRequest, vaultPath: [UInt8]) throws(RespondFailure) {
    let place: HeldPlace = try FilePlaceResolver.resolve(target.path)
    let (file, figures, accessed): (OpenFile, FileFigures, FileTime) = try Taking.open(place)
    try Taking.refuseOwn(place, figures, vaultPath: vaultPath)
    try Taking.refuseUnchangeable(place, file)
    var state: FileState = try FileStateReader.state(of: file, figures, accessed: accessed)
    state.size = figures.size
    var cause: ResponseCause = request.cause
    if cause.advisory == nil { cause.advisory = target.advisory }
    record = QuarantineRecord(
      id: QuarantineID(UInt64.random(in: 1...UInt64.max)), path: place.path, state: state, sha256: nil, cause: cause,
      takenAt: request.time, formatVersion: VaultFormat.version)
    if !state.unreadAttributes.isEmpty { remarks.append(.attributesUnread) }
    self.place = place
    self.file = file
    self.figures = figures
    expected = target.expected
  }

  /// Looks first and opens then: opening alone can already do something to a device.
  private static func open(_ place: HeldPlace) throws(RespondFailure) -> (OpenFile, FileFigures, FileTime) {
    let before = try FileFigures(in: place.folder, name: place.name.bytes)
    if before.isLink { throw RespondFailure(.notRegular, "a symbolic link; name the file it leads to") }
    guard before.isRegular else {
      throw RespondFailure(.notRegular, before.isDirectory ? "a folder" : "a device, socket or FIFO")
    }
    // Where the time of access cannot be kept, the record has it already.
    let file: OpenFile = try .reading(place.name, in: place.folder)
    let figures: FileFigures = try file.facts()
    guard figures.isRegular, figures.isUnchanged(since: before) else {
      throw RespondFailure(.changed, "another file took its place")
    }
    return (file, figures, before.accessed)
  }

  private static func refuseOwn(
    _ place: HeldPlace, _ figures: FileFigures, vaultPath: [UInt8]
  ) throws(RespondFailure) {
    if place.folderPath.starts(with: vaultPath + [0x2F]) || place.folderPath == vaultPath {
      throw RespondFailure(.ownFile, "a file of the vault")
    }
    var own = cordon_file_state()
    if unsafe cordon_state_behind(AT_FDCWD, "/proc/self/exe", &own) == 0, FileFigures(own).isSameFile(as: figures) {
      throw RespondFailure(.ownFile, "the program that is running")
    }
  }

  /// What would stop the removal is found out before anything is copied.
  private static func refuseUnchangeable(_ place: HeldPlace, _ file: OpenFile) throws(RespondFailure) {
    if cordon_state_is_read_only(place.folder.number) == 1 { throw RespondFailure(number: EROFS) }
    let flags: UInt32 = FileFlag.of(file) | FileFlag.of(place.folder)
    if flags & FileFlag.immutable != 0 {
      throw RespondFailure(.immutable, "the file or its folder may not be changed; see lsattr(1) and chattr -i")
    }
    if flags & FileFlag.appendOnly != 0 {
      throw RespondFailure(.appendOnly, "the file or its folder may only grow; see lsattr(1) and chattr -a")
    }
    guard unsafe faccessat(place.folder.number, ".", W_OK | X_OK, AT_EACCESS) == 0 else {
      throw RespondFailure(number: errno, "the folder")
    }
  }

  /// What the journal needs to know.
  var intent: VaultJournal.Intent {
    VaultJournal.Intent(
      kind: .quarantine, id: id, path: record.path, device: figures.device, inode: figures.inode, size: figures.size,
      modified: figures.modified)
  }

  /// What came of it.
  func disposition(_ outcome: Disposition.Outcome) -> Disposition {
    var refused: Disposition.Outcome = .failed
    if let failure, [.packageOwned, .running, .changed, .ownFile].contains(failure.obstacle) { refused = .refused }
    return Disposition(
      action: .quarantine, path: record.path, item: failure == nil && outcome == .done ? id : nil,
      outcome: failure == nil ? outcome : refused, obstacle: failure?.obstacle, detail: failure?.detail ?? "",
      remarks: remarks, runners: runners, record: record)
  }
}
