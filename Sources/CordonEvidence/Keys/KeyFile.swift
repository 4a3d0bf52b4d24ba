package import CordonModel

/// The two files of a key: one line each, in the spelling of a manifest (`Documentation/EvidenceBundle.md`).
package enum KeyFile {
  /// Bytes either file may have.
  package static let byteLimit = 4_096
  private static let secretFormat = "cordon-signing-key"
  private static let publicFormat = "cordon-public-key"

  /// The file that stays with its owner.
  ///
  /// - Parameter seed: what the key was made of.
  package static func secret(seed: [UInt8], signer: SignerKey) -> [UInt8] {
    var line = CanonicalLine()
    line.member("format", secretFormat)
    line.member("notAfter", signer.notAfter.text)
    line.member("notBefore", signer.notBefore.text)
    line.member("seed", HexText.text(seed))
    line.member("version", BundleFormat.version)
    return line.closed() + [0x0A]
  }

  /// The file to hand out.
  package static func shared(_ signer: SignerKey) -> [UInt8] {
    var line = CanonicalLine()
    line.member("format", publicFormat)
    line.member("key", HexText.text(signer.publicKey))
    line.member("notAfter", signer.notAfter.text)
    line.member("notBefore", signer.notBefore.text)
    line.member("version", BundleFormat.version)
    return line.closed() + [0x0A]
  }

  /// Reads the file that stays with its owner.
  ///
  /// - Throws: ``CordonError`` `bad-input` that says what was expected.
  package static func readSecret(_ bytes: [UInt8], file: String) throws(CordonError) -> SigningKey {
    do throws(CanonicalLineReader.Fault) {
      var line: CanonicalLineReader = try opened(bytes, format: secretFormat)
      let notAfter: Timestamp = try line.moment("notAfter")
      let notBefore: Timestamp = try line.moment("notBefore")
      let seed: [UInt8] = try line.hex("seed", bytes: SigningKey.seedByteCount)
      try close(&line)
      guard let key = SigningKey(seed: seed, notBefore: notBefore, notAfter: notAfter) else {
        throw line.fault("a seed of 32 bytes")
      }
      return key
    } catch {
      throw CordonError(
        .badInput,
        "This is no key that signs evidence (\(error.text)). Put the right file back, or move this one away: "
          + "the next case makes a new key.", location: .init(file: file))
    }
  }

  /// Reads the file that was handed out.
  ///
  /// - Throws: ``CordonError`` `bad-input` that says what was expected.
  package static func readShared(_ bytes: [UInt8], file: String) throws(CordonError) -> SignerKey {
    do throws(CanonicalLineReader.Fault) {
      var line: CanonicalLineReader = try opened(bytes, format: publicFormat)
      let key: [UInt8] = try line.hex("key", bytes: SignerKey.byteCount)
      let notAfter: Timestamp = try line.moment("notAfter")
      let notBefore: Timestamp = try line.moment("notBefore")
      try close(&line)
      return SignerKey(publicKey: key, notBefore: notBefore, notAfter: notAfter)
    } catch {
      throw CordonError(
        .badInput,
        "This is no public key of Cordon (\(error.text)). Name the file evidence-key.pub of the signer, or its "
          + "fingerprint of 64 hex digits.", location: .init(file: file))
    }
  }

  private static func opened(
    _ bytes: [UInt8], format: String
  ) throws(CanonicalLineReader.Fault) -> CanonicalLineReader {
    guard bytes.count <= byteLimit, bytes.last == 0x0A else {
      throw CanonicalLineReader.Fault(expected: "one line with a line feed", column: 1)
    }
    var line: CanonicalLineReader = try CanonicalLineReader(bytes.dropLast())
    guard try line.text("format") == format else { throw line.fault("the format '\(format)'") }
    return line
  }

  private static func close(_ line: inout CanonicalLineReader) throws(CanonicalLineReader.Fault) {
    guard try line.number("version") == BundleFormat.version else { throw line.fault("version 1") }
    try line.finish()
  }
}
