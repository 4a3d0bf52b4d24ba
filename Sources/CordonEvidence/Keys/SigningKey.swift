package import CordonModel
internal import Crypto
internal import Foundation

/// A key that signs evidence: Ed25519 (RFC 8032). Where it comes from and where it is kept is not its business.
package struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey
  /// The public half and the time in which it may sign.
  package let signer: SignerKey

  /// Bytes of a seed.
  package static let seedByteCount = 32

  /// - Parameter seed: ``seedByteCount`` random bytes; the key follows from them.
  /// - Returns: `nil` for another number of bytes.
  package init?(seed: [UInt8], notBefore: Timestamp, notAfter: Timestamp) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
    self.key = key
    signer = SignerKey(publicKey: Array(key.publicKey.rawRepresentation), notBefore: notBefore, notAfter: notAfter)
  }

  /// Signs a message of ours; only this target says what is signed.
  ///
  /// - Throws: ``CordonError`` `input-output` when the library refuses.
  func signature(of message: [UInt8]) throws(CordonError) -> [UInt8] {
    do {
      return Array(try key.signature(for: message))
    } catch {
      throw CordonError(.inputOutput, "The evidence could not be signed.", cause: "\(error)")
    }
  }
}

extension SignerKey {
  /// Whether a signature over a message is this key's.
  func signed(_ message: [UInt8], signature: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(signature, for: message)
  }
}
