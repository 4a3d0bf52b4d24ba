package import CordonModel
package import CordonRespond

/// The files that a saved result of a check calls affected.
package struct FoundTargets: Sendable {
  /// Each once, with the digest of the content that was found.
  package var targets: [QuarantineRequest.Target] = []
  /// Files that are only suspected, and therefore not among them.
  package var suspected: Int = 0
  /// Findings that a person set aside.
  package var setAside: Int = 0

  package init(_ report: CheckReport) {
    var seen: Set<[UInt8]> = []
    for result in report.results {
      for match in result.assessment.matches {
        guard let (path, digest): ([UInt8], Digest?) = FoundTargets.file(of: match) else { continue }
        guard match.exception == nil, result.exception == nil else {
          setAside += 1
          continue
        }
        guard match.verdict == .affected else {
          suspected += 1
          continue
        }
        guard seen.insert(path).inserted else { continue }
        targets.append(.init(path: path, expected: digest, advisory: result.assessment.advisory.id))
      }
    }
  }

  /// The file behind a finding. Of a member of an archive it is the archive, whose own digest is not known.
  ///
  /// A process counts by what it runs, not by what runs it: a shell below a product is nobody's file to take.
  private static func file(of match: Match) -> ([UInt8], Digest?)? {
    switch match.subject {
    case .process where match.reason != .processHash && match.reason != .processPath: nil
    case .file(let facts): (facts.place.path, facts.place.members.isEmpty ? facts.digests?.sha256 : nil)
    case .process(let facts, _): facts.executable.map { ($0, facts.digests?.sha256) }
    case .package, .contact: nil
    }
  }
}
