/// The signed list of one part of a bundle. Its bytes are described in `Documentation/EvidenceBundle.md`.
package struct EvidenceManifest: Sendable, Hashable {
  /// What holds for all of it.
  package var head: Head
  /// In the order in which they were collected.
  package var items: [EvidenceItem]
  /// The signature, and when it was made.
  package var seal: Seal

  /// The first line.
  package struct Head: Sendable, Hashable {
    /// The version of the format.
    package var version: Int
    /// Tells one bundle from another: 32 hex digits, the same in all its parts.
    package var bundle: String
    /// 1 for the first part; each later one follows on the one before it.
    package var part: Int
    /// When collecting began.
    package var made: Timestamp
    /// The program that wrote the part.
    package var collector: String
    /// Who signed it.
    package var signer: SignerKey
    /// SHA-256 of the last line of the part before; 32 zero bytes in the first part.
    package var previous: Digest

    package init(
      version: Int, bundle: String, part: Int, made: Timestamp, collector: String, signer: SignerKey, previous: Digest
    ) {
      self.version = version
      self.bundle = bundle
      self.part = part
      self.made = made
      self.collector = collector
      self.signer = signer
      self.previous = previous
    }
  }

  /// The last line.
  package struct Seal: Sendable, Hashable {
    /// How many items stand before it.
    package var items: Int
    /// When it was signed; the validity of the key is judged at this time.
    package var signed: Timestamp
    /// SHA-256 of the line before.
    package var previous: Digest
    /// Ed25519 (RFC 8032), 64 bytes.
    package var signature: [UInt8]

    package init(items: Int, signed: Timestamp, previous: Digest, signature: [UInt8]) {
      self.items = items
      self.signed = signed
      self.previous = previous
      self.signature = signature
    }
  }

  package init(head: Head, items: [EvidenceItem], seal: Seal) {
    self.head = head
    self.items = items
    self.seal = seal
  }
}
