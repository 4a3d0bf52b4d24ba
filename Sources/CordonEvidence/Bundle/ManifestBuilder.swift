package import CordonModel

/// Writes the manifest of one part, line by line: the only way in which the chain grows.
package struct ManifestBuilder: Sendable {
  /// The lines so far.
  package private(set) var bytes: [UInt8] = []
  private let head: EvidenceManifest.Head
  private let key: SigningKey
  private var previous: Digest
  private var items: Int = 0
  private var files: Set<String> = []

  /// What is known of an item before it stands in the chain.
  package struct Draft: Sendable, Hashable {
    /// What it is evidence of.
    package var type: EvidenceType
    /// When it was collected.
    package var time: Timestamp
    /// The name of its file.
    package var file: String
    /// Bytes of it.
    package var size: Int
    /// SHA-256 of it.
    package var sha256: Digest

    package init(type: EvidenceType, time: Timestamp, file: String, size: Int, sha256: Digest) {
      self.type = type
      self.time = time
      self.file = file
      self.size = size
      self.sha256 = sha256
    }
  }

  /// Begins a part.
  ///
  /// - Parameters:
  ///   - bundle: 32 hex digits, the same for all parts of a bundle.
  ///   - part: from 1 on.
  ///   - previous: the sum of the last line of the part before; ``ContentHash/zero`` for the first.
  package init(
    bundle: String, part: Int, previous: Digest, made: Timestamp, collector: String, key: SigningKey
  ) {
    head = EvidenceManifest.Head(
      version: BundleFormat.version, bundle: bundle, part: part, made: made, collector: collector, signer: key.signer,
      previous: previous)
    self.key = key
    let line: [UInt8] = ManifestLines.bytes(of: head)
    self.previous = ContentHash.of(line[...])
    bytes = line + [0x0A]
  }

  /// Adds an item to the chain.
  ///
  /// - Throws: ``CordonError`` `bad-input` for a name no bundle has, or one that is taken.
  package mutating func add(_ draft: Draft) throws(CordonError) -> EvidenceItem {
    guard BundleFormat.fault(ofFile: draft.file) == nil, files.insert(draft.file).inserted else {
      throw CordonError(
        .badInput, "An item of evidence cannot have this name: 1 to 100 of a-z A-Z 0-9 . _ -, each only once.",
        location: .init(file: PrintablePath.text(draft.file.utf8)))
    }
    items += 1
    let item = EvidenceItem(
      id: EvidenceItem.id(part: head.part, place: items), type: draft.type, time: draft.time,
      collector: head.collector, file: draft.file, size: draft.size, sha256: draft.sha256, previous: previous)
    append(ManifestLines.bytes(of: item))
    return item
  }

  /// Signs what was added and ends the manifest.
  ///
  /// - Returns: the whole manifest, and the sum of its last line, on which a next part follows.
  /// - Throws: ``CordonError`` `configuration` when the key is not valid at that time.
  package consuming func sealed(at now: Timestamp) throws(CordonError) -> (bytes: [UInt8], head: Digest) {
    // A clock that was set back meanwhile signs nothing before it was begun.
    let time: Timestamp = max(now, head.made)
    guard key.signer.isValid(at: time) else {
      throw CordonError(
        .configuration,
        "The key that signs evidence is valid from \(key.signer.notBefore.text) to "
          + "\(key.signer.notAfter.text), and now it is \(time.text). Check the clock, or make a new key.")
    }
    var seal = EvidenceManifest.Seal(items: items, signed: time, previous: previous, signature: [])
    seal.signature = try key.signature(of: ManifestLines.message(of: seal))
    append(ManifestLines.bytes(of: seal))
    return (bytes, previous)
  }

  private mutating func append(_ line: [UInt8]) {
    previous = ContentHash.of(line[...])
    bytes += line
    bytes.append(0x0A)
  }
}
