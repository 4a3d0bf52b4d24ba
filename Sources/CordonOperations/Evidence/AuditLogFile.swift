package import CordonEvidence
package import CordonModel
internal import Foundation

/// The log of acts on disk: one file that only grows, in a folder of its owner alone.
package struct AuditLogFile: Sendable {
  /// The folder it is kept in.
  package var place: PrivatePlace
  private let user: UInt32

  /// The name of the file.
  package static let name = "audit.ndjson"
  /// Bytes that are read back.
  package static let byteLimit = 1 << 30

  package init(place: PrivatePlace, user: UInt32? = nil) {
    self.place = place
    self.user = user ?? geteuid()
  }

  /// The path of the file.
  package var path: String { place.path + "/" + AuditLogFile.name }

  /// Adds an act. When this returns it is on the disk.
  ///
  /// - Throws: as for several.
  package func append(_ act: AuditEntry.Act) throws(CordonError) { try append([act]) }

  /// Adds acts, all or none. When this returns they are on the disk.
  ///
  /// What a killed writer left of a line is cut off first; the entry that follows says so in its reason.
  ///
  /// - Throws: ``CordonError``: `bad-input` when the log is not whole: then nothing is added, and whoever acts has to
  ///   know; `temporary`, `not-permitted`, `input-output`.
  package func append(_ acts: [AuditEntry.Act]) throws(CordonError) {
    guard !acts.isEmpty else { return }
    let folder = try PrivateFolder(place, create: true, user: user)
    let flags: Int32 = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let file: Int32 = openat(folder.descriptor, AuditLogFile.name, flags, 0o600)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    try AuditLogFile.lock(file, path)
    var acts: [AuditEntry.Act] = acts
    var chain: AuditChain
    var start: [UInt8] = []
    let bytes: [UInt8] = try folder.read(AuditLogFile.name, limit: AuditLogFile.byteLimit, user: user)
    let reading: AuditChain.Reading = AuditChain.read(bytes)
    if reading.tornBytes > 0 {
      guard ftruncate(file, off_t(reading.wholeBytes)) == 0 else { throw failure() }
      acts[0].why += " (\(reading.tornBytes) bytes of a line that was never finished were cut off before)"
    }
    if reading.lines == 0 {
      start = AuditChain.firstLine(made: acts[0].when)
      chain = AuditChain(count: 0, head: ContentHash.of(start.dropLast()))
    } else {
      if let defect = reading.defects.first {
        throw CordonError(
          .badInput,
          "The log of acts is not whole: \(defect.detail). Nothing is added to it. Move it away to keep it, and "
            + "find out who changed it.", location: .init(file: path, line: defect.line))
      }
      chain = reading.chain
    }
    var lines: [UInt8] = start
    for act in acts { lines += chain.append(act) }
    guard CaseFolder.write(lines, to: file), fsync(file) == 0 else {
      let failure: CordonError = failure()
      // All or none: half of a batch would tell of acts that nobody did.
      if ftruncate(file, off_t(reading.wholeBytes)) == 0 { _ = fsync(file) }
      throw failure
    }
    if reading.lines == 0 { _ = fsync(folder.descriptor) }
  }

  /// Reads the log to its end.
  ///
  /// - Throws: ``CordonError`` `not-found` when there is none; `not-permitted`, `input-output`.
  package func read(take: (AuditEntry) -> Void = { _ in }) throws(CordonError) -> AuditChain.Reading {
    let folder = try PrivateFolder(place, create: false, user: user)
    return AuditChain.read(
      try folder.read(AuditLogFile.name, limit: AuditLogFile.byteLimit, user: user), take: take)
  }

  /// Waits for others for some seconds, and not for ever: whoever acts holds more than this.
  private static func lock(_ file: Int32, _ path: String) throws(CordonError) {
    for _ in 0..<200 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EINTR || errno == EWOULDBLOCK else { break }
      poll(nil, 0, 50)
    }
    throw CordonError(
      .temporary, "Another command holds the log of acts. Try again when it has ended.", location: .init(file: path))
  }

  private func failure() -> CordonError {
    let number: Int32 = errno
    let isDenied: Bool = number == EACCES || number == EPERM || number == EROFS || number == ELOOP
    return CordonError(
      isDenied ? .notPermitted : .inputOutput, "The log of acts could not be written.", location: .init(file: path),
      cause: String(cString: strerror(number)))
  }
}
