package import CordonModel

/// How the content of an item is sealed.
struct ContentSeal: Sendable, Hashable {
  /// 32 bytes, drawn for this item alone. Whoever loses it loses the content.
  var key: [UInt8]
  /// Frames that were written.
  var frames: UInt64
  /// The byte behind the last frame.
  var end: UInt64
}

/// A record as it lies in the vault, and the key of the content while there is one.
package struct VaultEntry: Sendable, Hashable {
  package var item: VaultItem
  var seal: ContentSeal?

  init(item: VaultItem, seal: ContentSeal?) {
    self.item = item
    self.seal = seal
  }

  /// The entry as bytes; ``init(bytes:)`` reads exactly these.
  package var bytes: [UInt8] {
    var writer = RecordFieldWriter()
    writer.number(UInt32(VaultFormat.version))
    VaultEntry.write(item.record, to: &writer)
    writer.number(UInt8(VaultItem.Standing.allCases.firstIndex(of: item.standing) ?? 0))
    writer.optional(item.endedAt) { writer, time in writer.number(time.secondsSinceEpoch) }
    writer.optional(item.endCause) { writer, cause in VaultEntry.write(cause, to: &writer) }
    writer.optional(seal) { writer, seal in
      writer.blob(seal.key)
      writer.number(seal.frames)
      writer.number(seal.end)
    }
    return writer.bytes
  }

  /// - Throws: ``RespondFailure`` `damaged-item`.
  package init(bytes: [UInt8]) throws(RespondFailure) {
    var reader = RecordFieldReader(bytes)
    let version: UInt32 = try reader.number()
    guard version == VaultFormat.version else {
      throw RespondFailure(.damagedItem, "the record has version \(version); this Cordon reads \(VaultFormat.version)")
    }
    let record: QuarantineRecord = try VaultEntry.record(&reader, version: Int(version))
    let standing: Int = Int(try reader.number(UInt8.self))
    guard VaultItem.Standing.allCases.indices.contains(standing) else { throw RecordFieldReader.damaged }
    item = VaultItem(record: record, standing: VaultItem.Standing.allCases[standing])
    item.endedAt = try reader.optional { (reader) throws(RespondFailure) in
      Timestamp(secondsSinceEpoch: try reader.number())
    }
    item.endCause = try reader.optional { (reader) throws(RespondFailure) in try VaultEntry.cause(&reader) }
    seal = try reader.optional { (reader) throws(RespondFailure) in
      let key: [UInt8] = try reader.blob()
      guard key.count == 32 else { throw RecordFieldReader.damaged }
      return ContentSeal(key: key, frames: try reader.number(), end: try reader.number())
    }
    guard reader.isAtEnd else { throw RecordFieldReader.damaged }
  }
}

extension VaultEntry {
  private static func write(_ record: QuarantineRecord, to writer: inout RecordFieldWriter) {
    writer.number(record.id.value)
    writer.blob(record.path)
    write(record.state, to: &writer)
    writer.optional(record.sha256) { writer, digest in writer.blob(digest.bytes) }
    writer.optional(record.package) { writer, name in writer.text(name) }
    write(record.cause, to: &writer)
    writer.number(record.takenAt.secondsSinceEpoch)
  }

  private static func write(_ state: FileState, to writer: inout RecordFieldWriter) {
    for number in [state.device, state.inode, state.size] { writer.number(number) }
    for number in [state.mode, state.owner, state.group, state.flags, state.links] { writer.number(number) }
    for time in [state.accessed, state.modified, state.changed] { writer.time(time) }
    writer.optional(state.born) { writer, time in writer.time(time) }
    writer.list(state.attributes) { writer, attribute in
      writer.blob(attribute.name)
      writer.blob(attribute.value)
    }
    writer.list(state.unreadAttributes) { writer, name in writer.blob(name) }
    writer.list(state.otherNames) { writer, name in writer.blob(name) }
  }

  private static func write(_ cause: ResponseCause, to writer: inout RecordFieldWriter) {
    writer.text(cause.reason)
    writer.optional(cause.advisory) { writer, advisory in writer.text(advisory) }
    writer.text(cause.operatorName)
  }

  private static func record(
    _ reader: inout RecordFieldReader, version: Int
  ) throws(RespondFailure) -> QuarantineRecord {
    let id = QuarantineID(try reader.number())
    let path: [UInt8] = try reader.blob()
    guard path.first == 0x2F, !path.contains(0) else { throw RecordFieldReader.damaged }
    let state: FileState = try state(&reader)
    let digest: Digest? = try reader.optional { (reader) throws(RespondFailure) in
      guard let digest = Digest(.sha256, bytes: try reader.blob()) else { throw RecordFieldReader.damaged }
      return digest
    }
    let package: String? = try reader.optional { (reader) throws(RespondFailure) in try reader.text() }
    let cause: ResponseCause = try cause(&reader)
    return QuarantineRecord(
      id: id, path: path, state: state, sha256: digest, package: package, cause: cause,
      takenAt: Timestamp(secondsSinceEpoch: try reader.number()), formatVersion: version)
  }

  private static func state(_ reader: inout RecordFieldReader) throws(RespondFailure) -> FileState {
    let device: UInt64 = try reader.number()
    let inode: UInt64 = try reader.number()
    let size: UInt64 = try reader.number()
    guard size <= UInt64(Int64.max) else { throw RecordFieldReader.damaged }
    var words: [UInt32] = []
    for _ in 0..<5 { words.append(try reader.number()) }
    var state = FileState(
      device: device, inode: inode, size: size, mode: words[0], owner: words[1], group: words[2],
      accessed: try reader.time(), modified: try reader.time(), changed: try reader.time(), flags: words[3],
      links: words[4])
    state.born = try reader.optional { (reader) throws(RespondFailure) in try reader.time() }
    state.attributes = try reader.list { (reader) throws(RespondFailure) in
      ExtendedAttribute(name: try reader.blob(), value: try reader.blob())
    }
    state.unreadAttributes = try reader.list { (reader) throws(RespondFailure) in try reader.blob() }
    state.otherNames = try reader.list { (reader) throws(RespondFailure) in try reader.blob() }
    return state
  }

  private static func cause(_ reader: inout RecordFieldReader) throws(RespondFailure) -> ResponseCause {
    let reason: String = try reader.text()
    let advisory: String? = try reader.optional { (reader) throws(RespondFailure) in try reader.text() }
    return ResponseCause(reason: reason, advisory: advisory, operatorName: try reader.text())
  }
}
