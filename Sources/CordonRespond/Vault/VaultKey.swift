internal import CFileState
internal import CordonModel
internal import Crypto
internal import Foundation

/// The key of one vault. It seals records and journals; each content has a key of its own inside its record.
struct VaultKey: Sendable {
  private let key: SymmetricKey

  init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

  /// A new key of 32 random bytes.
  static func random() -> [UInt8] {
    unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Array($0) }
  }

  /// Nonce, sealed bytes and tag. `about` is not hidden, but cannot be exchanged.
  func seal(_ bytes: [UInt8], about: [UInt8]) throws(RespondFailure) -> [UInt8] {
    do {
      guard let combined = try AES.GCM.seal(bytes, using: key, authenticating: about).combined else {
        throw RespondFailure(.systemError, "sealing failed")
      }
      return Array(combined)
    } catch {
      throw RespondFailure(.systemError, "sealing failed")
    }
  }

  /// - Throws: ``RespondFailure`` `damaged-item` when a bit differs, or another key made it.
  func open(_ bytes: [UInt8], about: [UInt8]) throws(RespondFailure) -> [UInt8] {
    do {
      return Array(try AES.GCM.open(try AES.GCM.SealedBox(combined: bytes), using: key, authenticating: about))
    } catch {
      throw RespondFailure(.damagedItem, "changed, or sealed with the key of another vault")
    }
  }
}

extension VaultKey {
  private static let fileSize = 8 + 32 + 8

  /// The key of the vault in `folder`.
  ///
  /// - Parameter creates: whether one is made where there is none. With items in the folder none is: it could not open them.
  /// - Returns: `nil` when there is none.
  static func load(from folder: OpenFile, creates: Bool) throws(RespondFailure) -> VaultKey? {
    do throws(RespondFailure) {
      return try read(from: folder)
    } catch  where error.number == ENOENT {
      guard creates else { return nil }
    } catch {
      throw error
    }
    let bytes: [UInt8] = random()
    let draft = EntryName("key.draft")
    _ = unsafe draft.use { unsafe unlinkat(folder.number, $0, 0) }
    let file = try OpenFile(result: unsafe draft.use { unsafe cordon_state_create(folder.number, $0) }, "the key")
    try file.write(VaultFormat.keyMark + bytes + check(of: bytes), at: 0)
    try file.sync()
    let moved: Int32 = unsafe draft.use { from in
      unsafe VaultFormat.keyName.use { to in unsafe cordon_state_move(folder.number, from, folder.number, to) }
    }
    guard moved == 0 else { throw RespondFailure(number: 0 &- moved, "the key") }
    try folder.sync()
    return VaultKey(bytes)
  }

  private static func read(from folder: OpenFile) throws(RespondFailure) -> VaultKey {
    let flags: Int32 = O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    let file = try OpenFile(
      result: unsafe VaultFormat.keyName.use { unsafe cordon_state_open(folder.number, $0, flags) }, "the key")
    let figures: FileFigures = try file.facts()
    guard figures.isRegular, figures.owner == geteuid(), figures.mode & 0o077 == 0 else {
      throw RespondFailure(.notPermitted, "the key belongs to another user, or others may read it")
    }
    guard figures.size == UInt64(fileSize) else { throw foreign }
    let bytes: [UInt8] = try file.bytes(fileSize, at: 0)
    let key: [UInt8] = Array(bytes[8..<40])
    guard bytes.starts(with: VaultFormat.keyMark), bytes[40...].elementsEqual(check(of: key)) else { throw foreign }
    return VaultKey(key)
  }

  private static let foreign = RespondFailure(.damagedItem, "the key is cut or damaged")

  /// Tells a damaged key from items of another vault.
  private static func check(of key: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: VaultFormat.keyMark + key).prefix(8))
  }
}
