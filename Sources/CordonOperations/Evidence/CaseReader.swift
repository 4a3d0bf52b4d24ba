internal import CordonEvidence
internal import CordonIntel
package import CordonModel
package import CordonReport

/// Reads a bundle for its report: verifies it first, then takes checks and advisories out of it.
package struct CaseReader {
  /// Keys that somebody vouches for.
  package var keys: [TrustedKey]

  /// Bytes an item may have that is read into memory.
  package static let itemLimit = 256 << 20

  package init(keys: [TrustedKey] = []) { self.keys = keys }

  /// Everything a report is made of. Of a bundle in which something is wrong only the verdict is given.
  ///
  /// - Throws: ``CordonError``: `bad-input` when there is no such folder, or when a genuine item cannot be read because
  ///   a newer Cordon wrote it; `not-permitted`, `input-output`.
  package func read(_ path: String) throws(CordonError) -> CaseContents {
    var source = try BundleFolder(path: path)
    var manifests: [EvidenceManifest] = []
    let verdict: BundleVerdict = BundleVerifier(keys: keys).verify(&source) { manifests.append($0) }
    var contents = CaseContents(
      verdict: verdict, place: path, items: manifests.flatMap(\.items), checks: [], advisories: [])
    guard verdict.state != .manipulated else { return contents }
    for manifest in manifests {
      for item in manifest.items where item.type == .checkResult {
        let report: CheckReport = try CheckJSON.decode(
          try bytes(of: item, part: manifest.head.part, path, &source), file: item.id + " " + item.file)
        contents.checks.append(
          CaseContents.Check(part: manifest.head.part, item: item.id, report: report, packs: [:]))
      }
    }
    guard let last = contents.checks.indices.last,
      let manifest = manifests.first(where: { $0.head.part == contents.checks[last].part })
    else { return contents }
    let asked: Set<AdvisoryReference> = Set(contents.checks[last].report.results.map(\.assessment.advisory))
    for item in manifest.items where item.type == .advisory {
      let pack: [UInt8] = try bytes(of: item, part: manifest.head.part, path, &source)
      guard let advisory = PackReader.read(pack, file: item.file).advisory,
        asked.contains(AdvisoryReference(id: advisory.id, revision: advisory.revision))
      else { continue }
      contents.advisories.append(advisory)
      contents.checks[last].packs[advisory.id] = item.id
    }
    return contents
  }

  /// The bytes of an item, held against its sum once more: what is told is what was verified.
  private func bytes(
    of item: EvidenceItem, part: Int, _ path: String, _ source: inout BundleFolder
  ) throws(CordonError) -> [UInt8] {
    let place = CordonError.Location(file: path + "/" + BundleFormat.folder(ofPart: part) + "/" + item.file)
    guard item.size <= CaseReader.itemLimit else {
      throw CordonError(.badInput, "This item is larger than \(CaseReader.itemLimit) bytes.", location: place)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(item.size)
    let answer: BundleAnswer = source.read(item.file, ofPart: part) { piece in
      bytes += piece
      return bytes.count <= item.size
    }
    guard case .read = answer, ContentHash.of(bytes[...]) == item.sha256 else {
      throw CordonError(
        .badInput, "This item changed while it was read. Verify the bundle: cordon verify", location: place)
    }
    return bytes
  }
}
