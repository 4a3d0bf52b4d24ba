package import CordonModel

/// Says whether a bundle is what its signer made, and names everything that is not.
///
/// The time is not asked: the validity of a key is judged at the time of signing. Content is read once, in pieces, and
/// never more of it than its manifest lists. Nothing is thrown: what could not be looked at is a gap of the verdict.
package struct BundleVerifier {
  /// Keys that somebody vouches for; without any, the signer is not checked.
  package var keys: [TrustedKey]
  /// How much is read.
  package var limits: BundleLimits
  /// The sum of the last line, where the reader knows from elsewhere how the bundle ends.
  package var expectedHead: Digest?

  package init(keys: [TrustedKey] = [], limits: BundleLimits = BundleLimits(), expectedHead: Digest? = nil) {
    self.keys = keys
    self.limits = limits
    self.expectedHead = expectedHead
  }

  /// Reads the whole bundle.
  ///
  /// - Parameter observe: told of every manifest as its lines were read, defects or not: for reports.
  package func verify(
    _ source: inout some BundleSource, observe: (EvidenceManifest) -> Void = { _ in }
  ) -> BundleVerdict {
    var verdict = BundleVerdict(isSignerChecked: !keys.isEmpty)
    let parts: [Int]
    switch source.names(ofPart: nil) {
    case .names(let names): parts = sorted(names, &verdict)
    case .missing:
      verdict.add(BundleDefect(.manifestMissing, detail: "there is no folder"))
      return verdict
    case .unreadable(let gap):
      verdict.add(gap)
      return verdict
    }
    if parts.isEmpty { verdict.add(BundleDefect(.manifestMissing, detail: "the folder holds no part")) }
    var before: PartEnd?
    var expected: Int = 1
    for part in parts {
      // The first hundred by name, the rest as one; none goes unsaid.
      let named: Int = min(part, expected + 100)
      while expected < named {
        verdict.add(BundleDefect(.partMissing, part: expected, detail: BundleFormat.folder(ofPart: expected)))
        expected += 1
      }
      if expected < part {
        let range: String = BundleFormat.folder(ofPart: expected) + " to " + BundleFormat.folder(ofPart: part - 1)
        verdict.add(BundleDefect(.partMissing, part: expected, detail: range))
      }
      expected = part + 1
      before = verify(part: part, after: before, in: &source, into: &verdict, observe)
    }
    if let expectedHead, verdict.head != expectedHead {
      verdict.add(
        BundleDefect(
          .headDiffers, detail: "it ends with \(verdict.head?.hex ?? "nothing"), expected \(expectedHead.hex)"))
    }
    return verdict
  }

  /// How a part ended, for the one that follows on it.
  struct PartEnd {
    var number: Int
    var bundle: String?
    var lastLine: Digest?
  }

  /// The numbers of the parts, and what else stands in the folder.
  private func sorted(_ names: [String], _ verdict: inout BundleVerdict) -> [Int] {
    var parts: [Int] = []
    for name in names.sorted() {
      if let part = BundleFormat.part(ofFolder: name) {
        parts.append(part)
      } else if name.hasPrefix(BundleFormat.draftPrefix) {
        verdict.drafts.append(name)
      } else {
        verdict.add(BundleDefect(.fileAdded, detail: name))
      }
    }
    if parts.count > limits.parts {
      verdict.add(BundleDefect(.limitExceeded, detail: "more than \(limits.parts) parts"))
      parts.removeLast(parts.count - limits.parts)
    }
    return parts.sorted()
  }

  private func verify(
    part: Int, after before: PartEnd?, in source: inout some BundleSource, into verdict: inout BundleVerdict,
    _ observe: (EvidenceManifest) -> Void
  ) -> PartEnd {
    var summary = BundleVerdict.Part(number: part)
    var end = PartEnd(number: part)
    if let bytes = manifest(ofPart: part, in: &source, into: &verdict) {
      let room: Int = max(0, limits.items - verdict.itemCount)
      let reading = ManifestReading(bytes, part: part, limits: limits, room: room)
      for defect in reading.defects { verdict.add(defect) }
      summary.items = reading.items.count
      summary.signed = reading.seal?.signed
      summary.signer = reading.head?.signer
      summary.head = reading.lastLine
      end.bundle = reading.head?.bundle
      end.lastLine = reading.lastLine
      if verdict.bundle == nil { verdict.bundle = reading.head?.bundle }
      for defect in ManifestChecks(reading, part: part, keys: keys).defects(after: before) { verdict.add(defect) }
      if let head = reading.head, let seal = reading.seal {
        observe(EvidenceManifest(head: head, items: reading.items.map(\.item), seal: seal))
      }
      let files: Set<String> = Set(reading.items.map(\.item.file))
      verifyNames(part: part, listed: files, in: &source, into: &verdict)
      for entry in reading.items {
        summary.bytes &+= verifyContent(of: entry.item, part: part, in: &source, into: &verdict)
      }
    }
    verdict.parts.append(summary)
    return end
  }

  /// The manifest's bytes, at most as many as are read.
  private func manifest(
    ofPart part: Int, in source: inout some BundleSource, into verdict: inout BundleVerdict
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    let limit: Int = limits.manifestBytes
    let answer: BundleAnswer = source.read(BundleFormat.manifestName, ofPart: part) { piece in
      bytes += piece
      return bytes.count <= limit
    }
    switch answer {
    case .read where bytes.count > limit:
      verdict.add(BundleDefect(.limitExceeded, part: part, detail: "the manifest has more than \(limit) bytes"))
    case .read: return bytes
    case .missing: verdict.add(BundleDefect(.manifestMissing, part: part))
    case .notPlain(let what): verdict.add(BundleDefect(.manifestMissing, part: part, detail: "in its place: " + what))
    case .unreadable(let gap): verdict.add(gap)
    }
    return nil
  }

  /// What stands in the folder of a part, and in no manifest.
  private func verifyNames(
    part: Int, listed: Set<String>, in source: inout some BundleSource, into verdict: inout BundleVerdict
  ) {
    switch source.names(ofPart: part) {
    case .names(let names):
      for name in names.sorted() where name != BundleFormat.manifestName && !listed.contains(name) {
        verdict.add(BundleDefect(.fileAdded, part: part, detail: name))
      }
    case .missing: verdict.add(BundleDefect(.manifestMissing, part: part, detail: "the folder is gone"))
    case .unreadable(let gap): verdict.add(gap)
    }
  }

  /// - Returns: bytes that were read.
  private func verifyContent(
    of item: EvidenceItem, part: Int, in source: inout some BundleSource, into verdict: inout BundleVerdict
  ) -> Int {
    func defect(_ kind: BundleDefect.Kind, _ detail: String) {
      verdict.add(BundleDefect(kind, part: part, item: item.id, detail: detail))
    }
    // A name that leads elsewhere is never opened.
    if let fault = BundleFormat.fault(ofFile: item.file) {
      defect(fault, item.file)
      return 0
    }
    guard item.size <= limits.itemBytes else {
      defect(.limitExceeded, "\(item.file) has \(item.size) bytes, and up to \(limits.itemBytes) are read")
      return 0
    }
    var sum = ContentHash()
    let answer: BundleAnswer = source.read(item.file, ofPart: part) { piece in
      sum.update(piece)
      return sum.count <= item.size
    }
    switch answer {
    case .read:
      if sum.count > item.size {
        defect(.contentChanged, "\(item.file) is longer than \(item.size) bytes")
      } else if sum.count < item.size {
        defect(.contentChanged, "\(item.file) has \(sum.count) bytes instead of \(item.size)")
      } else if sum.digest() != item.sha256 {
        defect(.contentChanged, item.file)
      }
    case .missing: defect(.fileMissing, item.file)
    case .notPlain(let what): defect(.fileMissing, "\(item.file): in its place \(what)")
    case .unreadable(let gap): verdict.add(gap)
    }
    return sum.count
  }
}
