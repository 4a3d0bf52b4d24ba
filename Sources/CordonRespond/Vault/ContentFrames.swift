internal import CordonModel
internal import Crypto
internal import Foundation

/// One piece of content in the vault.
///
/// The number of the frame is its nonce, under a key that seals this content alone, and the place, the length and whether
/// it is the last are authenticated with it: frames cannot be changed, left out, repeated, exchanged or cut off.
struct FrameHead: Sendable {
  var offset: UInt64
  var length: UInt32
  var isLast: Bool

  init(offset: UInt64, length: UInt32, isLast: Bool) {
    self.offset = offset
    self.length = length
    self.isLast = isLast
  }

  init(bytes: [UInt8]) throws(RespondFailure) {
    var reader = RecordFieldReader(bytes)
    offset = try reader.number()
    length = try reader.number()
    switch try reader.number(UInt32.self) {
    case 0: isLast = false
    case 1: isLast = true
    default: throw RecordFieldReader.damaged
    }
    guard length <= UInt32(VaultFormat.frameSize), offset <= UInt64(Int64.max) - UInt64(length) else {
      throw RecordFieldReader.damaged
    }
  }

  var bytes: [UInt8] {
    var writer = RecordFieldWriter()
    writer.number(offset)
    writer.number(length)
    writer.number(UInt32(isLast ? 1 : 0))
    return writer.bytes
  }
}

/// Seals and opens the frames of one content.
struct FrameCipher {
  private let key: SymmetricKey
  private let id: QuarantineID

  init(key: [UInt8], id: QuarantineID) {
    self.key = SymmetricKey(data: key)
    self.id = id
  }

  private func nonce(_ number: UInt64) throws -> AES.GCM.Nonce {
    var writer = RecordFieldWriter()
    writer.number(UInt32(0))
    writer.number(number)
    return try AES.GCM.Nonce(data: writer.bytes)
  }

  /// Sealed bytes and tag.
  func seal(_ content: UnsafeRawBufferPointer, number: UInt64, _ head: FrameHead) throws(RespondFailure) -> Data {
    do {
      let box: AES.GCM.SealedBox = unsafe try AES.GCM.seal(
        content, using: key, nonce: nonce(number), authenticating: VaultFormat.head([], id) + head.bytes)
      guard let combined = box.combined else { throw RespondFailure(.systemError, "sealing failed") }
      return combined.dropFirst(12)
    } catch {
      throw RespondFailure(.systemError, "sealing failed")
    }
  }

  func open(_ sealed: UnsafeRawBufferPointer, number: UInt64, _ head: FrameHead) throws(RespondFailure) -> Data {
    do {
      let border: Int = sealed.count - VaultFormat.tagSize
      let box: AES.GCM.SealedBox = unsafe try AES.GCM.SealedBox(
        nonce: nonce(number), ciphertext: UnsafeRawBufferPointer(rebasing: sealed[..<border]),
        tag: UnsafeRawBufferPointer(rebasing: sealed[border...]))
      return try AES.GCM.open(box, using: key, authenticating: VaultFormat.head([], id) + head.bytes)
    } catch {
      throw RespondFailure(.damagedItem, "the content is damaged")
    }
  }
}

/// The digest of a content with holes, made piece by piece.
struct ContentDigest {
  private var hasher = SHA256()
  private var position: UInt64 = 0
  private var holes: UInt64 = 0
  private let holeLimit: UInt64
  private static let zeros: [UInt8] = Array(repeating: 0, count: VaultFormat.frameSize)

  init(holeLimit: UInt64) { self.holeLimit = holeLimit }

  /// Reads NUL up to `offset`.
  mutating func skip(to offset: UInt64) {
    guard offset > position else { return }
    holes += offset - position
    guard holes <= holeLimit else { return position = offset }
    while position < offset {
      let count: Int = Int(min(offset - position, UInt64(ContentDigest.zeros.count)))
      unsafe ContentDigest.zeros.withUnsafeBytes { unsafe hasher.update(bufferPointer: .init(rebasing: $0[..<count])) }
      position += UInt64(count)
    }
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) {
    skip(to: offset)
    if holes <= holeLimit { unsafe hasher.update(bufferPointer: bytes) }
    position += UInt64(bytes.count)
  }

  /// - Returns: `nil` when the holes were beyond the limit.
  mutating func finish(size: UInt64) -> CordonModel.Digest? {
    skip(to: size)
    return holes <= holeLimit ? CordonModel.Digest(.sha256, bytes: Array(hasher.finalize())) : nil
  }
}
