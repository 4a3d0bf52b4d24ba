internal import CFileState
internal import CordonModel
internal import Foundation

/// An item of the vault, open.
struct ItemReader {
  let file: OpenFile
  let entry: VaultEntry

  var record: QuarantineRecord { entry.item.record }

  /// Opens an item, or a draft that is whole.
  ///
  /// - Throws: ``RespondFailure`` `damaged-item`, `unknown-item`.
  init(_ name: EntryName, id: QuarantineID, in folder: OpenFile, key: VaultKey) throws(RespondFailure) {
    let flags: Int32 = O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    let file = try OpenFile(result: unsafe name.use { unsafe cordon_state_open(folder.number, $0, flags) })
    try self.init(file, id: id, key: key)
  }

  init(_ file: OpenFile, id: QuarantineID, key: VaultKey) throws(RespondFailure) {
    self.file = file
    let head: [UInt8] = VaultFormat.head(VaultFormat.itemMark, id)
    let size: UInt64 = try file.facts().size
    let least: Int = VaultFormat.headSize + VaultFormat.tailSize
    guard size >= UInt64(least), size <= UInt64(Int64.max) else {
      throw RespondFailure(.damagedItem, "the item is cut")
    }
    guard try file.bytes(VaultFormat.headSize, at: 0) == head else {
      throw RespondFailure(.damagedItem, "not an item of this name and version")
    }
    let tail: [UInt8] = try file.bytes(VaultFormat.tailSize, at: Int64(size) - Int64(VaultFormat.tailSize))
    var reader = RecordFieldReader(tail)
    let length: UInt32 = try reader.number()
    guard tail[4...].elementsEqual(VaultFormat.tailMark), length <= UInt32(VaultFormat.recordLimit),
      UInt64(length) <= size - UInt64(least)
    else { throw RespondFailure(.damagedItem, "the item is cut") }
    let start: UInt64 = size - UInt64(VaultFormat.tailSize) - UInt64(length)
    let sealed: [UInt8] = try file.bytes(Int(length), at: Int64(start))
    entry = try VaultEntry(bytes: try key.open(sealed, about: head))
    guard entry.item.record.id == id, let seal = entry.seal, seal.end == start else {
      throw RespondFailure(.damagedItem, "the record belongs to another content")
    }
  }

  /// Hands over every frame in order, each authenticated.
  ///
  /// - Throws: ``RespondFailure`` `damaged-item`; what was handed over before is genuine, but not all there is.
  func frames(
    _ take: (UnsafeRawBufferPointer, UInt64) throws(RespondFailure) -> Void
  ) throws(RespondFailure) {
    guard let seal = entry.seal else { throw RespondFailure(.pastItem) }
    let cipher = FrameCipher(key: seal.key, id: record.id)
    let buffer = FrameBuffer(size: VaultFormat.frameSize + VaultFormat.tagSize)
    var position: UInt64 = UInt64(VaultFormat.headSize)
    var reached: UInt64 = 0
    var isClosed = false
    for number in 0..<seal.frames {
      let head = try FrameHead(bytes: try file.bytes(VaultFormat.frameHeadSize, at: Int64(position)))
      guard !isClosed, head.offset >= reached, head.offset + UInt64(head.length) <= record.state.size else {
        throw RespondFailure(.damagedItem, "the content is damaged")
      }
      position += UInt64(VaultFormat.frameHeadSize)
      let sealedSize: Int = Int(head.length) + VaultFormat.tagSize
      let sealed = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<sealedSize])
      guard unsafe try file.read(into: sealed, at: Int64(position)) == sealedSize else {
        throw RespondFailure(.damagedItem, "the content is cut")
      }
      let content: Data = unsafe try cipher.open(UnsafeRawBufferPointer(sealed), number: number, head)
      position += UInt64(sealedSize)
      reached = head.offset + UInt64(head.length)
      isClosed = head.isLast
      unsafe try ItemReader.lend(content, at: head.offset, to: take)
    }
    guard isClosed, position == seal.end else { throw RespondFailure(.damagedItem, "the content is cut") }
  }

  private static func lend(
    _ content: Data, at offset: UInt64, to take: (UnsafeRawBufferPointer, UInt64) throws(RespondFailure) -> Void
  ) throws(RespondFailure) {
    var failure: RespondFailure?
    unsafe content.withUnsafeBytes { buffer in
      do throws(RespondFailure) { unsafe try take(buffer, offset) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Reads everything back. The tags vouch for each byte, so nothing is hashed a second time.
  func verify() throws(RespondFailure) { unsafe try frames { (_, _) throws(RespondFailure) in } }

  /// Writes the content into a new file, hole for hole, and holds it against its digest.
  func write(
    to target: OpenFile, limits: VaultLimits, during: () throws(RespondFailure) -> Void = {}
  ) throws(RespondFailure) {
    var digest = ContentDigest(holeLimit: limits.hashedHoles)
    unsafe try frames { (bytes, offset) throws(RespondFailure) in
      unsafe digest.add(bytes, at: offset)
      unsafe try target.write(bytes, at: Int64(offset))
      try during()
    }
    guard ftruncate(target.number, Int(record.state.size)) == 0 else { throw RespondFailure(number: errno, "size") }
    let found: CordonModel.Digest? = digest.finish(size: record.state.size)
    guard record.sha256 == nil || found == nil || found == record.sha256 else {
      throw RespondFailure(.damagedItem, "the digest differs")
    }
  }
}
