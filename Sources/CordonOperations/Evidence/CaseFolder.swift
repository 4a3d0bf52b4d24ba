internal import CordonEvidence
internal import CordonModel
internal import Foundation

/// The folder of a bundle, open for writing and locked: this user's alone, no link, nothing else in it.
final class CaseFolder {
  private let descriptor: Int32
  private let path: String
  /// The highest number of a part; 0 when there is none.
  private(set) var lastPart: Int = 0
  private var drafts: [String] = []

  /// Opens the folder, or makes it below a parent that exists.
  ///
  /// - Throws: ``CordonError`` as ``CaseWriter`` says.
  init(path: String) throws(CordonError) {
    self.path = PrintablePath.text(path.utf8)
    let flags: Int32 = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    // A slash at the end would follow a link.
    var name: String = path
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    var found: Int32 = open(name, flags)
    let isNew: Bool = found < 0 && errno == ENOENT
    if isNew {
      guard mkdir(name, 0o700) == 0 || errno == EEXIST else { throw CaseFolder.failure(errno, self.path) }
      found = open(name, flags)
    }
    descriptor = found
    guard found >= 0 else { throw CaseFolder.failure(errno, self.path) }
    if isNew { syncParent() }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw CordonError(
        .temporary, "Another command is writing into this case. Wait for its end, or name another folder.",
        location: .init(file: self.path))
    }
    try list()
    try own()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Looks at what is there: parts and drafts, or nothing.
  private func list() throws(CordonError) {
    let copy: Int32 = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw failure(errno) }
    guard let stream = fdopendir(copy) else {
      close(copy)
      throw failure(errno)
    }
    defer { closedir(stream) }
    while let name = CaseFolder.next(stream) {
      if let part = BundleFormat.part(ofFolder: name) {
        lastPart = max(lastPart, part)
      } else if name.hasPrefix(BundleFormat.draftPrefix) {
        drafts.append(name)
      } else {
        throw CordonError(
          .usage, "This folder holds other things than a case. Name an empty one, or one that is not there yet.",
          location: .init(file: path))
      }
    }
  }

  /// Makes sure that nobody else may write here.
  private func own() throws(CordonError) {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw failure(errno) }
    guard facts.st_uid == geteuid() else {
      throw CordonError(
        .notPermitted, "This folder belongs to another user, so no evidence is put into it.",
        location: .init(file: path))
    }
    if facts.st_mode & 0o077 != 0, fchmod(descriptor, 0o700) != 0 { throw failure(errno) }
  }

  /// The next name but `.` and `..`.
  private static func next(_ stream: OpaquePointer) -> String? {
    while let entry = readdir(stream) {
      let name: String = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { return name }
    }
    return nil
  }

  // MARK: Drafts and parts

  /// Removes what killed writers left; the lock says that none of them is alive.
  func removeDrafts() {
    for name in drafts { remove(name) }
    drafts = []
  }

  /// Removes a draft with the files in it.
  func remove(_ draft: String) {
    let inner: Int32 = openat(descriptor, draft, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0, let stream = fdopendir(inner) else {
      if inner >= 0 { close(inner) }
      return
    }
    var names: [String] = []
    while let name = CaseFolder.next(stream) { names.append(name) }
    for name in names { unlinkat(dirfd(stream), name, 0) }
    closedir(stream)
    unlinkat(descriptor, draft, AT_REMOVEDIR)
  }

  /// Makes a folder for a draft.
  ///
  /// - Returns: its descriptor, which the caller closes.
  func makeFolder(_ name: String) throws(CordonError) -> Int32 {
    guard mkdirat(descriptor, name, 0o700) == 0 else { throw failure(errno) }
    let made: Int32 = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard made >= 0 else { throw failure(errno) }
    return made
  }

  /// How the last part ends.
  func continuation() throws(CordonError) -> BundleContinuation {
    let folder: String = BundleFormat.folder(ofPart: lastPart)
    let source = try BundleFolder(path: path)
    var bytes: [UInt8] = []
    let limit: Int = BundleLimits().manifestBytes
    let answer: BundleAnswer = source.read(BundleFormat.manifestName, ofPart: lastPart) { piece in
      bytes += piece
      return bytes.count <= limit
    }
    if case .unreadable(let gap) = answer {
      throw CordonError(
        gap.isRefused ? .notPermitted : .inputOutput, "The last part of this case cannot be read.",
        location: .init(file: path + "/" + gap.path), cause: gap.detail)
    }
    return try BundleContinuation(
      manifest: bytes, part: lastPart, file: path + "/" + folder + "/" + BundleFormat.manifestName)
  }

  /// Gives a draft its name as a part.
  func publish(_ draft: String, asPart part: Int) throws(CordonError) {
    // A part that is there is not empty, and renaming replaces no folder that is not.
    guard renameat(descriptor, draft, descriptor, BundleFormat.folder(ofPart: part)) == 0 else { throw failure(errno) }
    guard fsync(descriptor) == 0 else { throw failure(errno) }
  }

  private func syncParent() {
    let parent: Int32 = openat(descriptor, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { return }
    _ = fsync(parent)
    close(parent)
  }

  // MARK: System

  static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var written: Int = 0
    while written < bytes.count {
      let count: Int = bytes.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  func failure(_ number: Int32) -> CordonError { CaseFolder.failure(number, path) }

  private static func failure(_ number: Int32, _ path: String) -> CordonError {
    let cause = String(cString: strerror(number))
    let place = CordonError.Location(file: path)
    switch number {
    case ENOENT:
      return CordonError(.inputOutput, "The folder above this case does not exist. Make it first.", location: place)
    case ELOOP, ENOTDIR:
      return CordonError(
        .usage, "A link or a file stands where the folder of the case belongs. Name a folder.", location: place)
    case EACCES, EPERM, EROFS:
      return CordonError(
        .notPermitted, "The evidence may not be written here. Name a folder you may write to.", location: place,
        cause: cause)
    case ENOSPC, EDQUOT:
      return CordonError(
        .inputOutput, "The disk is full, so the evidence was not kept. What was there before is whole.",
        location: place, cause: cause)
    default:
      return CordonError(.inputOutput, "The evidence could not be written.", location: place, cause: cause)
    }
  }
}
