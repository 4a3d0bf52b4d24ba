internal import CordonCollect
package import CordonEvidence
package import CordonModel
internal import Foundation

/// The key of this user or machine that signs evidence: made when it is first needed, in a folder of its owner alone.
package struct EvidenceKeyStore: Sendable {
  /// The folder it is kept in.
  package var place: PrivatePlace
  /// Who owns the folder; the running user.
  private let user: UInt32

  /// The file that stays here.
  package static let secretName = "evidence-key"
  /// The file to hand out.
  package static let sharedName = "evidence-key.pub"
  /// For how long a new key may sign: two years of 365 days.
  package static let validSeconds: Int64 = 2 * 365 * 86_400

  package init(place: PrivatePlace, user: UInt32? = nil) {
    self.place = place
    self.user = user ?? geteuid()
  }

  /// A key, and whether it was made just now.
  package struct Opened: Sendable {
    /// The key.
    package var key: SigningKey
    /// Whether it is new: then somebody should note its fingerprint down.
    package var isNew: Bool
  }

  /// The path of the file to hand out.
  package var sharedPath: String { place.path + "/" + EvidenceKeyStore.sharedName }

  /// Reads the key, or makes one.
  ///
  /// - Throws: ``CordonError``: `configuration` when it has expired; `bad-input` when the file is none of ours;
  ///   `not-permitted`, `input-output`.
  package func open(now: Timestamp) throws(CordonError) -> Opened {
    let folder = try PrivateFolder(place, create: true, user: user)
    if let key = try read(folder) {
      try share(key, folder)
      return Opened(key: try usable(key, now), isNew: false)
    }
    let seed: [UInt8] = EvidenceKeyStore.randomBytes(SigningKey.seedByteCount)
    let end = Timestamp(secondsSinceEpoch: now.secondsSinceEpoch + EvidenceKeyStore.validSeconds)
    guard let key = SigningKey(seed: seed, notBefore: now, notAfter: end) else {
      throw CordonError(.inputOutput, "No key could be made.")
    }
    if try folder.make(EvidenceKeyStore.secretName, KeyFile.secret(seed: seed, signer: key.signer)) {
      try share(key, folder)
      return Opened(key: key, isNew: true)
    }
    // Another run was quicker.
    guard let key = try read(folder) else { throw CordonError(.inputOutput, "The key that signs evidence went away.") }
    return Opened(key: try usable(key, now), isNew: false)
  }

  private func read(_ folder: borrowing PrivateFolder) throws(CordonError) -> SigningKey? {
    let bytes: [UInt8]
    do throws(CordonError) {
      bytes = try folder.read(EvidenceKeyStore.secretName, limit: KeyFile.byteLimit, user: user)
    } catch  where error.code == .notFound {
      return nil
    } catch {
      throw error
    }
    return try KeyFile.readSecret(bytes, file: place.path + "/" + EvidenceKeyStore.secretName)
  }

  /// Puts the file to hand out beside the key, unless it is there: a run may have been ended between the two.
  private func share(_ key: SigningKey, _ folder: borrowing PrivateFolder) throws(CordonError) {
    let bytes: [UInt8] = KeyFile.shared(key.signer)
    let found: [UInt8]? = try? folder.read(EvidenceKeyStore.sharedName, limit: KeyFile.byteLimit, user: user)
    if found != bytes { try folder.replace(EvidenceKeyStore.sharedName, with: bytes) }
  }

  private func usable(_ key: SigningKey, _ now: Timestamp) throws(CordonError) -> SigningKey {
    guard !key.signer.isValid(at: now) else { return key }
    throw CordonError(
      .configuration,
      "The key that signs evidence is valid from \(key.signer.notBefore.text) to \(key.signer.notAfter.text), and now it "
        + "is \(now.text). Check the clock. If the key has expired, keep \(EvidenceKeyStore.sharedName) for old bundles "
        + "and move both files away: the next case makes a new key.",
      location: .init(file: place.path + "/" + EvidenceKeyStore.secretName))
  }

  private static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// What a person means by `--key`: a fingerprint, or the file of a public key.
  ///
  /// - Throws: ``CordonError`` `bad-input` when it is neither.
  package static func trusted(_ word: String) throws(CordonError) -> TrustedKey {
    let digits: String = word.lowercased().replacing("sha256:", with: "").replacing(":", with: "")
    if let digest = Digest(hex: digits), digest.kind == .sha256 { return .fingerprint(digest) }
    return .key(try KeyFile.readShared(try NamedFile.read(word, limit: KeyFile.byteLimit), file: word))
  }
}
