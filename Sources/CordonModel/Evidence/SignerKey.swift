/// The public half of a key that signs evidence, and the time in which it may.
package struct SignerKey: Sendable, Hashable {
  /// Ed25519 (RFC 8032), ``byteCount`` bytes.
  package var publicKey: [UInt8]
  /// What is signed before it does not count.
  package var notBefore: Timestamp
  /// What is signed after it does not count.
  package var notAfter: Timestamp

  /// Bytes of a public key.
  package static let byteCount = 32

  package init(publicKey: [UInt8], notBefore: Timestamp, notAfter: Timestamp) {
    self.publicKey = publicKey
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  /// SHA-256 of the public key: what people compare, as 64 hex digits.
  package var fingerprint: Digest? {
    var sum = SHA256Sum()
    sum.update(publicKey)
    return Digest(.sha256, bytes: sum.digest())
  }

  /// Whether something signed at this time counts.
  package func isValid(at time: Timestamp) -> Bool { notBefore <= time && time <= notAfter }
}

/// A key that somebody vouches for.
package enum TrustedKey: Sendable, Hashable {
  /// By its fingerprint; its validity is what the signed bundle says.
  case fingerprint(Digest)
  /// With its validity, which then holds as well as what the bundle says.
  case key(SignerKey)

  /// What people compare.
  package var fingerprint: Digest? {
    switch self {
    case .fingerprint(let digest): digest
    case .key(let key): key.fingerprint
    }
  }
}
