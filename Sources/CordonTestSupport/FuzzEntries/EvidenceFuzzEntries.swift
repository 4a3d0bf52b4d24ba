internal import CordonEvidence
internal import CordonModel

extension FuzzEntry {
  /// The manifest of a foreign bundle, verified as if its items were empty files.
  package static let evidenceManifest = FuzzEntry(name: "evidence-manifest") { bytes in
    var source = LoneManifest(bytes: bytes)
    let key = TrustedKey.key(
      SignerKey(
        publicKey: [UInt8](repeating: 1, count: 32), notBefore: Timestamp(secondsSinceEpoch: 0),
        notAfter: Timestamp(secondsSinceEpoch: 0)))
    let verdict: BundleVerdict = BundleVerifier(keys: [key]).verify(&source)
    precondition(verdict.state == .manipulated, "a manifest by nobody is called genuine")
    _ = try? BundleContinuation(manifest: bytes, part: 1, file: "fuzz")
  }

  /// A public or secret key that somebody names.
  package static let evidenceKey = FuzzEntry(name: "evidence-key") { bytes in
    _ = try? KeyFile.readSecret(bytes, file: "fuzz")
    guard let signer = try? KeyFile.readShared(bytes, file: "fuzz") else { return }
    precondition(KeyFile.shared(signer) == bytes, "a key has two spellings")
  }

  /// The log of acts: what was read to its end can be gone on with.
  package static let auditLog = FuzzEntry(name: "audit-log") { bytes in
    var reading: AuditChain.Reading = AuditChain.read(bytes)
    guard reading.defects.isEmpty, reading.tornBytes == 0 else { return }
    let act = AuditEntry.Act(who: "a", what: "b", place: "c", why: "d", when: Timestamp(secondsSinceEpoch: 0))
    precondition(AuditChain.read(bytes + reading.chain.append(act)).defects.isEmpty, "the next act breaks the chain")
  }
}

/// A bundle of one part with this manifest and no content.
private struct LoneManifest: BundleSource {
  let bytes: [UInt8]

  mutating func names(ofPart part: Int?) -> BundleListing {
    .names([part == nil ? BundleFormat.folder(ofPart: 1) : BundleFormat.manifestName])
  }

  mutating func read(_ name: String, ofPart part: Int, take: (ArraySlice<UInt8>) -> Bool) -> BundleAnswer {
    precondition(BundleFormat.fault(ofFile: name) == nil || name == BundleFormat.manifestName, "opens a strange name")
    if name == BundleFormat.manifestName { _ = take(bytes[...]) }
    return .read
  }
}
